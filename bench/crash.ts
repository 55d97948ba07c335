// `bench crash`: kill -9 of the worker or of PostgreSQL at random moments of runs. What is published must always be one whole file:
// row count, key sum and value sum of the current release equal those of exactly one edition, and every run ends published or unchanged.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { theHouse } from '../server/src/kernel/policy.ts';
import { currentRelease, openEngine, parquetSource, releaseFiles } from '../server/src/modules/lake/index.ts';
import { keepRaw, startRun } from '../server/src/modules/linkage/index.ts';
import { openBenchHouse, waitForRun } from './house.ts';
import { plotContract } from './link-contract.ts';
import { seeded, type LinkData, writeLinkData } from './link-data.ts';

const quick = process.argv.includes('--quick');
const kills = quick ? 6 : 100;
const ROWS = quick ? 60_000 : 120_000;
const random = seeded(20_261_121);

const house = await openBenchHouse();
const counts = { kills: 0, worker: 0, postgres: 0, runs: 0, wrong: 0, lost: 0, half: 0 };
try {
  await bench();
} finally {
  await house.close();
}

async function bench(): Promise<void> {
  const editions: LinkData[] = [];
  for (const edition of [1, 2] as const) editions.push(await writeLinkData({ dirty: join(house.folder, `e${edition}.csv`), clean: join(house.folder, `c${edition}.csv`), rows: ROWS, edition }));
  const dataset = await house.addDataset('crash', plotContract('crash'));
  const raws = await Promise.all(editions.map(({ dirty }, i) => keepRaw(house.ports, { file: dirty }, `e${i + 1}.csv`)));
  const worker = house.startWorker();
  const truths: string[] = [];
  for (let n = 0; counts.kills < kills; n++) {
    const edition = n % 2;
    const id = await again(() => house.db.tx((tx) => startRun(tx, theHouse, { dataset, rawId: raws[edition]!.rawId, trigger: 'command' })));
    counts.runs++;
    // The first two runs are left in peace: they are the truth the others are held against.
    if (n >= 2) for (let hit = 0; hit < 1 + Math.floor(random() * 2) && counts.kills < kills; hit++) {
      await sleep(random() * 2500);
      counts.kills++;
      if (random() < 0.6) { counts.worker++; worker.child.kill('SIGKILL'); }
      else { counts.postgres++; killPostgres(); await house.restartServer(); }
    }
    const run = await waitForRun(house.db, id, 180_000).catch(() => null);
    if (!run || !['published', 'no_change'].includes(run.state)) { counts.lost++; process.stdout.write(`run ${id}: ${run?.state ?? 'never ended'} ${JSON.stringify(run?.problem)}\n`); continue; }
    const seen = await again(() => fingerprint(dataset.id));
    if (n < 2) truths.push(seen);
    else if (!truths.includes(seen)) counts.half++;
    else if (seen !== truths[edition]) counts.wrong++;
    if (n % 10 === 9) process.stdout.write(`${JSON.stringify(counts)}\n`);
  }
  await worker.stop();
  counts.wrong += await countDoubledReleases();
  process.stdout.write(`${JSON.stringify(counts)}\nRESULT crash.wrong ${counts.wrong + counts.lost + counts.half} of ${counts.kills} kills\n`);
}

/** The postmaster itself: its backends die with it, as in a power cut of the process. */
function killPostgres(): void {
  execFileSync('kill', ['-9', String(house.server.pid)]);
}

async function fingerprint(datasetId: number): Promise<string> {
  const release = await house.db.read((tx) => currentRelease(tx, datasetId));
  const engine = await openEngine({ databasePath: ':memory:', memoryMb: 256, threads: 1, spillDir: join(house.folder, 'spill') });
  try {
    return await releaseFiles(house.ports.objects, release, async (paths) => {
      const [row] = await engine.rows(`select count(*)::varchar || ':' || sum(plot_id)::varchar || ':' || sum(yield_kg)::varchar || ':' || sum(hash(farmer_name, planted_on, area_rai, note)::hugeint)::varchar as f from ${parquetSource(paths)}`);
      return (row as { f: string }).f;
    });
  } finally {
    await engine.close();
  }
}

/** Two releases of one run, a gap in the numbers, or a head that points at none of them. */
async function countDoubledReleases(): Promise<number> {
  const { rows } = await house.db.read((tx) => tx.query(`select
    (select count(*) from (select run_id from lake.release group by run_id having count(*) > 1) d)
    + (select count(*) from (select number, row_number() over (order by number) as n from lake.release) r where r.number <> r.n) as wrong`));
  return Number(rows[0].wrong);
}

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries > 100) throw error;
      await sleep(100);
    }
  }
}
