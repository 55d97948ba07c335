import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { theHouse } from '#kernel/policy.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { readDatasetPage } from '../reads/datasets.ts';
import { insertDataset, plansDatabase } from '../testing/plans-database.ts';
import { addDataset } from './add-dataset.ts';
import { setDueDate } from './set-due-date.ts';

let test: TestDatabase;
let datasetId: number;
const at = (moment: string) => new Date(`2026-03-${moment}:00:00.000Z`);
const set = (dueOn: string, reason: string, now: Date) => test.db.tx((tx) => setDueDate(tx, theHouse, { datasetId, dueOn, reason }, now));

beforeAll(async () => {
  test = await plansDatabase();
  datasetId = await test.db.tx((tx) => insertDataset(tx, 'rid-dams', '2026-03-01T00:00:00.000Z'));
});
afterAll(() => test.close());

describe('setting a due date', () => {
  it('keeps the first one as baseline and says why it moved', async () => {
    await set('2026-06-30', 'แผนปีงบประมาณ 2569', at('02T01'));
    await set('2026-08-31', 'รอข้อกำหนดใหม่', at('05T01'));
    const { plan } = await test.db.read((tx) => readDatasetPage(tx, 'rid-dams', at('06T01')));
    expect(plan).toMatchObject({ dueOn: '2026-08-31', baselineDueOn: '2026-06-30' });
    expect(plan.changes.map(({ dueOn, reason, by }) => [dueOn, reason, by])).toEqual([
      ['2026-06-30', 'แผนปีงบประมาณ 2569', 'saphan'], ['2026-08-31', 'รอข้อกำหนดใหม่', 'saphan'],
    ]);
  });

  it('adds nothing when the date is the one that holds', async () => {
    await set('2026-08-31', 'ย้ำ', at('07T01'));
    const { plan } = await test.db.read((tx) => readDatasetPage(tx, 'rid-dams', at('08T01')));
    expect(plan.changes).toHaveLength(2);
  });

  it('leaves an audit row with the date before and after', async () => {
    const { rows } = await test.db.tx((tx) => tx.query(`select detail from kernel.audit where action = 'plans.due-date-set' and subject = $1 order by id desc limit 1`, [`dataset:${datasetId}`]));
    expect(rows[0].detail).toEqual({ dueOn: '2026-08-31', before: '2026-06-30', reason: 'รอข้อกำหนดใหม่' });
  });

  it('refuses a day that does not exist and a change without a reason, and names the place', async () => {
    await expect(set('2026-02-30', 'ย้าย', at('09T01'))).rejects.toMatchObject({ code: 'plans.not-a-date', fields: { errors: [{ pointer: '/dueOn' }] } });
    await expect(set('2026-09-30', '  ', at('09T01'))).rejects.toMatchObject({ code: 'plans.reason-missing', fields: { errors: [{ pointer: '/reason' }] } });
  });

  it('never lets a due date be changed or deleted behind its back', async () => {
    await expect(test.db.tx((tx) => tx.query('update plans.due_event set due_on = current_date'))).rejects.toThrow(/never changed/);
    await expect(test.db.tx((tx) => tx.query('delete from plans.due_event'))).rejects.toThrow(/never changed/);
  });
});

describe('adding a dataset', () => {
  const given = { agencyId: 'oae', titleTh: 'ราคาข้าว', titleEn: 'Rice prices: daily!' };

  it('makes a slug from agency and English title, and another one for the next of that name', async () => {
    const add = () => test.db.tx((tx) => addDataset(tx, theHouse, { ...given, dueOn: '2026-12-31' }, at('10T01')));
    expect(await add()).toMatchObject({ slug: 'oae-rice-prices-daily', state: 'planned', dueOn: '2026-12-31', agency: { id: 'oae' } });
    expect(await add()).toMatchObject({ slug: 'oae-rice-prices-daily-2' });
  });

  it('adds neither dataset nor plan when the due date is refused', async () => {
    const slug = 'oae-half-done';
    await expect(test.db.tx((tx) => addDataset(tx, theHouse, { ...given, slug, dueOn: '2026-13-01' }, at('10T01')))).rejects.toMatchObject({ code: 'plans.not-a-date' });
    await expect(test.db.read((tx) => readDatasetPage(tx, slug, at('10T02')))).rejects.toMatchObject({ code: 'catalog.dataset-not-found' });
  });

  it.each([
    [{ ...given, agencyId: 'nasa' }, 'catalog.agency-unknown'], [{ ...given, slug: 'Rice_Prices' }, 'catalog.slug-refused'], [{ ...given, slug: 'rid-dams' }, 'catalog.slug-taken'],
  ])('refuses %o with %s', async (body, code) => {
    await expect(test.db.tx((tx) => addDataset(tx, theHouse, body, at('10T01')))).rejects.toMatchObject({ code });
  });
});
