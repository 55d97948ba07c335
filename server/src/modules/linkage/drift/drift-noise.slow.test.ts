import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { defaultGates } from '@saphan/contracts/odcs/defaults';
import { openEngine } from '#modules/lake/index.ts';
import { compareShapes } from './compare-shapes.ts';
import { judgeDrift } from './drift-gates.ts';
import { measureShape } from './measure-shape.ts';
import { contract, drawRegister } from './testing/draw-register.ts';

it('no gate of meaning holds any of 100 calm pairs of releases, of 50 to 3,000 rows', async () => {
  const engine = await openEngine({ databasePath: ':memory:', memoryMb: 200, threads: 2, spillDir: tmpdir() });
  const alarms: string[] = [];
  for (let seed = 0; seed < 100; seed += 1) {
    const rows = 50 + Math.floor(seed ** 2.2 / 8);
    await drawRegister(engine, rows, 1000 + seed);
    const before = await measureShape(engine, 'stage', contract);
    await drawRegister(engine, rows, 5000 + seed);
    alarms.push(...judgeDrift(defaultGates, await compareShapes(engine, 'stage', contract, before)).filter((gate) => !gate.ok).map((gate) => `${rows} rows: ${gate.en}`));
  }
  await engine.close();
  expect(alarms).toEqual([]);
});
