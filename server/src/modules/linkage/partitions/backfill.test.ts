import { defaultGates } from '@saphan/contracts/odcs/defaults';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linkageProblem } from '../errors.ts';
import { decideRun } from '../operations/decide-run.ts';
import { theHouse } from '#kernel/policy.ts';
import { selectRunView } from '../reads/runs.ts';
import { claimRun, giveBackDeadRuns } from '../runs/run.sql.gen.ts';
import { openTableHouse, tableColumn, type SourceRow, type TableHouse } from '../testing/table-house.ts';
import { feedBackfills } from './feed-backfills.ts';
import { selectBackfill } from './read-backfills.ts';
import { setPartitioning } from './set-partitioning.ts';
import { planBackfill, startBackfill } from './start-backfill.ts';
import { cancelBackfill, pauseBackfill, resumeBackfill, retryBackfill } from './steer-backfill.ts';

let house: TableHouse;
let of: { datasetId: number; sourceId: number };
const columns = [tableColumn(1, 'id', 'integer', { primaryKey: 1, required: true }), tableColumn(2, 'crop', 'text'), tableColumn(3, 'sold_on', 'date')];
const gates = { ...defaultGates, maxRowChangeRatio: 0.2, maxDeleteRatio: 0.3, maxKeyChurnRatio: null, maxNewCodeShare: null };
const row = (id: number, sold: string | null, crop = 'ข้าว'): SourceRow => ({ id: String(id), crop, sold_on: sold });
/** Ten rows in each of three months. */
const threeMonths = () => ['2025-01', '2025-02', '2025-03'].flatMap((month, at) => Array.from({ length: 10 }, (_, i) => row(at * 10 + i + 1, `${month}-${String(i + 1).padStart(2, '0')}`)));
const tx = <T>(work: Parameters<TableHouse['ports']['db']['tx']>[0]) => house.ports.db.tx(work) as Promise<T>;
const feed = () => feedBackfills(house.ports.db);
const start = (asked: Parameters<typeof startBackfill>[4]) => tx<number>((t) => startBackfill(t, house.ports, theHouse, of, asked));
const view = (id: number) => house.ports.db.read((t) => selectBackfill(t, { datasetId: of.datasetId, id }));
const at = (id: number) => ({ datasetId: of.datasetId, id });
const ids = async (): Promise<number[]> => (await house.rows('id')).map((each) => Number(each['id'])).toSorted((a, b) => a - b);
/** Feeds and works until nothing is left to do. */
async function goOn(): Promise<string[]> {
  const ended: string[] = [];
  for (;;) {
    await feed();
    const run = await house.workOnce();
    if (!run && await feed() === 0) return ended;
    if (!run) continue;
    ended.push(`${run.partition?.id} ${run.state}`);
  }
}

beforeAll(async () => { house = await openTableHouse(columns, { gates }); of = { datasetId: house.datasetId, sourceId: house.sourceId }; });
afterAll(() => house.close());
beforeEach(async () => {
  await house.ports.db.tx((t) => t.query(`update linkage.backfill set state = 'cancelled', finished_at = now(), paused_by = null, paused_reason = null where finished_at is null`));
  await house.ports.db.tx((t) => t.query(`update linkage.run set state = 'superseded', finished_at = now() where state = 'held'`));
  Object.assign(house.table, { rows: threeMonths(), asked: [], sourceRows: null, cut: false, deaf: false, onAsked: undefined });
  const whole = await house.run({ readAll: true });
  if (whole.state === 'held') await tx((t) => decideRun(t, theHouse, whole.id, { approve: true, reason: 'the beginning of a test' }));
  await tx((t) => setPartitioning(t, theHouse, of.datasetId, { by: 'month', column: 'sold_on' }));
  house.table.asked = [];
});

describe('a backfill', () => {
  it('says before it starts what it reads and what is there', async () => {
    const plan = await planBackfill(house.ports, of, { from: '2024-12', to: '2025-02' });
    expect(plan.parts).toEqual([{ id: '2024-12', th: 'ธ.ค. 2567', en: 'Dec 2024', rows: 0 }, { id: '2025-01', th: 'ม.ค. 2568', en: 'Jan 2025', rows: 10 }, { id: '2025-02', th: 'ก.พ. 2568', en: 'Feb 2025', rows: 10 }]);
    expect(plan.secondsAll).toBeCloseTo((plan.secondsEach ?? -1) * 3);
    expect(house.table.asked).toEqual([]);
  });

  it('replaces exactly its partitions: changed and new rows come, gone rows go, others stay though they changed too', async () => {
    const { rows } = house.table;
    Object.assign(rows[11] as SourceRow, { crop: 'ยาง' }); // February
    Object.assign(rows[25] as SourceRow, { crop: 'ยาง' }); // March, not asked for
    house.table.rows = [...rows.filter((each) => each['id'] !== '15' && each['id'] !== '5'), row(99, '2025-02-28')];
    const id = await start({ partitions: ['2025-02'] });
    expect(await goOn()).toEqual(['2025-02 published']);
    expect(house.table.asked).toEqual(['2025-02']);
    expect(await view(id)).toMatchObject({ state: 'done', parts: 1, done: 1, failed: 0, items: [{ id: '2025-02', state: 'published', rows: 10, counts: { added: 1, removed: 1, changed: 1 } }] });
    const released = await house.rows('id, crop');
    expect(released.filter((each) => each['crop'] === 'ยาง').map((each) => Number(each['id']))).toEqual([12]);
    expect(await ids()).toEqual([...Array.from({ length: 30 }, (_, i) => i + 1).filter((each) => each !== 15), 99]);
  });

  it('takes no row away by a partition that came in part, and none by one that the source lost entirely without a decision', async () => {
    house.table.rows = house.table.rows.filter((each) => each['id'] !== '15');
    house.table.cut = true;
    await start({ partitions: ['2025-02'] });
    expect(await goOn()).toEqual(['2025-02 no_change']);
    expect(await ids()).toContain(15);
    Object.assign(house.table, { cut: false, rows: house.table.rows.filter((each) => !(each['sold_on'] as string).startsWith('2025-03')) });
    const id = await start({ partitions: ['2025-03', '2025-04'] });
    expect(await goOn()).toEqual(['2025-03 held']);
    expect(await view(id)).toMatchObject({ state: 'running', waitsForDecision: true, done: 0 });
    const [held] = (await view(id)).items;
    const { steps } = await house.ports.db.read((t) => selectRunView(t, held?.runId as number));
    expect(steps.map(({ name, state }) => `${name} ${state}`)).toContain('decode done');
    await tx((t) => decideRun(t, theHouse, held?.runId as number, { approve: true, reason: 'the season had no sale' }));
    expect(await goOn()).toEqual(['2025-04 no_change']);
    expect((await ids()).every((each) => each <= 20)).toBe(true);
  });

  it('holds a partition of which too much went, measured against the partition', async () => {
    house.table.rows = house.table.rows.filter((each) => Number(each['id']) < 11 || Number(each['id']) > 14);
    await start({ partitions: ['2025-02'] });
    const [ended] = await goOn();
    expect(ended).toBe('2025-02 held');
  });

  it('fails where the source gives other rows than it was asked for, and stops itself after three', async () => {
    house.table.deaf = true;
    const id = await start({ from: '2024-12', to: '2025-03' });
    expect(await goOn()).toEqual(['2024-12 failed', '2025-01 failed', '2025-02 failed']);
    const stopped = await view(id);
    expect(stopped).toMatchObject({ state: 'paused', paused: { by: 'saphan' }, failed: 3 });
    expect(stopped.items[0]?.problem).toMatchObject({ code: 'linkage.partition-outside', rows: 30 });
    expect(await ids()).toHaveLength(30);
    house.table.deaf = false;
    await tx((t) => retryBackfill(t, theHouse, at(id)));
    expect(await goOn()).toEqual(['2024-12', '2025-01', '2025-02', '2025-03'].map((each) => `${each} no_change`));
    expect(await view(id)).toMatchObject({ state: 'done', done: 4, failed: 0 });
    expect((await view(id)).items[0]).toMatchObject({ tries: 2 });
  });

  it('goes on with what is left when somebody lets it, whatever failed before', async () => {
    house.table.deaf = true;
    const id = await start({ from: '2024-10', to: '2025-01' });
    expect(await goOn()).toHaveLength(3);
    house.table.deaf = false;
    await tx((t) => resumeBackfill(t, theHouse, at(id)));
    expect(await goOn()).toEqual(['2025-01 no_change']);
    expect(await view(id)).toMatchObject({ state: 'done', done: 1, failed: 3 });
  });

  it('gives way: daily runs are claimed first, and a held run is not overtaken', async () => {
    await start({ from: '2025-01', to: '2025-02' });
    expect(await feed()).toBe(1);
    expect(await feed()).toBe(0); // one at a time
    house.table.rows.push(row(50, '2025-03-30'));
    await tx((t) => t.query(`insert into linkage.run (dataset_id, contract_id, source_id, trigger, created_by, priority) select dataset_id, contract_id, source_id, 'schedule', 'saphan', 5 from linkage.run where trigger = 'backfill' limit 1`));
    const first = await house.workOnce();
    expect([first?.trigger, first?.state]).toEqual(['schedule', 'published']);
    expect((await house.workOnce())?.partition?.id).toBe('2025-01');
    house.table.rows.splice(0, 25);
    expect((await house.run({ readAll: true })).state).toBe('held');
    expect(await feed()).toBe(0);
  });

  it('is paused, continued and cancelled as a whole', async () => {
    const id = await start({ from: '2025-01', to: '2025-03' });
    await feed();
    await house.workOnce();
    await feed();
    await tx((t) => pauseBackfill(t, theHouse, at(id), 'the agency asks for quiet'));
    expect(await goOn()).toEqual([]);
    expect(await view(id)).toMatchObject({ state: 'paused', paused: { reason: 'the agency asks for quiet' }, done: 1, failed: 0 });
    await tx((t) => resumeBackfill(t, theHouse, at(id)));
    await feed();
    expect((await house.workOnce())?.partition?.id).toBe('2025-02');
    await feed();
    await tx((t) => cancelBackfill(t, theHouse, at(id)));
    expect(await goOn()).toEqual([]);
    expect(await view(id)).toMatchObject({ state: 'cancelled', done: 2 });
    await expect(tx((t) => resumeBackfill(t, theHouse, at(id)))).rejects.toMatchObject(linkageProblem('backfill-over', {}));
  });

  it('is refused where another has some of its partitions, also when both start at once', async () => {
    const both = await Promise.allSettled([start({ from: '2025-01', to: '2025-02' }), start({ from: '2025-02', to: '2025-03' })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'linkage.backfill-overlaps', fields: { detailEn: 'Feb 2025' } } });
    const id = await start({ partitions: ['2024-01'] });
    expect((await goOn()).at(-1)).toBe('2024-01 no_change');
    expect((await view(id)).state).toBe('done');
  });

  it('ends as it should when its worker dies midway', async () => {
    Object.assign(house.table.rows[11] as SourceRow, { crop: 'ยาง' });
    const id = await start({ partitions: ['2025-02'] });
    await feed();
    // A worker that claims and is never heard of again: its marker connection is not there.
    const dead = await house.ports.db.tx((t) => claimRun(t, { worker: 'saphan-worker-killed' }));
    await house.ports.db.tx((t) => t.query(`update linkage.run set leased_until = now() + interval '50 seconds' where id = $1`, [dead?.id]));
    expect(await feed()).toBe(0);
    await house.ports.db.tx((t) => giveBackDeadRuns(t, {}));
    expect(await goOn()).toEqual(['2025-02 published']);
    expect(await view(id)).toMatchObject({ state: 'done', items: [{ counts: { changed: 1 }, tries: 1 }] });
  });

  it('is refused with the place', async () => {
    for (const [asked, pointer] of [[{ from: '2025-13', to: '2025-14' }, '/from'], [{ from: '2025-03', to: '2025-01' }, '/to'], [{ partitions: ['2025-01', 'x'] }, '/partitions/1']] as const) {
      await expect(start(asked as never)).rejects.toMatchObject({ code: 'linkage.backfill-refused', fields: { errors: [{ pointer }] } });
    }
    await expect(tx((t) => setPartitioning(t, theHouse, of.datasetId, { by: 'month', column: 'crop' }))).rejects.toMatchObject({ code: 'linkage.partitioning-refused' });
    await expect(tx((t) => setPartitioning(t, theHouse, of.datasetId, { by: 'value', column: 'crop', promise: { first: 'ข้าว', dueDays: 1, graceDays: 1 } }))).rejects.toMatchObject({ fields: { errors: [{ pointer: '/promise', en: expect.stringContaining('has no end') }] } });
    await start({ partitions: ['2025-01'] });
    await expect(tx((t) => setPartitioning(t, theHouse, of.datasetId, { by: 'value', column: 'crop' }))).rejects.toMatchObject({ code: 'linkage.partitioning-in-use' });
  });
});

it('divides by values too', async () => {
  await tx((t) => setPartitioning(t, theHouse, of.datasetId, { by: 'value', column: 'crop' }));
  house.table.rows.push(row(60, '2025-01-31', 'อ้อย'));
  await start({ partitions: ['อ้อย'] });
  expect(await goOn()).toEqual(['อ้อย published']);
  expect((await ids()).at(-1)).toBe(60);
});
