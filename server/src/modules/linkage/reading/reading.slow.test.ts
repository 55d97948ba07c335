import { defaultGates } from '@saphan/contracts/odcs/defaults';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { theHouse } from '#kernel/policy.ts';
import { rollBack } from '#modules/lake/index.ts';
import { decideRun } from '../operations/decide-run.ts';
import { openTableHouse, tableColumn, type SourceRow, type TableHouse } from '../testing/table-house.ts';

let house: TableHouse;
const columns = [
  tableColumn(1, 'id', 'integer', { primaryKey: 1, required: true }), tableColumn(2, 'crop', 'text'), tableColumn(3, 'version', 'integer'),
  tableColumn(4, 'updated_at', 'timestamp'), tableColumn(5, 'state', 'text'), tableColumn(6, 'owner', 'date', { personalData: 'direct' }),
];
const row = (id: number, version: number | null, more: SourceRow = {}): SourceRow => ({ id: String(id), crop: 'ข้าว', version: version === null ? null : String(version), updated_at: '2026-11-01 08:00:00', state: 'A', owner: null, ...more });
const byVersion = { mode: 'cursor', column: 'version', overlap: '0', deletes: { kind: 'keep' } } as const;
const ids = async (): Promise<number[]> => (await house.rows('id')).map((each) => Number(each['id']));

beforeAll(async () => { house = await openTableHouse(columns, { gates: { ...defaultGates, maxRowChangeRatio: 1, maxDeleteRatio: null, maxKeyChurnRatio: null } }); });
afterAll(() => house.close());
/** Each test begins with ten rows that were read whole under the reading it sets. */
beforeEach(async () => {
  await house.read({ mode: 'snapshot' });
  house.table.rows = Array.from({ length: 10 }, (_, i) => row(i + 1, i + 1));
  house.table.sourceRows = null;
  await house.run({ readAll: true });
  house.table.asked = [];
});

describe('by a cursor', () => {
  it('reads all first, then only what lies behind, and never deletes by it', async () => {
    await house.read(byVersion);
    expect((await house.run()).state).toBe('no_change');
    expect(await house.mark()).toMatchObject({ cursor: '10' });
    house.table.rows = [...house.table.rows.slice(2), row(11, 11)];
    Object.assign(house.table.rows[0] as SourceRow, { crop: 'อ้อย', version: '12' });
    const run = await house.run();
    expect(run).toMatchObject({ state: 'published', counts: { added: 1, removed: 0, changed: 1, unchanged: 9 }, rawId: null });
    expect(house.table.asked).toEqual([null, '10']);
    expect(await ids()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(await house.mark()).toMatchObject({ cursor: '12' });
  });

  it('finds nothing new without a release, and the deleted rows when all is read again', async () => {
    await house.read(byVersion);
    await house.run();
    house.table.rows.splice(0, 1);
    expect((await house.run()).state).toBe('no_change');
    expect(await ids()).toHaveLength(10);
    expect(await house.run({ readAll: true })).toMatchObject({ state: 'published', counts: { removed: 1 } });
    expect(house.table.asked).toEqual([null, '10', null]);
  });

  it('reads an overlap again, so that a row committed late is not lost', async () => {
    await house.read({ ...byVersion, overlap: '5' });
    await house.run();
    house.table.rows.push(row(20, 7));
    expect(await house.run()).toMatchObject({ state: 'published', counts: { added: 1, changed: 0 } });
    expect(house.table.asked).toEqual([null, '5']);
  });

  it('reads all again after so many parts', async () => {
    await house.read({ ...byVersion, deletes: { kind: 'reconcile', everyRuns: 2 } });
    await house.run();
    house.table.rows.splice(4, 1);
    for (const version of [21, 22]) { Object.assign(house.table.rows[0] as SourceRow, { version: String(version) }); await house.run(); }
    expect(await ids()).toHaveLength(10);
    expect(await house.run()).toMatchObject({ state: 'published', counts: { removed: 1 } });
    expect(house.table.asked).toEqual([null, '10', '21', null]);
  });

  it('reads all again after somebody rolled back, so that no part is missing', async () => {
    await house.read(byVersion);
    await house.run();
    const { number } = await house.current();
    house.table.rows.push(row(11, 11));
    await house.run();
    await house.ports.db.tx((tx) => rollBack(tx, theHouse, house.datasetId, number, 'ลองย้อน'));
    house.table.rows.push(row(12, 12));
    house.table.asked = [];
    expect(await house.run()).toMatchObject({ state: 'published', counts: { added: 2 } });
    await house.run();
    expect(house.table.asked).toEqual([null, '12']);
    expect(await ids()).toContain(11);
  });

  it('takes rows away that say they are deleted', async () => {
    await house.read({ ...byVersion, deletes: { kind: 'tombstone', column: 'state', value: 'D' } });
    await house.run();
    Object.assign(house.table.rows[3] as SourceRow, { version: '30', state: 'D' });
    expect(await house.run()).toMatchObject({ state: 'published', counts: { removed: 1, changed: 0 } });
    expect(await ids()).not.toContain(4);
  });

  it('goes on where it stood after a held run, and behind it once that is approved', async () => {
    await house.read(byVersion);
    await house.run();
    house.table.rows = Array.from({ length: 20 }, (_, i) => row(100 + i, 40 + i));
    expect((await house.run()).state).toBe('held');
    expect(await house.mark()).toMatchObject({ cursor: '10' });
    const held = await house.run();
    await house.ports.db.tx((tx) => decideRun(tx, theHouse, held.id, { approve: true, reason: 'a new province' }));
    expect(await house.mark()).toMatchObject({ cursor: '59' });
  });

  it('counts rows without a value, and does not follow a clock that runs ahead', async () => {
    await house.read({ mode: 'cursor', column: 'updated_at', overlap: 'PT1H', deletes: { kind: 'keep' } });
    Object.assign(house.table.rows[0] as SourceRow, { updated_at: null });
    Object.assign(house.table.rows[1] as SourceRow, { updated_at: '2199-01-01 00:00:00' });
    const run = await house.run();
    const lines = (await house.ports.db.read((tx) => tx.query('select en from linkage.run_log where run_id = $1', [run.id]))).rows.map((each) => each.en).join('\n');
    expect(lines).toContain('1 rows have no value in the cursor column');
    expect(lines).toContain('in the future (2199-01-01 00:00:00)');
    expect(String((await house.mark())?.['cursor']) < '2100').toBe(true);
  });

  it('holds a run that brought fewer rows than the source gave', async () => {
    await house.read(byVersion);
    house.table.sourceRows = 12;
    Object.assign(house.table.rows[0] as SourceRow, { crop: 'ยาง' });
    const run = await house.run();
    expect(run.state).toBe('held');
    expect(run.gates.filter((gate) => !gate.ok).map((gate) => gate.name)).toEqual(['source-rows']);
  });

  it('is refused where the contract does not carry it', async () => {
    for (const [reading, pointer] of [
      [{ ...byVersion, column: 'crop' }, '/reading/column'], [{ ...byVersion, column: 'owner', overlap: 'P1D' }, '/reading/column'], [{ ...byVersion, column: 'nothing' }, '/reading/column'],
      [{ ...byVersion, overlap: 'PT1H' }, '/reading/overlap'], [{ ...byVersion, deletes: { kind: 'reconcile' } }, '/reading/deletes'],
      [{ ...byVersion, deletes: { kind: 'tombstone', column: 'id', value: '1' } }, '/reading/deletes/column'],
    ] as const) await expect(house.read(reading)).rejects.toMatchObject({ code: 'linkage.reading-refused', fields: { errors: [{ pointer }] } });
  });
});

describe('by adding', () => {
  it('adds new rows and quarantines keys that are there', async () => {
    await house.read({ mode: 'append' });
    house.table.rows = [row(3, 50), row(50, 51), row(51, 52)];
    const run = await house.run();
    expect(run.rejects).toMatchObject([{ code: 'KEY_EXISTS', column: 'id', count: 1 }]);
    expect(run).toMatchObject({ counts: { added: 2, removed: 0, changed: 0 } });
  });
});
