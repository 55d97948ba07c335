// `bench restore`: a house is killed with kill -9 of worker and PostgreSQL in the middle of a run, its register is started again and backed up, and the backup is
// restored elsewhere. Every release committed before the kill must come back with its content hash, every row read anew.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPlace } from '../server/src/app/backup/place.ts';
import { backUp } from '../server/src/app/backup/back-up.ts';
import { drill } from '../server/src/app/backup/drill.ts';
import { loadConfig } from '../server/src/kernel/config.ts';
import { theHouse } from '../server/src/kernel/policy.ts';
import { listKeptReleases } from '../server/src/modules/lake/index.ts';
import { keepRaw, startRun } from '../server/src/modules/linkage/index.ts';
import { openBenchHouse, waitForRun } from './house.ts';
import { plotContract } from './link-contract.ts';
import { writeLinkData } from './link-data.ts';

const quick = process.argv.includes('--quick');
const [DATASETS, ROWS] = quick ? [2, 20_000] : [8, 200_000];

const house = await openBenchHouse();
try {
  await bench();
} finally {
  await house.close();
}

async function bench(): Promise<void> {
  const config = { ...loadConfig({ SAPHAN_DATA_DIR: join(house.folder, 'data'), SAPHAN_LOG_LEVEL: 'silent' }), databaseUrl: house.server.url };
  const worker = house.startWorker();
  for (let n = 0; n < DATASETS; n++) await linkTwice(`restore-${n}`);
  const last = await linkTwice('restore-killed', false);
  await waitUntilMoving(last);
  worker.child.kill('SIGKILL');
  execFileSync('kill', ['-9', String(house.server.pid)]);
  await house.restartServer();
  await worker.stop();
  const committed: string[] = [];
  for await (const { datasetId, number, contentHash } of listKeptReleases(house.db)) committed.push(`${datasetId}:${number}:${contentHash}`);
  const { store, folder } = await openPlace(join(house.folder, 'backups'));
  const before = performance.now();
  const { record } = await backUp({ config, db: house.db, lake: house.ports.objects, place: store, folder, withKey: false });
  const backupS = (performance.now() - before) / 1000;
  const result = await drill(config, store, record);
  const lost = committed.length - result.releases + record.missing.length;
  process.stdout.write(`${JSON.stringify({ releases: result.releases, rows: result.rows, objects: result.objects, bytes: result.bytes, backupS: Number(backupS.toFixed(1)), drillS: result.seconds })}\n`);
  process.stdout.write(`RESULT restore.mismatch ${result.mismatches.length + Math.max(0, lost)} of ${committed.length} committed releases\n`);
}

/** Two editions of a dataset; without `finish` the second one's run is left to work. @returns the last run. */
async function linkTwice(slug: string, finish = true): Promise<number> {
  const dataset = await house.addDataset(slug, plotContract(slug));
  let run = 0;
  for (const edition of [1, 2] as const) {
    const file = join(house.folder, `${slug}-${edition}.csv`);
    const { dirty } = await writeLinkData({ dirty: file, clean: `${file}.clean`, rows: ROWS, edition });
    const raw = await keepRaw(house.ports, { file: dirty }, `${slug}.csv`);
    run = await house.db.tx((tx) => startRun(tx, theHouse, { dataset, rawId: raw.rawId, trigger: 'command' }));
    if (finish || edition === 1) await waitForRun(house.db, run, 180_000);
  }
  return run;
}

async function waitUntilMoving(id: number): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until;) {
    const { rows } = await house.db.read((tx) => tx.query('select state from linkage.run where id = $1', [id]));
    if (rows[0]?.state !== 'queued') return;
    await sleep(20);
  }
}
