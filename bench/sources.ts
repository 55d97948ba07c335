// `bench sources`: a table of a real MariaDB and a real PostgreSQL linked by the worker (fetch, keep, sieve, types, rules, profile, diff with the former
// release, sorted Parquet, publish) beside the server's own dump of the same table into a file (`mariadb-dump --tab`; psql's \copy, or where there is
// no psql COPY through this Node's driver into a file). Between the pairs one row in fifty changes. Interleaved pairs in one run, medians.
// --quick: 200,000 rows instead of 5,000,000. SAPHAN_BENCH_DATA keeps the made files in a folder for the next time.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { theHouse } from '../server/src/kernel/policy.ts';
import { startMariaDb, type TestMariaDb } from '../server/src/connectors/testing/mariadb.ts';
import { findServer, type FoundServer, whyNoServer } from '../server/src/connectors/testing/servers.ts';
import { startRun } from '../server/src/modules/linkage/index.ts';
import { createSource } from '../server/src/modules/linkage/operations/create-source.ts';
import { type BenchHouse, median, openBenchHouse, waitForRun } from './house.ts';
import { plotContract } from './link-contract.ts';
import { linkData, tableColumns } from './link-data.ts';
import { startBenchPostgres, type BenchPostgres } from './sieve-postgres.ts';

const rows = process.argv.includes('--quick') ? 200_000 : 5_000_000;
const PAIRS = 3;

/** A database that holds the table: how it is dumped, changed and linked. */
interface Yardstick { name: string; kind: string; config: Record<string, unknown>; dumpWith: string; dump(file: string): Promise<void>; change(turn: number): Promise<unknown>; stop(): Promise<void> }

process.env['SAPHAN_ALLOW_PRIVATE_HOSTS'] = '127.0.0.1';
const house = await openBenchHouse();
try {
  const { clean, cleanBytes } = await linkData(process.env['SAPHAN_BENCH_DATA'] ?? house.folder, rows, 1);
  process.stdout.write(`${rows.toLocaleString('en')} rows, ${(cleanBytes / 1e6).toFixed(0)} MB as CSV\n`);
  let peakMb = 0;
  for (const open of [openMariaDb, openPostgres]) {
    const yardstick = await open(clean);
    if (!yardstick) continue;
    const measured = await measure(house, yardstick).finally(() => yardstick.stop());
    peakMb = Math.max(peakMb, measured.peakMb);
    process.stdout.write(`RESULT sources.${yardstick.name}_ratio ${measured.ratio.toFixed(2)} x\n`);
  }
  const limitMb = house.ports.engine.memoryMb;
  process.stdout.write(`the worker held ${Math.round(peakMb)} MB at most, of which DuckDB may take ${limitMb} MB\nRESULT sources.rss_mb ${Math.max(0, Math.round(peakMb - limitMb))} MB\n`);
} finally {
  await house.close();
}

async function measure(at: BenchHouse, of: Yardstick): Promise<{ ratio: number; peakMb: number }> {
  const dataset = await at.addDataset(`plots-${of.name}`, plotContract(`plots-${of.name}`, 'ce'));
  const { id: sourceId } = await at.db.tx((tx) => createSource(tx, at.ports, theHouse, dataset.id, { kind: of.kind, config: of.config }));
  const worker = at.startWorker();
  const link = async () => {
    const from = performance.now();
    const run = await waitForRun(at.db, await at.db.tx((tx) => startRun(tx, theHouse, { dataset, sourceId, trigger: 'command' })));
    if (run.state !== 'published' || run.progress.rowsBad !== 0) throw new Error(`the run is ${run.state}, ${run.progress.rowsBad} rejected: ${JSON.stringify(run.problem)}`);
    return { seconds: (performance.now() - from) / 1000, steps: run.steps.map((step) => `${step.name} ${((step.ms ?? 0) / 1000).toFixed(2)}`).join(', ') };
  };
  await link();
  const ratios: number[] = [];
  for (let pair = 1; pair <= PAIRS; pair += 1) {
    await of.change(pair);
    const from = performance.now();
    await of.dump(join(at.folder, 'dump'));
    const dumpS = (performance.now() - from) / 1000;
    const { seconds, steps } = await link();
    ratios.push(seconds / dumpS);
    process.stdout.write(`${of.name} pair ${pair}: ${of.dumpWith} ${dumpS.toFixed(2)} s · link ${seconds.toFixed(2)} s · ${(seconds / dumpS).toFixed(2)}x  (${steps})\n`);
  }
  const peakMb = worker.peakMb();
  await worker.stop();
  return { ratio: median(ratios), peakMb };
}

async function openMariaDb(clean: string): Promise<Yardstick | null> {
  const found = findServer('mariadb');
  if (!found) { process.stdout.write(`MariaDB is left out: ${whyNoServer('mariadb')}\n`); return null; }
  const server = await startMariaDb(found, ['--innodb-buffer-pool-size=512M', '--innodb-log-file-size=512M']);
  await server.ask(
    'create database bench character set utf8mb4', 'use bench', "create user saphan@'%' identified by 'bench'", "grant select on bench.* to saphan@'%'",
    `create table plots (${tableColumns.replaceAll('text', 'varchar(200)').replace('plot_id bigint', 'plot_id bigint primary key')})`,
    `load data infile '${clean}' into table plots character set utf8mb4 fields terminated by ',' optionally enclosed by '"' escaped by '' (plot_id, farmer_name, subdistrict, crop, area_rai, planted_on, yield_kg, status, @note, updated_on) set note = nullif(@note, '')`,
  );
  return {
    name: 'mariadb', kind: 'mysql', config: { host: '127.0.0.1', port: server.port, database: 'bench', user: 'saphan', password: 'bench', table: 'plots' }, dumpWith: 'mariadb-dump --tab',
    dump: (file) => dumpMariaDb(found, server, file),
    change: (turn) => server.ask(`update bench.plots set yield_kg = yield_kg + 1 where plot_id % 50 = ${turn}`),
    stop: () => server.stop(),
  };
}

async function dumpMariaDb(found: FoundServer, server: TestMariaDb, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await run(found.file('mariadb-dump'), ['--no-defaults', `--socket=${server.socket}`, '--user=root', '--single-transaction', `--tab=${folder}`, 'bench', 'plots'], found.env);
  rmSync(folder, { recursive: true });
}

async function openPostgres(clean: string): Promise<Yardstick | null> {
  const server = await startBenchPostgres(house.folder);
  if (!server) return null;
  const admin = new Client({ connectionString: server.url.replaceAll('saphan', 'postgres') });
  await admin.connect();
  await admin.query(`create table plots (${tableColumns.replace('plot_id bigint', 'plot_id bigint primary key')})`);
  await admin.query(`copy plots from '${clean}' (format csv)`);
  await admin.query('vacuum analyze plots');
  const { hostname, port, username, password, pathname } = new URL(server.url.replaceAll('saphan', 'postgres'));
  const psql = await run('psql', ['--version']).then(() => true, () => false);
  return {
    name: 'postgres', kind: 'postgres', config: { host: hostname, port: Number(port), database: pathname.slice(1), user: username, password: decodeURIComponent(password), table: 'plots' },
    dumpWith: psql ? 'psql \\copy' : 'COPY through the driver',
    dump: (file) => (psql ? run('psql', [server.url.replaceAll('saphan', 'postgres'), '-q', '-c', `\\copy plots to '${file}' csv header`]) : dumpByDriver(server, file)).finally(() => rmSync(file, { force: true })),
    change: (turn) => admin.query(`update plots set yield_kg = yield_kg + 1 where plot_id % 50 = ${turn}`),
    async stop() { await admin.end(); await server.stop(); },
  };
}

async function dumpByDriver(server: BenchPostgres, file: string): Promise<void> {
  const client = new Client({ connectionString: server.url.replaceAll('saphan', 'postgres') });
  await client.connect();
  await pipeline(client.query(copyTo('copy plots to stdout (format csv, header)')), createWriteStream(file, { highWaterMark: 1 << 20 }));
  await client.end();
}

async function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (piece: Buffer) => { said += piece.toString(); });
  const [code] = await once(child, 'close') as [number];
  if (code !== 0) throw new Error(`${program}: ${said.slice(-500)}`);
}
