import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { theHouse, visitor } from '#kernel/policy.ts';
import { scopedDatabase } from '#kernel/reach.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { createDataset } from '#modules/catalog/index.ts';
import { listRequests } from '#modules/portal/index.ts';
import { samplePortal } from '../../../sample/portal.ts';
import { moduleFolders } from './module-folders.ts';
import { fillPortal } from './sample-portal.ts';

const today = '2026-11-21';
const slugs = ['rid-large-reservoirs-daily', 'rid-river-levels', 'oae-farm-prices', 'oae-production-costs'];
let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase(moduleFolders);
  await test.db.tx(async (tx) => {
    for (const slug of slugs) await createDataset(tx, theHouse, { slug, agencyId: slug.split('-')[0] as string, titleTh: slug, titleEn: slug, level: 0 });
    await tx.query(`update catalog.record set state = 'published', published_at = now(), audience = 'open'`);
  });
});
afterAll(() => test?.close());

it('shows every state of the public side, once, however often it is filled', async () => {
  const ports = { db: test.db, masterKey: randomBytes(32), publicUrl: 'http://localhost' };
  for (let times = 0; times < 2; times += 1) await fillPortal(ports, samplePortal(today), slugs, today);
  const { items } = await scopedDatabase(test.db, visitor).read((tx) => listRequests(tx, visitor, {}));
  expect(items.map(({ state, votes }) => [state, votes])).toEqual([['planned', 31], ['published', 18], ['answered', 9], ['declined', 2]]);
  const { rows } = await test.db.tx((tx) => tx.query(`select (select count(*)::int from portal.survey) as surveys, (select count(*)::int from portal.publication_item) as items,
    (select count(*)::int from portal.showcase) as showcases, (select count(*)::int from catalog.topic_dataset) as placed, (select count(*)::int from portal.demand_request where moderation = 'waiting') as waiting`));
  expect(rows).toEqual([{ surveys: 2, items: 2, showcases: 2, placed: 4, waiting: 1 }]);
});
