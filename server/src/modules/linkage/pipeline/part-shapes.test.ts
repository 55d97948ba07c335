import { tmpdir } from 'node:os';
import { expect, it, onTestFinished } from 'vitest';
import { defaultGates } from '@saphan/contracts/odcs/defaults';
import { openEngine } from '#modules/lake/index.ts';
import { compareShapes } from '../drift/compare-shapes.ts';
import { judgeDrift } from '../drift/drift-gates.ts';
import { measureShape } from '../drift/measure-shape.ts';
import { contract, drawRegister } from '../drift/testing/draw-register.ts';
import { shapesAfter } from './part-shapes.ts';

it.each([
  ['trees', 'update stage set trees = trees / 3'], ['note', "update stage set note = 'เธชเธกเธเธฒเธข เนเธเธ”เธต' where id % 10 = 0"], ['crop', "update stage set crop = 'R1' where id % 4 = 0"], ['', ''],
])('looks at column "%s" alone where a part changed no other, and judges as if it had looked at all', async (column, change) => {
  const engine = await openEngine({ databasePath: ':memory:', memoryMb: 200, threads: 2, spillDir: tmpdir() });
  onTestFinished(() => engine.close());
  await drawRegister(engine, 2000, 1);
  const before = await measureShape(engine, 'stage', contract);
  await drawRegister(engine, 2000, 1, change);
  const part = await shapesAfter(engine, 'stage', contract, before, column === '' ? [] : [column]);
  const whole = await compareShapes(engine, 'stage', contract, before);
  const sorted = <Each extends { column: string }>(columns: readonly Each[]) => columns.toSorted((a, b) => (a.column < b.column ? -1 : 1));
  expect({ ...part.now, columns: sorted(part.now.columns) }).toEqual({ ...whole.now, columns: sorted(whole.now.columns) });
  expect(part.within).toEqual(whole.within);
  expect(judgeDrift(defaultGates, part)).toEqual(judgeDrift(defaultGates, whole));
});
