import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateWithin } from '#kernel/migrate.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { moduleFolders } from './module-folders.ts';

/** What made notices tell of alarms and incidents. */
const change = new Set(['identity/202611230360_identity__alarms_are_told_by_notices.sql', 'watch/202611230361_watch__told_by_notices.sql']);
let test: TestDatabase;
beforeAll(async () => { test = await testDatabase([]); });
afterAll(() => test?.close());
const run = (text: string, values: unknown[] = []) => test.db.tx(async (tx) => (await tx.query(text, values)).rows);

it('what was to be mailed when the house changed its road is told by the new one, and what was mailed stays to be read', async () => {
  const rooms = moduleFolders.slice(0, moduleFolders.findIndex(({ name }) => name === 'watch') + 1);
  const before = rooms.flatMap(({ name, migrations }) => readdirSync(migrations).filter((file) => file.endsWith('.sql')).map((file) => `${name}/${file}`)).filter((each) => !change.has(each));
  await test.db.tx((tx) => migrateWithin(tx, rooms, new Set(before)));
  const [person] = await run("insert into organisations.person (given_th, family_th, created_by) values ('ก', 'ข', 'test') returning id");
  const [account] = await run("insert into identity.account (kind, person_id, user_name, display_name, state_changed_by, created_by) values ('person', $1, 'somchai', 'somchai', 'test', 'test') returning id", [person.id]);
  const [alarm] = await run("insert into identity.alarm (account_id, kind, detail) values ($1, 'new-device', '{}') returning id", [account.id]);
  await run(`insert into identity.letter (account_id, kind, about, created_at, ended_at, outcome) select $1, x.kind, x.about, coalesce(a.at, now()), x.ended_at, x.outcome
    from (values ('alarm', '{"alarm": "new-device"}'::jsonb, null::timestamptz, null), ('review-opened', '{}', null, null), ('alarm', '{}', now(), 'sent')) x (kind, about, ended_at, outcome) left join identity.alarm a on x.ended_at is null and x.kind = 'alarm'`, [account.id]);
  // Two incidents that somebody was told of: of the one the letter left, of the other it waits.
  for (const [dataset, ended] of [[1, true], [2, false]] as const) {
    await run(`with i as (insert into watch.incident (dataset_id, kind, cause, since) values ($2, 'late', 'x', now()) returning id), t as (insert into watch.telling (incident_id, person_id) select i.id, $3 from i)
      insert into identity.letter (account_id, kind, ended_at, outcome) select $1, 'incidents', case when $4 then now() end, case when $4 then 'sent' end`, [account.id, dataset, person.id, ended]);
  }
  await test.db.tx((tx) => migrateWithin(tx, rooms));
  expect(await run("select payload from kernel.outbox where topic = 'identity.alarm-raised'")).toEqual([{ payload: { alarmId: Number(alarm.id), accountId: account.id, kind: 'new-device', at: expect.any(String) } }]);
  expect(await run('select i.dataset_id::int from watch.telling t join watch.incident i on i.id = t.incident_id')).toEqual([{ dataset_id: 1 }]);
  expect(await run('select outcome, count(*)::int from identity.letter group by 1 order by 1')).toEqual([{ outcome: 'given-up', count: 3 }, { outcome: 'sent', count: 2 }]);
});
