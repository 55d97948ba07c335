import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEdgeHouse, type EdgeHouse } from './edge/testing/edge-house.ts';
import { fillEdges } from './sample-edges.ts';

let house: EdgeHouse;
beforeAll(async () => { house = await openEdgeHouse(); await house.service({ slug: 'people' }); });
afterAll(() => house?.close());

it('has an edge of each side exchange through the hub and past it, once, and leaves nothing running', async () => {
  const keyFolder = join(house.dir, 'keys');
  mkdirSync(keyFolder);
  for (const [name, file] of [['provider', 'rid-people'], ['consumer', 'doae-farm']] as const) writeFileSync(join(keyFolder, `${file}.pem`), house.systems[name].privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  const sample = { service: 'people', provider: { agencyId: 'rid', code: 'people' }, consumer: { agencyId: 'doae', code: 'farm' }, path: '/people/7', answer: { found: true } };
  for (let time = 0; time < 2; time += 1) await fillEdges({ baseUrl: house.origin, dataDir: house.dir, keyFolder }, sample);
  const { rows: [counted] } = await house.test.db.tx((tx) => tx.query('select (select count(*)::int from exchange.exchange_v1 where status = 200) as hub, (select count(*)::int from edge.direct_exchange_v1 where cardinality(handed_in_by) = 2) as direct, (select count(*)::int from edge.presence_v1) as edges'));
  expect(counted).toEqual({ hub: 1, direct: 1, edges: 1 });
});
