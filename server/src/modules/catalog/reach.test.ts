import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from 'pg';
import { moduleFolders } from '../../app/module-folders.ts';
import { theHouse, type Principal } from '#kernel/policy.ts';
import { scopedDatabase } from '#kernel/reach.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { createDataset } from './operations/create-dataset.ts';
import { keepReach } from './operations/keep-reach.ts';
import { updateDataset } from './operations/update-dataset.ts';

let test: TestDatabase;
let secret: number;
beforeAll(async () => {
  test = await testDatabase(moduleFolders);
  secret = await test.db.tx(async (tx) => {
    await createDataset(tx, theHouse, { slug: 'rid-open', agencyId: 'rid', titleTh: 'เปิด', titleEn: 'Open', level: 0 });
    await createDataset(tx, theHouse, { slug: 'rid-internal', agencyId: 'rid', titleTh: 'ภายใน', titleEn: 'Internal', level: 1 });
    return (await createDataset(tx, theHouse, { slug: 'rid-secret', agencyId: 'rid', titleTh: 'ลับ', titleEn: 'Secret', level: 2 })).id;
  });
});
afterAll(() => test?.close());

const of = (agency: string, over: Partial<Principal> = {}) => principalOf('steward', { agencies: [agency], ...over });
const seenBy = (who: Principal, from = 'catalog.dataset') => scopedDatabase(test.db, who).tx(async (tx) => (await tx.query(`select slug from ${from} order by slug`)).rows.map(({ slug }) => slug as string));

describe('the reach of a statement', () => {
  it.each(['catalog.dataset', 'catalog.dataset_v1'])('shows rows of %s above internal level to their agency, the ministry and the house only', async (from) => {
    expect(await seenBy(of('doae'), from)).toEqual(['rid-internal', 'rid-open']);
    for (const who of [of('rid'), principalOf('secretariat'), theHouse]) expect(await seenBy(who, from)).toEqual(['rid-internal', 'rid-open', 'rid-secret']);
  });

  it('shows open rows only to citizens and visitors, and internal ones to whoever acts with a delegated power', async () => {
    for (const who of [principalOf('citizen'), principalOf('visitor')]) expect(await seenBy(who)).toEqual(['rid-open']);
    expect(await seenBy(principalOf('citizen', { powers: ['linkage.decide-run'], persona: 'delegation:1' }))).toEqual(['rid-internal', 'rid-open']);
  });

  it('shows open rows only when nobody said who asks', async () => {
    const client = new Client({ connectionString: test.url });
    await client.connect();
    try {
      expect((await client.query('select slug from catalog.dataset')).rows).toEqual([{ slug: 'rid-open' }]);
    } finally {
      await client.end();
    }
  });

  it('refuses to add or change rows of another agency, with a sentence', async () => {
    const db = scopedDatabase(test.db, of('doae'));
    await expect(db.tx((tx) => createDataset(tx, of('doae'), { agencyId: 'rid', titleTh: 'ใหม่', titleEn: 'New' }))).rejects.toMatchObject({ code: 'catalog.dataset-not-yours' });
    await expect(db.tx((tx) => updateDataset(tx, of('doae'), 'rid-open', { titleTh: 'ยึด' }))).rejects.toMatchObject({ code: 'catalog.dataset-not-yours' });
    await expect(db.tx((tx) => updateDataset(tx, of('doae'), 'rid-secret', { titleTh: 'ยึด' }))).rejects.toMatchObject({ code: 'catalog.dataset-not-found' });
  });

  it('does not stay on the connection for the next who asks', async () => {
    const seen = await Promise.all(Array.from({ length: 100 }, (_, i) => seenBy(of(i % 2 === 0 ? 'rid' : 'doae'))));
    expect(seen.map((slugs) => slugs.length)).toEqual(Array.from({ length: 100 }, (_, i) => i % 2 === 0 ? 3 : 2));
  });

  it('is not widened by an agency id that is none', async () => { for (const id of ['doae,rid', "doae'; set saphan.reach='house"]) expect(await seenBy(of(id))).toEqual(['rid-internal', 'rid-open']); });

  it('follows an agreement there and back', async () => {
    await test.db.tx((tx) => keepReach(tx, { agencyId: 'doae', datasetId: secret, reaches: true }));
    expect(await seenBy(of('doae'))).toEqual(['rid-internal', 'rid-open', 'rid-secret']);
    await test.db.tx((tx) => keepReach(tx, { agencyId: 'doae', datasetId: secret, reaches: false }));
    expect(await seenBy(of('doae'))).toEqual(['rid-internal', 'rid-open']);
  });

  it('is computed once a statement, not once a row', async () => {
    const plan = await scopedDatabase(test.db, of('doae')).tx(async (tx) => (await tx.query('explain select id from catalog.dataset')).rows.map((row) => row['QUERY PLAN'] as string).join('\n'));
    expect(plan).toMatch(/InitPlan/);
    expect(plan).toMatch(/hashed SubPlan/);
  });
});
