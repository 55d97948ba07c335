import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { farmersColumns, farmersContract, keylessContract, stageFarmers } from '../testing/farmers.ts';
import { lakeBench, type LakeBench } from '../testing/lake-bench.ts';
import { releaseColumns } from '../columns.ts';
import { compareReleases } from './compare-releases.ts';

let lake: LakeBench;
beforeAll(async () => { lake = await lakeBench(); });
afterAll(() => lake.close());

const columns = farmersColumns;
const keyless = releaseColumns(keylessContract());
/** Seeded edits of every kind, among them changes from and to no value. */
async function edit(seed: number): Promise<void> {
  await lake.engine.run(`create or replace table old as from stage`);
  await lake.engine.run(`update stage set name_th = name_th || 'x' where hash(id, ${seed}) % 31 = 0`);
  await lake.engine.run(`update stage set amphoe = case when amphoe is null then 'ใหม่' end where hash(id, ${seed}) % 37 = 0`);
  await lake.engine.run(`update stage set irrigated = not irrigated, updated_at = updated_at + interval 1 microsecond where hash(id, ${seed}) % 41 = 0`);
  await lake.engine.run(`delete from stage where hash(id, ${seed}) % 43 = 0`);
  await lake.engine.run(`insert into stage by name select * replace (id + 1000000 as id) from old where hash(id, ${seed}) % 47 = 0`);
}

const rowsOf = (table: string) => `select * exclude (_line) from ${table}`;
async function count(sql: string): Promise<number> {
  const [row] = await lake.engine.rows<{ n: number }>(`select count(*)::double as n from (${sql})`);
  return row?.n ?? -1;
}

describe('differences by key', () => {
  it.each([1, 2, 3])('agree with EXCEPT ALL both ways (seed %i)', async (seed) => {
    await stageFarmers(lake.engine, 20_000, 'hash(i)');
    await edit(seed);
    const diff = await compareReleases(lake.engine, { from: 'old', columns }, { from: 'stage', columns });
    expect(diff.added + diff.changed).toBe(await count(`${rowsOf('stage')} except all ${rowsOf('old')}`));
    expect(diff.removed + diff.changed).toBe(await count(`${rowsOf('old')} except all ${rowsOf('stage')}`));
    expect(diff.unchanged).toBe(await count(`(${rowsOf('stage')}) intersect all (${rowsOf('old')})`));
    expect(diff.changed).toBeGreaterThan(0);
    expect(diff.keyChurn).toBeCloseTo(Math.min(diff.added, diff.removed) / 20_000, 10);
  });

  it('come with at most 20 samples of a kind, personal data masked', async () => {
    await stageFarmers(lake.engine, 2000);
    await edit(4);
    const { samples } = await compareReleases(lake.engine, { from: 'old', columns }, { from: 'stage', columns });
    for (const op of ['added', 'removed', 'changed']) expect(samples.filter((sample) => sample.op === op).length).toBeLessThanOrEqual(20);
    const changed = samples.find((sample) => sample.op === 'changed');
    expect(changed?.before?.['id']).toBe(changed?.after?.['id']);
    expect(changed?.after).toMatchObject({ citizen_id: expect.stringMatching(/^•••• \d{4}$/), phone: '0•••' });
    expect(changed?.after).not.toHaveProperty('citizen_id_masked');
    expect(samples.find((sample) => sample.op === 'added')?.before).toBeNull();
  });

  it('count a row as changed when only a new column has a value, and survive a changed type', async () => {
    await stageFarmers(lake.engine, 100);
    await lake.engine.run(`create or replace table old as select * exclude (crop) replace (id as id, area_rai::decimal(14,2) as area_rai) from stage`);
    const oldColumns = columns.filter((column) => column.name !== 'crop').map((column) => (column.name === 'area_rai' ? { ...column, stored: 'DECIMAL(14,2)' } : column));
    await lake.engine.run('update stage set crop = null where id >= 10');
    const diff = await compareReleases(lake.engine, { from: 'old', columns: oldColumns }, { from: 'stage', columns });
    expect(diff).toMatchObject({ added: 0, removed: 0, changed: 10, unchanged: 90 });
    expect(diff.samples[0]?.before?.['crop']).toBeNull();
  });

  it('work with a key of two columns', async () => {
    const contract = farmersContract();
    const two = releaseColumns({ ...contract, columns: contract.columns.map((column) => ({ ...column, primaryKey: column.name === 'tambon' ? 1 : column.name === 'id' ? 2 : null })) });
    await stageFarmers(lake.engine, 3000);
    await edit(5);
    const diff = await compareReleases(lake.engine, { from: 'old', columns: two }, { from: 'stage', columns: two });
    expect(diff.added + diff.changed).toBe(await count(`${rowsOf('stage')} except all ${rowsOf('old')}`));
  });
});

describe('differences without a key', () => {
  it('count repeated rows as often as they come and go', async () => {
    await stageFarmers(lake.engine, 50);
    await lake.engine.run(`create or replace table old as from stage union all from stage where id < 10`);
    await lake.engine.run(`insert into stage from stage where id in (5, 20, 21)`);
    const diff = await compareReleases(lake.engine, { from: 'old', columns: keyless }, { from: 'stage', columns: keyless });
    expect(diff).toMatchObject({ added: 2, removed: 9, changed: 0 });
    expect(diff.samples.filter((sample) => sample.op === 'added').map((sample) => sample.after?.['id'])).toContain(20);
  });
});
