import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { sampleSystems } from '../../../sample/systems.ts';
import { moduleFolders } from './module-folders.ts';
import { fillSystems } from './sample-systems.ts';

const below = ['calendar', 'organisations', 'ledger', 'identity', 'notices', 'signon', 'lake', 'catalog', 'registry'];
let test: TestDatabase;
beforeAll(async () => { test = await testDatabase(moduleFolders.filter(({ name }) => below.includes(name))); });
afterAll(() => test.close());

it('registers systems with keys whose private halves the owner alone may read, opens the live services and says which one goes away, once', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'saphan-')), 'system-keys');
  for (let time = 0; time < 2; time += 1) await fillSystems(test.db, folder, sampleSystems);
  const files = readdirSync(folder);
  expect([files.length, statSync(join(folder, files[0] as string)).mode & 0o777]).toEqual([sampleSystems.length, 0o600]);
  const { rows } = await test.db.read((tx) => tx.query(`select d.slug, d.state, (select count(*)::int from registry.system_key_v1) as keys from registry.data_service_v1 d order by d.slug`));
  expect(rows).toEqual([['soil-moisture', 'live'], ['water-levels', 'live'], ['water-levels-daily', 'deprecated']].map(([slug, state]) => ({ slug, state, keys: sampleSystems.length })));
  const { rows: clients } = await test.db.read((tx) => tx.query('select s.path from registry.system_v1 s where s.client_id is not null'));
  expect(clients).toEqual([{ path: 'TH/GOV/rid/flood-aid' }]);
});
