import type { Database } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import type { LakePorts } from '../lake-ports.ts';
import type { Manifest } from '../write/manifest.ts';
import { listNamedFiles, listReleasesPastRetention, markPurged } from './sweep.sql.gen.ts';

const HOUR_MS = 3_600_000;
const MONTH_MS = 30 * 24 * HOUR_MS;
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
    for (const file of (release.manifest as Manifest).files) await ports.objects.delete(file.key);
    await db.tx((tx) => markPurged(tx, { id: release.id }));
  }
  return old.length;
}

/**
 * Removes release files that no release names and no open run may still publish; returns their keys.
 * A file is left alone for an hour, so that a run that writes now is never disturbed.
 */
export async function sweepOrphans(db: Database, ports: LakePorts, now: Date, signal: AbortSignal): Promise<string[]> {
  const quietMs = ports.listOpenRuns ? HOUR_MS : MONTH_MS;
  const removed: string[] = [];
  let batch: string[] = [];
  for await (const { key, modifiedAt } of ports.objects.list('releases/')) {
    if (signal.aborted) return removed;
    if (now.getTime() - Date.parse(modifiedAt) > quietMs) batch.push(key);
    if (batch.length === BATCH) { removed.push(...await removeOrphans(db, ports, batch)); batch = []; }
  }
  return [...removed, ...await removeOrphans(db, ports, batch)];
}

async function removeOrphans(db: Database, ports: LakePorts, keys: string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const runOf = (key: string) => Number(/\/run-(\d+)-/.exec(key)?.[1] ?? 0);
  // Open runs are asked first: a run that publishes in between is seen as open or its files as named.
  const open = await db.tx(async (tx) => new Set(await ports.listOpenRuns?.(tx, [...new Set(keys.map(runOf))]) ?? []));
  const named = new Set((await db.tx((tx) => listNamedFiles(tx, { keys }))).map((row) => row.key));
  const orphans = keys.filter((key) => !named.has(key) && !open.has(runOf(key)));
  for (const key of orphans) await ports.objects.delete(key);
  return orphans;
}
