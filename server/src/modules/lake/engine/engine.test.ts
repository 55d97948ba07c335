import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type Engine, openEngine } from './engine.ts';

async function anEngine(options: { keepOrder?: boolean; threads?: number } = {}): Promise<Engine> {
  const spillDir = mkdtempSync(join(tmpdir(), 'engine-'));
  const engine = await openEngine({ databasePath: ':memory:', memoryMb: 128, threads: 1, spillDir, ...options });
  onTestFinished(async () => { await engine.close(); rmSync(spillDir, { recursive: true, force: true }); });
  return engine;
}

async function readAll(engine: Engine, sql: string, values: unknown[] = [], on: (rows: number) => void = () => undefined): Promise<unknown[][]> {
  const all: unknown[][] = [];
  for await (const batch of engine.stream(sql, values)) { all.push(...batch); on(all.length); }
  return all;
}

it.each([{ keepOrder: true }, { keepOrder: false, threads: 2 }])('gives all rows of a stream in their order, whatever columns are called %o', async (options) => {
  const engine = await anEngine(options);
  const rows = await readAll(engine, 'select range as a, range + $1 as a from range(5000) order by 1 desc -- all', [1n]);
  expect(rows).toEqual(Array.from({ length: 5000 }, (_, i) => [4999n - BigInt(i), 5000n - BigInt(i)]));
  expect(await readAll(engine, 'select 1 where false')).toEqual([]);
  expect(await readAll(engine, 'with a as (values (null, \'x\')) from a')).toEqual([[null, 'x']]);
});

it('never ends a stream as if it were whole when the statement fails after its first rows', async () => {
  const engine = await anEngine();
  for (const failing of ["case when range = 500000 then 'x' else '1' end::int", "case when range = 500000 then error('boom') else range end"]) {
    let came = 0;
    await expect(readAll(engine, `select ${failing} from range(1000000)`, [], (rows) => { came = rows; })).rejects.toMatchObject({ code: 'lake.stream-broken', retry: 'transient' });
    expect(came).toBeGreaterThan(0);
  }
  await expect(readAll(engine, 'select range from range(100000000)', [], (rows) => { if (rows < 4100) engine.interrupt(); })).rejects.toMatchObject({ code: 'lake.interrupted' });
  expect(await readAll(engine, 'select 1')).toEqual([[1]]);
});

it('leaves a stream that is not read to its end, and goes on', async () => {
  const engine = await anEngine({ keepOrder: false });
  for await (const batch of engine.stream('select range from range(1000000)')) { expect(batch[0]).toEqual([0n]); break; }
  expect(await engine.rows("select current_setting('preserve_insertion_order') as kept, 1 as one")).toEqual([{ kept: false, one: 1 }]);
});

it('is freed only after what runs, or is about to, has let go, and answers nothing afterwards', async () => {
  const engine = await anEngine();
  const counting = engine.rows('select sum(a.range * b.range) from range(1000000) a, range(1000000) b').then(() => 'counted', (error: { code: string }) => error.code);
  await engine.close();
  expect(await counting).toBe('lake.interrupted');
  await expect(engine.run('select 1')).rejects.toMatchObject({ code: 'lake.engine-closed' });
});
