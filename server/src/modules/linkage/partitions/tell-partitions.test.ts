import { Readable } from 'node:stream';
import { addDays } from '@saphan/contracts/dates';
import { defaultGates } from '@saphan/contracts/odcs/defaults';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { theHouse } from '#kernel/policy.ts';
import { decideRun } from '../operations/decide-run.ts';
import { startRun } from '../operations/start-run.ts';
import { keepRaw } from '../operations/upload-file.ts';
import { openTableHouse, tableColumn, type SourceRow, type TableHouse } from '../testing/table-house.ts';
import { partitionConsumer } from './consumers.ts';
import { countInRelease } from './count-partitions.ts';
import { removePartitioning, setPartitioning } from './set-partitioning.ts';
import { countPartitionsJob, tellUncounted } from './tell-uncounted.ts';

let house: TableHouse;
const columns = [tableColumn(1, 'id', 'integer', { primaryKey: 1, required: true }), tableColumn(2, 'sold_on', 'date')];
const gates = { ...defaultGates, maxRowChangeRatio: 0.9, maxDeleteRatio: null, maxKeyChurnRatio: null };
const row = (id: number, sold: string): SourceRow => ({ id: String(id), sold_on: sold });
const tx = <T>(work: Parameters<TableHouse['ports']['db']['tx']>[0]) => house.ports.db.tx(work) as Promise<T>;
const divide = (by: 'month' | 'day') => tx((t) => setPartitioning(t, theHouse, house.datasetId, { by, column: 'sold_on' }));
/** What runs told since the last time it was asked. */
async function told(): Promise<{ by: string; present: string[] | null; confirmed: unknown }[]> {
  return tx(async (t) => (await t.query(`with told as (delete from kernel.outbox where topic = 'linkage.partitions-seen' returning id, payload) select payload from told order by id`)).rows.map(({ payload: { by, present, confirmed } }) => ({ by, present, confirmed })));
}

beforeAll(async () => { house = await openTableHouse(columns, { gates }); });
afterAll(() => house.close());
beforeEach(async () => {
  await house.read({ mode: 'snapshot' });
  house.table.rows = [row(1, '2025-01-31'), row(2, '2025-02-01')];
  const run = await house.run();
  // After thousands of rows, two are a jump that somebody has to approve.
  if (run.state === 'held') await tx((t) => decideRun(t, theHouse, run.id, { approve: true, reason: 'begin anew' }));
  await divide('month');
  await told();
});

it('confirms what is known when the source had nothing new for it', async () => {
  await house.read({ mode: 'cursor', column: 'id', overlap: '0', deletes: { kind: 'keep' } });
  await house.run();
  expect((await house.run()).state).toBe('no_change');
  expect(await told()).toEqual([{ by: 'month', present: ['2025-01', '2025-02'], confirmed: 'all' }, { by: 'month', present: null, confirmed: 'all' }]);
});

it('tells the partitions of an uploaded file, and of one that was held until somebody decided', async () => {
  const upload = async (text: string) => {
    const { rawId } = await keepRaw(house.ports, Readable.from([Buffer.from(text)]), 'sold.csv');
    await tx((t) => startRun(t, theHouse, { dataset: { id: house.datasetId, slug: 'plots' }, rawId, trigger: 'person' }));
    return house.workOnce();
  };
  expect((await upload('id,sold_on\n1,2025-01-31\n3,2025-03-01\n'))?.state).toBe('published');
  expect(await told()).toEqual([{ by: 'month', present: ['2025-01', '2025-03'], confirmed: 'all' }]);
  const held = await upload(`id,sold_on\n${Array.from({ length: 9 }, (_, at) => `${at},2025-04-01\n`).join('')}`);
  expect(held?.state).toBe('held');
  expect(await told()).toEqual([]);
  await tx((t) => decideRun(t, theHouse, held?.id as number, { approve: true, reason: 'April came' }));
  expect(await told()).toEqual([{ by: 'month', present: ['2025-04'], confirmed: 'all' }]);
});

it('tells the partitions of a dataset of more partitions than are kept with a release', async () => {
  await divide('day');
  house.table.rows = Array.from({ length: 2100 }, (_, at) => row(at, addDays('2020-01-01', at)));
  const run = await house.run();
  await tx((t) => decideRun(t, theHouse, run.id, { approve: true, reason: 'all of it' }));
  expect((await told()).map(({ by, present, confirmed }) => [by, present?.length, present?.at(-1), confirmed])).toEqual([['day', 2100, addDays('2020-01-01', 2099), 'all']]);
  expect((await house.current()).lineage['partitions']).toBeUndefined();
});

it('tells nothing of a dataset that is divided no longer', async () => {
  await tx((t) => removePartitioning(t, theHouse, house.datasetId));
  house.table.rows.push(row(9, '2025-05-01'));
  await house.run();
  expect(await told()).toEqual([]);
});

it('counts the partitions of a release that is from before the dataset was divided so', async () => {
  const moved = () => tx((t) => partitionConsumer.hear(t, { topic: 'lake.pointer-moved', payload: { datasetId: house.datasetId }, at: new Date().toISOString() }));
  house.table.rows[1] = row(2, '2025-03-01');
  await house.run();
  await told();
  await moved();
  expect(await told()).toEqual([{ by: 'month', present: ['2025-01', '2025-03'], confirmed: [] }]);
  await divide('day');
  expect(await told()).toEqual([]);
  const counted = { by: 'day', present: ['2025-01-31', '2025-03-01'], confirmed: 'all' };
  for (let times = 2; times > 0; times--) await tellUncounted(house.ports, house.datasetId);
  expect(await told()).toEqual([counted]);
  await moved();
  await countPartitionsJob(house.ports).run(house.ports.db, new AbortController().signal);
  expect(await told()).toEqual([counted]);
});

it('does not know the partitions of a column with a value for nearly every row', async () => {
  house.table.rows = Array.from({ length: 10_001 }, (_, at) => row(at, '2025-01-01'));
  const run = await house.run();
  await tx((t) => decideRun(t, theHouse, run.id, { approve: true, reason: 'all of it' }));
  const release = await house.current();
  expect(await countInRelease(house.ports, release, { by: 'value', column: 'id' })).toBeNull();
  expect(await countInRelease(house.ports, release, { by: 'month', column: 'sold_on' })).toEqual(new Map([['2025-01', 10_001]]));
});
