// `bench incremental`: a run that reads 1 % changed rows of a PostgreSQL table by a cursor beside a run that reads all of it again, both to a release by the
// same worker. The cursor column has an index at the source, as agencies are asked for. `scattered`: the changed keys lie anywhere, the worst case for files
// sorted by key (this is `incremental.ratio`); `together`: they lie in one range of keys. Interleaved in one run, medians.
// --quick: 300,000 rows instead of 10,000,000. SAPHAN_BENCH_DATA keeps the made files in a folder for the next time.
import { Client } from 'pg';
import { theHouse } from '../server/src/kernel/policy.ts';
import { startRun } from '../server/src/modules/linkage/index.ts';
import { changeSource } from '../server/src/modules/linkage/operations/change-source.ts';
import { createSource } from '../server/src/modules/linkage/operations/create-source.ts';
import { type BenchHouse, median, openBenchHouse, waitForRun } from './house.ts';
import { plotContract } from './link-contract.ts';
import { linkData, tableColumns } from './link-data.ts';
import { startBenchPostgres } from './sieve-postgres.ts';

const rows = process.argv.includes('--quick') ? 300_000 : 10_000_000;
const TURNS = 3;

process.env['SAPHAN_ALLOW_PRIVATE_HOSTS'] = '127.0.0.1';
const house = await openBenchHouse();
try {
  const server = await startBenchPostgres(house.folder);
  if (!server) throw new Error('no PostgreSQL could be started');
  const url = server.url.replaceAll('saphan', 'postgres');
  const admin = new Client({ connectionString: url });
  await admin.connect();
  const { clean, cleanBytes } = await linkData(process.env['SAPHAN_BENCH_DATA'] ?? house.folder, rows, 1);
  process.stdout.write(`${rows.toLocaleString('en')} rows, ${(cleanBytes / 1e6).toFixed(0)} MB as CSV\n`);
  await admin.query(`create table plots (${tableColumns.replace('plot_id bigint', 'plot_id bigint primary key')})`);
  await admin.query(`copy plots from '${clean}' (format csv)`);
  await admin.query('create index on plots (updated_on)');
  await admin.query('vacuum analyze plots');
  const ratio = await measure(house, url, admin);
  process.stdout.write(`RESULT incremental.together_ratio ${(100 * ratio.together).toFixed(1)} %\nRESULT incremental.ratio ${(100 * ratio.scattered).toFixed(1)} %\n`);
  await admin.end();
  await server.stop();
} finally {
  await house.close();
}

async function measure(at: BenchHouse, url: string, admin: Client): Promise<{ scattered: number; together: number }> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const dataset = await at.addDataset('plots', plotContract('plots', 'ce'));
  const config = { host: hostname, port: Number(port), database: pathname.slice(1), user: username, password: decodeURIComponent(password), table: 'plots' };
  const { id: sourceId } = await at.db.tx(async (tx) => {
    const source = await createSource(tx, at.ports, theHouse, dataset.id, { kind: 'postgres', config });
    return changeSource(tx, at.ports, theHouse, dataset.id, source.id, { reading: { mode: 'cursor', column: 'updated_on', overlap: 'P0D', deletes: { kind: 'keep' } } });
  });
  const worker = at.startWorker();
  let day = 0;
  /** Changes one row in a hundred, then links; all of it or what changed. */
  const turn = async (where: string, readAll: boolean): Promise<number> => {
    day += 1;
    await admin.query(`update plots set yield_kg = yield_kg + 1, updated_on = date '2025-01-01' + ${day} where ${where}`);
    await admin.query('vacuum analyze plots');
    const from = performance.now();
    const run = await waitForRun(at.db, await at.db.tx((tx) => startRun(tx, theHouse, { dataset, sourceId, trigger: 'command', readAll })));
    const seconds = (performance.now() - from) / 1000;
    if (run.state !== 'published') throw new Error(`the run is ${run.state}: ${JSON.stringify(run.problem)}`);
    process.stdout.write(`${readAll ? 'all' : 'changed'} ${seconds.toFixed(2)} s, ${run.counts.changed} rows (${run.steps.map((step) => `${step.name} ${((step.ms ?? 0) / 1000).toFixed(2)}`).join(', ')})\n`);
    return seconds;
  };
  await turn('false', true);
  const [scattered, together]: [number[], number[]] = [[], []];
  for (let i = 0; i < TURNS; i += 1) {
    const all = await turn(`plot_id % 100 = ${i}`, true);
    scattered.push(await turn(`plot_id % 100 = ${50 + i}`, false) / all);
    together.push(await turn(`plot_id between ${1_000_000_000 + i * rows / 10} and ${1_000_000_000 + i * rows / 10 + rows / 100}`, false) / all);
  }
  await worker.stop();
  return { scattered: median(scattered), together: median(together) };
}
