import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { defaultGates } from '@saphan/contracts/odcs/defaults';
import { openEngine, type Engine } from '#modules/lake/index.ts';
import { compareShapes } from './compare-shapes.ts';
import { judgeDrift } from './drift-gates.ts';
import { scaleOf, stabilityIndex, unitOf } from './drift-measures.ts';
import { judgeEncoding } from './encoding-gate.ts';
import { measureShape } from './measure-shape.ts';
import { contract, drawRegister } from './testing/draw-register.ts';

let engine: Engine;
beforeAll(async () => { engine = await openEngine({ databasePath: ':memory:', memoryMb: 200, threads: 2, spillDir: tmpdir() }); });
afterAll(() => engine.close());

/** Gates that hold a release after a calm one. */
async function held(change: string, rows = 2000): Promise<{ name: string; th: string; en: string }[]> {
  await drawRegister(engine, rows, 1);
  const before = await measureShape(engine, 'stage', contract);
  await drawRegister(engine, rows, 2, change);
  return judgeDrift(defaultGates, await compareShapes(engine, 'stage', contract, before)).filter((gate) => !gate.ok);
}
const names = (gates: { name: string }[]): string[] => gates.map((gate) => gate.name);

describe('a drift of meaning holds the run and says what happened', () => {
  it('rai that became square metres', async () => {
    const gates = await held('alter table stage alter area type double; update stage set area = area * 1600');
    expect(names(gates)).toContain('unit-drift');
    expect(gates.find((gate) => gate.name === 'unit-drift')?.en).toMatch(/area: 1[56]\d\d times the former, as if a change of unit from rai to square metres/);
    expect(gates.find((gate) => gate.name === 'unit-drift')?.th).toContain('ไร่เป็นตารางเมตร');
  });
  test.each([['area / 6.25', /rai to hectares/], ['area * 1000', /multiplied by 1000/], ['area / 4', /divided|ngan to rai|square metres to square wa/]])('area as %s', async (expression, said) => {
    const gates = await held(`alter table stage alter area type double; update stage set area = ${expression}`);
    expect(gates.find((gate) => gate.name === 'unit-drift')?.en).toMatch(said);
  });
  it('codes of another list', async () => {
    const gates = await held("update stage set crop = 'R' || length(crop) where id % 4 = 0");
    expect(gates.find((gate) => gate.name === 'code-drift')?.en).toMatch(/2\d\.\d% of rows \(crop: “R/);
  });
  it('a share of codes that turned round', async () => {
    expect(names(await held("update stage set crop = 'มัน' where crop = 'ข้าว'"))).toEqual(['distribution-drift']);
  });
  it('numbers that crowd together', async () => {
    expect(names(await held('update stage set trees = trees / 3'))).toContain('distribution-drift');
  });
  test.each([['Windows-874', "'เธชเธกเธเธฒเธข เนเธเธ”เธต'"], ['Windows-1252', "'à¸ªà¸¡à¸Šà¸²à¸¢'"], ['lost letters', "'สม' || chr(65533)"]])('text read as %s', async (_as, text) => {
    expect(names(await held(`update stage set note = ${text} where id % 10 = 0`))).toEqual(['encoding-drift']);
  });
});

describe('bytes of another encoding than agreed', () => {
  const thai = 'รหัส,ชื่อ\n'.repeat(40);
  const windows874 = Buffer.from([...thai].map((letter) => ((letter.codePointAt(0) as number) > 0x7f ? (letter.codePointAt(0) as number) - 0xe00 + 0xa0 : letter.charCodeAt(0))));
  const agreed = (encoding: 'utf-8' | 'windows-874' | 'tis-620') => ({ ...contract, gates: defaultGates, source: { ...contract.source, format: 'csv' as const, encoding } });
  test.each([['utf-8', windows874, false], ['windows-874', Buffer.from(thai), false], ['utf-8', Buffer.from(thai), true], ['tis-620', windows874, true]] as const)('contract %s', (encoding, bytes, ok) => {
    expect(judgeEncoding(agreed(encoding), bytes, true)?.ok).toBe(ok);
  });
  it('are not judged by ASCII alone', () => { expect(judgeEncoding(agreed('windows-874'), Buffer.from('a,b\n'), true)).toBeNull(); });
});

describe('no drift', () => {
  it('is judged without a former release, save for garbled text', async () => {
    await drawRegister(engine, 500, 3);
    expect(judgeDrift(defaultGates, await compareShapes(engine, 'stage', contract, null))).toMatchObject([{ name: 'encoding-drift', value: 0, ok: true }]);
  });
  it('holds nothing where the contract switched a gate off', async () => {
    await drawRegister(engine, 2000, 1);
    const before = await measureShape(engine, 'stage', contract);
    await drawRegister(engine, 2000, 2, 'update stage set trees = 1');
    const off = { ...defaultGates, maxDistributionShift: null, maxUnitChange: null };
    expect(judgeDrift(off, await compareShapes(engine, 'stage', contract, before)).every((gate) => gate.ok)).toBe(true);
  });
  it('is seen in a sample of a large release as in all of it', async () => {
    await drawRegister(engine, 200_000, 4);
    const before = await measureShape(engine, 'stage', contract);
    expect(before.rows).toBeGreaterThan(45_000);
    expect(before.rows).toBeLessThan(55_000);
    await drawRegister(engine, 200_000, 5);
    expect(judgeDrift(defaultGates, await compareShapes(engine, 'stage', contract, before)).every((gate) => gate.ok)).toBe(true);
  });
});

describe('measures', () => {
  it('know units and not every factor', () => {
    expect([0.16, 1600, 10, 0.001].map((factor) => unitOf(factor) !== null)).toEqual([true, true, true, true]);
    expect([1, 1.5, 3, 0.5].map(unitOf)).toEqual([null, null, null, null]);
  });
  it('give 0 for equal shares and grow with the shift', () => {
    expect(stabilityIndex([0.5, 0.5], [0.5, 0.5], 100, 100)).toBe(0);
    expect(stabilityIndex([0.5, 0.5], [0.9, 0.1], 100, 100)).toBeCloseTo(0.8789, 3);
  });
  it('see a scale only where all quartiles moved alike', () => {
    const of = (sizes: [number, number, number]) => ({ kind: 'number' as const, column: 'a', rows: 100, edges: [], shares: [], sizes });
    expect(scaleOf(of([1, 2, 4]), of([10, 20, 40]))).toBe(10);
    expect(scaleOf(of([1, 2, 4]), of([1, 20, 40]))).toBeNull();
  });
});
