import type { Database } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import type { ObjectStat } from '#kernel/objects.ts';
import type { LakePorts, RunLife } from '../lake-ports.ts';
import type { Manifest } from '../write/manifest.ts';
import { listFilesNamedElsewhere, listNamedFiles, listReleasesPastRetention, markPurged } from './sweep.sql.gen.ts';

const HOUR_MS = 3_600_000;
const BATCH = 500;

/** Sweeps of the lake: rows past retention, and files that no release names. */
export function lakeJobs(ports: LakePorts): Job[] {
  return [
    { name: 'lake.purge-old-releases', everySeconds: 3600, leaseSeconds: 600, run: async (db, signal) => { await purgeOldReleases(db, ports, signal); } },
    { name: 'lake.sweep-orphans', everySeconds: 1800, leaseSeconds: 600, run: async (db, signal) => { await sweepOrphans(db, ports, new Date(), signal); } },
  ];
}

/** Removes the files of releases beyond the number their contract keeps, then marks them; returns how many releases. */
export async function purgeOldReleases(db: Database, ports: LakePorts, signal: AbortSignal): Promise<number> {
  const old = await db.read((tx) => listReleasesPastRetention(tx, {}));
  // Files first: a death between the two is mended by doing it again.
  for (const release of old) {
    if (signal.aborted) break;
    const keys = (release.manifest as Manifest).files.map((file) => file.key);
    const elsewhere = new Set((await db.read((tx) => listFilesNamedElsewhere(tx, { dataset_id: release.dataset_id, id: release.id, keys }))).map((row) => row.key));
    for (const key of keys.filter((each) => !elsewhere.has(each))) await ports.objects.delete(key);
    await db.tx((tx) => markPurged(tx, { id: release.id }));
  }
  return old.length;
}

/** What a sweep did: keys it removed, and how many files it kept since no run of this register wrote them. */
export interface Swept { removed: string[]; foreign: number }

/**
 * Removes release files that no release names and whose run has ended. A file is left alone for an hour, so that a run that writes now is never disturbed.
 * What this register knows nothing of is kept and told in the log: the register may be younger than the files, restored alone or not yet.
 */
export async function sweepOrphans(db: Database, ports: LakePorts, now: Date, signal: AbortSignal): Promise<Swept> {
  const swept: Swept = { removed: [], foreign: 0 };
  let batch: ObjectStat[] = [];
  for await (const file of ports.objects.list('releases/')) {
    if (signal.aborted) return swept;
    if (now.getTime() - Date.parse(file.modifiedAt) > HOUR_MS) batch.push(file);
    if (batch.length === BATCH) { await removeOrphans(db, ports, batch, swept); batch = []; }
  }
  await removeOrphans(db, ports, batch, swept);
  if (swept.foreign > 0) ports.log.warn({ files: swept.foreign }, 'release files that no run of this register wrote are kept');
  return swept;
}

async function removeOrphans(db: Database, ports: LakePorts, files: ObjectStat[], swept: Swept): Promise<void> {
  if (files.length === 0) return;
  const ids = new Set(files.map((file) => writerOf(file.key).runId));
  const runs = await db.tx(async (tx) => new Map((await ports.listRunLives(tx, [...ids])).map((run) => [run.id, run])));
  // Names are read after the runs: a run that had ended by then has published or never will.
  const named = new Set((await db.tx((tx) => listNamedFiles(tx, { keys: files.map((file) => file.key) }))).map((row) => row.key));
  for (const file of files.filter(({ key }) => !named.has(key))) {
    const run = runs.get(writerOf(file.key).runId);
    if (!run || !isOfRun(file, run)) { swept.foreign += 1; continue; }
    if (run.finishedAt === null) continue;
    await ports.objects.delete(file.key);
    swept.removed.push(file.key);
  }
}

/** Numbers of dataset and run that a key names; 0 belongs to nobody. */
function writerOf(key: string): { datasetId: number; runId: number } {
  const [, dataset, run] = /^releases\/dataset-(\d+)\/run-(\d+)-/.exec(key) ?? [];
  return { datasetId: Number(dataset ?? 0), runId: Number(run ?? 0) };
}

/** A new register counts its runs from 1 again: a file is of a run only when it was written for its dataset while it lived. */
function isOfRun({ key, modifiedAt }: ObjectStat, run: RunLife): boolean {
  const writtenAt = Date.parse(modifiedAt);
  return writerOf(key).datasetId === run.datasetId && writtenAt >= Date.parse(run.createdAt)
    && (run.finishedAt === null || writtenAt <= Date.parse(run.finishedAt) + HOUR_MS);
}
