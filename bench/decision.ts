// `bench decision`: may this person do this to that dataset? 10,000 agreements, 1,000 datasets, 500 people, asked as often as people ask (zipf);
// a list of 1,000,000 rows under the policy of catalog.dataset beside the same condition written out; drawn questions put to Cedar and to the reference checker.
// --quick draws a tenth.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { prepareCluster } from '../server/src/app/postgres/cluster.ts';
import { startPostgres } from '../server/src/app/postgres/server.ts';
import { moduleFolders } from '../server/src/app/module-folders.ts';
import { openDatabase, type Database } from '../server/src/kernel/db.ts';
import { openLog } from '../server/src/kernel/log.ts';
import { migrate } from '../server/src/kernel/migrate.ts';
import type { Principal } from '../server/src/kernel/policy.ts';
import { scopedDatabase } from '../server/src/kernel/reach.ts';
import { principalOf } from '../server/src/kernel/testing/principals.ts';
import { decideReference, openDecider } from '../server/src/modules/access/index.ts';
import { openCedar } from '../server/src/modules/access/deciding/cedar.ts';
import { readPolicyFiles } from '../server/src/modules/access/deciding/policy-files.ts';
import { question } from '../server/src/modules/access/oracle/testing/questions.ts';
import { randomFrom } from '../sample/random.ts';

const quick = process.argv.includes('--quick');
const datasets = 1_000, agreements = 10_000, people = 500, rows = quick ? 100_000 : 1_000_000;
const calls = quick ? 5_000 : 50_000, drawn = quick ? 10_000 : 100_000;
const policiesDir = new URL('../definitions/policies/', import.meta.url);
const random = randomFrom('decision');

async function fill(db: Database): Promise<string[]> {
  const agencies = (await db.tx((tx) => tx.query('select id from organisations.agency order by id'))).rows.map(({ id }) => id as string);
  await db.tx(async (tx) => {
    await tx.query(`insert into catalog.dataset (slug, agency_id, title_th, title_en, level, personal, created_by)
      select 'd-' || i, ($1::text[])[1 + i % cardinality($1::text[])], 'ชุดข้อมูล ' || i, 'Dataset ' || i, i % 4, i % 10 = 0, 'bench' from generate_series(1, ${datasets}) i`, [agencies]);
    await tx.query(`insert into access.agreement (dataset_id, consumer_agency_id, purposes, since, until, document_no, created_by)
      select d.id, a.id, array['research'], '2026-01-01', '2099-12-31', 'bench', 'bench' from catalog.dataset d cross join organisations.agency a
      where a.id <> d.agency_id order by md5(d.id || a.id) limit ${agreements}`);
    await tx.query(`insert into catalog.reach (agency_id, dataset_id) select consumer_agency_id, dataset_id from access.agreement`);
  });
  const client = await db.connect();
  for (const table of ['catalog.dataset', 'access.agreement', 'catalog.reach']) await client.query(`vacuum analyze ${table}`);
  client.release();
  return agencies;
}

/** Draws places of a list of so many as people ask: the second half as often as the first, the third a third as often. */
function zipf(count: number): () => number {
  const sums: number[] = [];
  for (let i = 1; i <= count; i += 1) sums.push((sums.at(-1) ?? 0) + 1 / i);
  return () => {
    const at = random.next() * (sums.at(-1) as number);
    let [low, high] = [0, count - 1];
    while (low < high) { const middle = (low + high) >> 1; if ((sums[middle] as number) < at) low = middle + 1; else high = middle; }
    return low;
  };
}

const quantile = (values: readonly number[], share: number): number => values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] as number;

async function measureDecisions(db: Database, agencies: readonly string[]): Promise<void> {
  const who: Principal[] = Array.from({ length: people }, () => principalOf(random.pick(['reader', 'reader', 'steward', 'secretariat', 'citizen'] as const), { agencies: [random.pick(agencies)], aal: random.pick([1, 2] as const) }));
  const [nextPerson, nextDataset] = [zipf(people), zipf(datasets)];
  const draw = () => ({ person: who[nextPerson()] as Principal, id: `d-${nextDataset() + 1}`, asked: random.chance(0.7) ? { purpose: 'research' } : {} });
  const decider = await openDecider({ db, policiesDir });
  // As a request does it: the time to get a client and to begin is the request's, whatever is asked.
  const timed = (given: ReturnType<typeof draw>) => db.tx(async (tx) => {
    const started = performance.now();
    await decider.decide(tx, given.person, 'lake.read-releases', { kind: 'dataset', id: given.id }, given.asked);
    return performance.now() - started;
  });
  for (let i = 0; i < 200; i += 1) await timed(draw());
  const cold: number[] = [];
  for (let i = 0; i < 1_000; i += 1) {
    decider.forget();
    cold.push(await timed(draw()));
  }
  for (let i = 0; i < calls / 2; i += 1) await timed(draw());
  const warm: number[] = [];
  const cpu = process.cpuUsage();
  for (let i = 0; i < calls; i += 1) warm.push(await timed(draw()));
  const { user, system } = process.cpuUsage(cpu);
  await decider.close();
  console.log(`${calls} decisions: p50 ${quantile(warm, 0.5).toFixed(3)} ms, p90 ${quantile(warm, 0.9).toFixed(3)} ms; ${((user + system) / 1000 / calls).toFixed(3)} ms of CPU with its transaction; with nothing kept: p50 ${quantile(cold, 0.5).toFixed(2)} ms`);
  console.log(`RESULT decision.p99_ms ${quantile(warm, 0.99).toFixed(3)} ms\nRESULT decision.cold_p99_ms ${quantile(cold, 0.99).toFixed(2)} ms`);
}

/** Two tables of the same rows; one has the policy that catalog.dataset has, read from PostgreSQL itself. */
async function measureRows(db: Database, agencies: readonly string[]): Promise<void> {
  const client = await db.connect();
  const { rows: [policy] } = await client.query(`select pg_get_expr(polqual, polrelid) as condition from pg_policy where polrelid = 'catalog.dataset'::regclass and polname = 'dataset_read'`);
  await client.query(`create table catalog.plain_rows as select i::bigint as id, (i % 4)::smallint as level, ($1::text[])[1 + i % ${agencies.length}] as agency_id, 'ชุดข้อมูล ' || i as title_th from generate_series(1, ${rows}) i`, [agencies]);
  await client.query('create table catalog.guarded_rows as table catalog.plain_rows');
  await client.query(`alter table catalog.guarded_rows enable row level security`);
  await client.query(`alter table catalog.guarded_rows force row level security`);
  await client.query(`create policy guarded on catalog.guarded_rows for select using (${policy.condition})`);
  for (const table of ['plain_rows', 'guarded_rows']) await client.query(`vacuum analyze catalog.${table}`);
  client.release();
  const [agency] = agencies;
  const reader = scopedDatabase(db, principalOf('reader', { agencies: [agency as string] }));
  const shown = 'count(*)::int as n, max(title_th) as last';
  const ask = async (sql: string) => reader.tx(async (tx) => {
    await tx.query('set local max_parallel_workers_per_gather = 0');
    const started = performance.now();
    const { rows: [answer] } = await tx.query(sql);
    return { ms: performance.now() - started, n: answer.n as number };
  });
  const guarded = `select ${shown} from catalog.guarded_rows`;
  const plain = `select ${shown} from catalog.plain_rows where level <= 1 or agency_id = '${agency}' or id in (select dataset_id from catalog.reach where agency_id = '${agency}')`;
  const best = { guarded: Infinity, plain: Infinity };
  for (let pair = 0; pair < 6; pair += 1) {
    const [a, b] = [await ask(guarded), await ask(plain)];
    if (a.n !== b.n || a.n === 0) throw new TypeError(`the policy shows ${a.n} rows, the condition ${b.n}`);
    best.guarded = Math.min(best.guarded, a.ms);
    best.plain = Math.min(best.plain, b.ms);
  }
  console.log(`${rows} rows, 10,000 agreements: ${best.guarded.toFixed(0)} ms under the policy, ${best.plain.toFixed(0)} ms with the condition written out`);
  console.log(`RESULT decision.rls_ratio ${(best.guarded / best.plain).toFixed(2)} x`);
}

async function askBoth(): Promise<void> {
  const cedar = await openCedar(readPolicyFiles(policiesDir));
  const result = fc.check(fc.property(question, (input) => {
    const [answer, reference] = [cedar.evaluate(input), decideReference(input)];
    return answer.allowed === reference.allowed && answer.because.includes(reference.because);
  }), { seed: 2026, numRuns: drawn });
  if (result.failed) console.log(JSON.stringify(result.counterexample));
  console.log(`RESULT decision.oracle_disagree ${result.failed ? 1 : 0} of ${result.numRuns}`);
}

const dataDir = mkdtempSync(join(tmpdir(), 'saphan-bench-'));
chmodSync(dataDir, 0o711);
const cluster = await prepareCluster(dataDir, { durable: false });
const server = await startPostgres(cluster, { logFile: join(dataDir, 'postgres.log') });
const db = openDatabase(server.url, { log: openLog('bench', 'error'), size: 4 });
try {
  await migrate(db, moduleFolders);
  const agencies = await fill(db);
  await measureDecisions(db, agencies);
  await measureRows(db, agencies);
  await askBoth();
} finally {
  await db.close();
  await server.stop();
  rmSync(dirname(cluster.dir), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}
