/*
 * How long a person waits for the uses of their data, among 100,000,000 uses (issue: p95 ≤ 200 ms).
 *
 * Uses are made straight in the register by SQL: each person has about 100 of them over two years, so under two keys. Of the persons that are measured every use has its exchange in the partition
 * of its day, 730 of them; of the others only the uses are there, since what is looked for is found by its reference alone. Measured is what the page asks: the first 25 uses in words, and
 * the agencies with their counts, one after the other on one connection, persons at random.
 *
 *   npm run bench -- tracker [--rows 100000000] [--persons 300]
 */
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Tx } from '../server/src/kernel/db.ts';
import { addParties } from '../server/src/modules/exchange/testing/traded.ts';
import { readUses } from '../server/src/modules/tracker/own/read-uses.ts';
import { countUses } from '../server/src/modules/tracker/own/uses.sql.gen.ts';
import { openBenchHouse } from './house.ts';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '100000000' }, persons: { type: 'string', default: '300' } } });
const ROWS = Number(values.rows), LOOKS = Number(values.persons);
const USES_EACH = 100, CHUNK = 5_000_000, WARM = 20, DAYS = 730;
const persons = Math.max(LOOKS, Math.round(ROWS / USES_EACH));
/** Every hundredth person is measured; at least as many as are looked at. */
const STEP = Math.max(1, Math.min(100, Math.floor(persons / LOOKS)));
const FIRST = '2025-01-01';

const house = await openBenchHouse();
const run = (text: string, given: unknown[] = []) => house.db.tx(async (tx) => (await tx.query(text, given)).rows);
const say = (text: string) => process.stdout.write(`${text}\n`);

/** What stands for a person in a year; a hash as long as the real one. */
const SUBJECT = "sha256(convert_to(u.person || ':' || extract(year from u.at)::int, 'UTF8'))";

async function fill(): Promise<void> {
  const parties = await addParties(run);
  const indexes = await run("select indexname as name, indexdef from pg_indexes where schemaname = 'exchange' and tablename = 'subject_use'") as { name: string; indexdef: string }[];
  await run(`select exchange.prepare_partitions($1::date, $1::date + ${DAYS - 1})`, [FIRST]);
  // Built at the end, as a load would.
  await run(`drop index ${indexes.map(({ name }) => `exchange.${name}`).join(', ')}`);
  const chunks = Array.from({ length: Math.ceil(ROWS / CHUNK) }, (_, i) => i * CHUNK);
  // Two at once, as there are cores.
  await Promise.all([1, 2].map(async () => { for (let from = chunks.shift(); from !== undefined; from = chunks.shift()) await fillChunk(parties, from); }));
  for (const { indexdef } of indexes) await run(indexdef.replace(' ON ONLY ', ' ON '));
  await house.db.connect().then(async (client) => { await client.query('vacuum analyze exchange.subject_use'); await client.query('analyze exchange.exchange'); client.release(); });
}

async function fillChunk(parties: Awaited<ReturnType<typeof addParties>>, from: number): Promise<void> {
  await run(`
      with u as materialized (
        select n % $3::bigint as person, uuidv7() as id, date_trunc('milliseconds', $4::date + random() * interval '${DAYS} days') as at from generate_series($1::bigint, $2::bigint - 1) n
      ), e as (
        insert into exchange.exchange (id, at, consumer_system_id, provider_system_id, service_id, operation_id, agreement_id, agreement_version, purpose, assurance, status, request_bytes, response_bytes, took_ms, gateway_kid, gateway_base, gateway_signature)
        select u.id, u.at, case when u.person % 3 = 0 then $6::bigint else $5::bigint end, $7::bigint, $8::bigint, 'getFarmer', case when u.person % 3 = 0 then $10::bigint else $9::bigint end, 1, 'subsidy', 3, 200, 300, 900, 20, 'k', 'base', 'c2ln'
        from u where u.person % ${STEP} = 0
      )
      insert into exchange.subject_use (subject, key_year, exchange_id, at, disclosure, visible_from, consumer_system_id)
      select ${SUBJECT}, extract(year from u.at)::int, u.id, u.at, 'now', u.at, case when u.person % 3 = 0 then $6::bigint else $5::bigint end from u`,
    [from, Math.min(ROWS, from + CHUNK), persons, FIRST, parties.system.doa, parties.system.dof, parties.system.rid, parties.service, parties.agreement.doa, parties.agreement.dof]);
  say(`${Math.min(ROWS, from + CHUNK)} uses`);
}

async function look(tx: Tx, person: number): Promise<number> {
  const years = [2025, 2026];
  const subjects = years.map((year) => createHash('sha256').update(`${person}:${year}`).digest());
  const started = performance.now();
  const rows = await readUses(tx, { years, subjects, agency: null, from: null, to: null, before: null, before_id: null, limit: 26 });
  const counted = await countUses(tx, { years, subjects, from: null, to: null });
  if (rows.length === 0 || counted.length === 0) throw new Error(`person ${person} has no uses`);
  return performance.now() - started;
}

try {
  const began = performance.now();
  await fill();
  const [{ uses, bytes }] = await run("select count(*)::bigint as uses, (select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent = 'exchange.subject_use'::regclass)::bigint as bytes from exchange.subject_use") as [{ uses: number; bytes: number }];
  say(`${uses} uses of ${persons} persons, ${(bytes / 1e9).toFixed(1)} GB with indexes, filled in ${((performance.now() - began) / 1_000).toFixed(0)} s`);
  const took = await house.db.read(async (tx) => {
    const times: number[] = [];
    for (let n = 0; n < WARM + LOOKS; n += 1) times.push(await look(tx, Math.floor(Math.random() * Math.floor(persons / STEP)) * STEP));
    return times.slice(WARM).sort((a, b) => a - b);
  });
  const at = (share: number) => (took[Math.min(took.length - 1, Math.floor(took.length * share))] as number).toFixed(1);
  say(`one person's uses: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms over ${took.length} persons\nRESULT tracker.p95_ms ${at(0.95)} ms`);
} finally {
  await house.close();
}
