// `bench link`: a whole link (read and keep the raw bytes, decode, sieve, types, rules, profile, diff with the former release, sorted Parquet, publish)
// against plain COPY of the clean twin into a bare logged table of the same PostgreSQL. Interleaved pairs in one run, medians.
// The clock starts when the raw bytes lie in the store (an upload has ended) and stops when the release is published; keeping them is printed beside it.
// --quick: 200,000 rows. SAPHAN_BENCH_DATA keeps the made files in a folder for the next time. --full: also 20,000,000 rows, for growth.
import { theHouse } from '../server/src/kernel/policy.ts';
import { keepRaw, startRun } from '../server/src/modules/linkage/index.ts';
import { type BenchHouse, median, openBenchHouse, waitForRun } from './house.ts';
import { plotContract } from './link-contract.ts';
import { linkData, type LinkData, tableColumns } from './link-data.ts';

const quick = process.argv.includes('--quick');
const full = process.argv.includes('--full');

interface Measured { ratio: number; peakMb: number }

const house = await openBenchHouse();
try {
  const small = await measure(house, quick ? 200_000 : 2_000_000, quick ? 3 : 5);
  const large = full ? await measure(house, 20_000_000, 1) : null;
  const print = (name: string, value: string) => process.stdout.write(`RESULT link.${name} ${value}\n`);
  print('ratio', `${small.ratio.toFixed(2)} x`);
  print('rss_mb', `${Math.round(Math.max(small.peakMb, large?.peakMb ?? 0))} MB`);
  if (large) print('growth', `${(large.ratio / small.ratio).toFixed(2)} x`);
} finally {
  await house.close();
}

async function measure(at: BenchHouse, rows: number, pairs: number): Promise<Measured> {
  const editions: LinkData[] = [];
  for (const edition of [1, 2] as const) {
    const data = await linkData(process.env['SAPHAN_BENCH_DATA'] ?? at.folder, rows, edition);
    editions.push(data);
  }
  const [first, second] = editions as [LinkData, LinkData];
  process.stdout.write(`${rows.toLocaleString('en')} rows, ${(first.bytes / 1e6).toFixed(0)} MB, ${first.bad.toLocaleString('en')} bad lines\n`);
  const dataset = await at.addDataset(`plots-${rows}`, plotContract(`plots-${rows}`));
  const worker = at.startWorker();
  await link(at, dataset, first);
  const ratios: number[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const data = pair % 2 === 0 ? second : first;
    const copyS = await copy(at, data.clean);
    const { seconds, steps } = await link(at, dataset, data);
    ratios.push(seconds / copyS);
    process.stdout.write(`pair ${pair + 1}: COPY ${copyS.toFixed(2)} s · link ${seconds.toFixed(2)} s · ${(seconds / copyS).toFixed(2)}x  (${steps})\n`);
  }
  const peakMb = worker.peakMb();
  await worker.stop();
  return { ratio: median(ratios), peakMb };
}

async function copy(at: BenchHouse, file: string): Promise<number> {
  const client = await at.db.connect();
  try {
    await client.query(`drop table if exists bare; create table bare (${tableColumns}); checkpoint`);
    const from = performance.now();
    await client.query(`copy bare from '${file}' (format csv)`);
    const seconds = (performance.now() - from) / 1000;
    await client.query('drop table bare; checkpoint');
    return seconds;
  } finally {
    client.release();
  }
}

async function link(at: BenchHouse, dataset: { id: number; slug: string }, data: LinkData): Promise<{ seconds: number; steps: string }> {
  const before = performance.now();
  const raw = await keepRaw(at.ports, { file: data.dirty }, 'plots.csv');
  const from = performance.now();
  const id = await at.db.tx((tx) => startRun(tx, theHouse, { dataset, rawId: raw.rawId, trigger: 'command' }));
  const run = await waitForRun(at.db, id);
  const seconds = (performance.now() - from) / 1000;
  if (run.state !== 'published' || run.progress.rowsBad !== data.bad) throw new Error(`run ${id} is ${run.state}, ${run.progress.rowsBad} rejected of ${data.bad}: ${JSON.stringify(run.problem)}`);
  const steps = run.steps.map((step) => `${step.name} ${((step.ms ?? 0) / 1000).toFixed(2)}`).join(', ');
  return { seconds, steps: `keep ${((from - before) / 1000).toFixed(2)} before · ${steps}` };
}
