// `bench board`: the board of 5,000 datasets after three years of daily runs, as of any day. Server time of GET /board, JSON included.
// --quick closes only the days it asks for and the week ends; --explain prints the plans of the two statements that read datasets.
import { mkdtempSync, chmodSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { addDays, daysBetween, todayInBangkok } from '@saphan/contracts/dates';
import { prepareCluster } from '../server/src/app/postgres/cluster.ts';
import { startPostgres } from '../server/src/app/postgres/server.ts';
import { moduleFolders } from '../server/src/app/module-folders.ts';
import { openDatabase, type Database } from '../server/src/kernel/db.ts';
import { buildHttp } from '../server/src/kernel/http.ts';
import { openLog } from '../server/src/kernel/log.ts';
import { migrate } from '../server/src/kernel/migrate.ts';
import { theHouse } from '../server/src/kernel/policy.ts';
import { closeDay, closeDays, plans } from '../server/src/modules/plans/index.ts';
import { randomFrom } from '../sample/random.ts';

const datasets = 5000;
const days = 1095;
const reads = 200;
const host = '127.0.0.1';
const quick = process.argv.includes('--quick');
const log = openLog('bench', 'error');
const today = todayInBangkok(new Date());

async function fill(db: Database): Promise<void> {
  const sql = readFileSync(new URL('./board-facts.sql', import.meta.url), 'utf8').replaceAll(':datasets', String(datasets)).replaceAll(/:days\b/g, String(days));
  await db.tx((tx) => tx.query(sql));
  const client = await db.connect();
  for (const table of ['catalog.dataset', 'plans.standing', 'plans.last_standing']) await client.query(`vacuum analyze ${table}`);
  const { rows } = await client.query('select count(*)::int as rows, pg_size_pretty(pg_total_relation_size($1)) as size from plans.standing', ['plans.standing']);
  console.log(`${datasets} datasets, ${days} days of daily runs: ${rows[0].rows} standings, ${rows[0].size}`);
  client.release();
}

function daysToAsk(): string[] {
  const random = randomFrom('board');
  return Array.from({ length: reads }, () => addDays(today, -random.int(1, days - 1)));
}

/** Two connections share the work, as two cores can. */
async function close(db: Database, asked: readonly string[]): Promise<void> {
  if (!quick) return void await closeDays(db, new Date());
  const sundays = Array.from({ length: Math.ceil(days / 7) + 1 }, (_, week) => addDays('2024-01-07', 7 * (Math.ceil(daysBetween('2024-01-07', addDays(today, -days)) / 7) + week)));
  const wanted = [...new Set([...asked, ...sundays])].filter((day) => day < today);
  await Promise.all([0, 1].map(async () => {
    for (let day = wanted.pop(); day; day = wanted.pop()) await db.tx((tx) => closeDay(tx, { day: day as string }));
  }));
}

async function measure(db: Database, asked: readonly string[]): Promise<void> {
  const app = await buildHttp({ db, log, version: 'bench', routes: plans.routes, authenticate: async () => theHouse, hosts: [host] });
  const timed = async (day: string): Promise<number> => {
    const started = performance.now();
    const reply = await app.inject({ method: 'GET', url: `/api/v1/board?asOf=${day}`, headers: { host } });
    const took = performance.now() - started;
    if (reply.statusCode !== 200) throw new TypeError(reply.body);
    return took;
  };
  for (const day of asked.slice(0, 5)) await timed(day);
  const past: number[] = [];
  for (const day of asked) past.push(await timed(day));
  const now: number[] = [];
  for (let i = 0; i < 20; i += 1) now.push(await timed(today));
  const bytes = (await app.inject({ method: 'GET', url: '/api/v1/board', headers: { host } })).rawPayload.length;
  console.log(`${reads} random days, ${Math.round(bytes / 1000)} KB of JSON each`);
  console.log(`RESULT board.p50_ms ${quantile(past, 0.5)} ms\nRESULT board.p95_ms ${quantile(past, 0.95)} ms\nRESULT board.today_p95_ms ${quantile(now, 0.95)} ms`);
  await app.close();
}

const quantile = (values: readonly number[], share: number): string => (values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] as number).toFixed(1);

async function explain(db: Database, day: string): Promise<void> {
  const show = async (title: string, text: string) => {
    const { rows } = await db.tx((tx) => tx.query(`explain (analyze, buffers, costs off) ${text}`));
    console.log(`\n${title}\n${rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n')}`);
  };
  await show('A day that is over', `select to_json(c.dataset_ids), to_json(c.due_on), c.marks from plans.closed_day c where c.day = '${day}'`);
  await show('Now', `select * from plans.picture_at(now())`);
  await show('A day taken from the standings', `select * from plans.picture_at(plans.end_of('${day}'))`);
}

const dataDir = mkdtempSync(join(tmpdir(), 'saphan-bench-'));
chmodSync(dataDir, 0o711);
const cluster = await prepareCluster(dataDir, { durable: false });
const server = await startPostgres(cluster, { logFile: join(dataDir, 'postgres.log') });
const db = openDatabase(server.url, { log, size: 4 });
try {
  const mark = performance.now();
  const lap = (what: string) => console.log(`${((performance.now() - mark) / 1000).toFixed(1)} s ${what}`);
  await migrate(db, moduleFolders);
  await fill(db);
  lap('filled');
  const asked = daysToAsk();
  await close(db, asked);
  lap(quick ? 'asked days and week ends closed' : 'every day closed');
  await measure(db, asked);
  if (process.argv.includes('--explain')) await explain(db, asked[0] as string);
  lap('done');
} finally {
  await db.close();
  await server.stop();
  rmSync(dirname(cluster.dir), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}
