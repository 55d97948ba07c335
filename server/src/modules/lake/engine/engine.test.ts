import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openEngine } from './engine.ts';

it('is freed only after what runs, or is about to, has let go, and answers nothing afterwards', async () => {
  const spillDir = mkdtempSync(join(tmpdir(), 'engine-'));
  onTestFinished(() => rmSync(spillDir, { recursive: true, force: true }));
  const engine = await openEngine({ databasePath: ':memory:', memoryMb: 128, threads: 1, spillDir });
  const counting = engine.rows('select sum(a.range * b.range) from range(1000000) a, range(1000000) b').then(() => 'counted', (error: { code: string }) => error.code);
  await engine.close();
  expect(await counting).toBe('lake.interrupted');
  await expect(engine.run('select 1')).rejects.toMatchObject({ code: 'lake.engine-closed' });
});
