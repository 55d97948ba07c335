import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Config } from '#kernel/config.ts';
import { openDatabase } from '#kernel/db.ts';
import { openLog } from '#kernel/log.ts';
import { openObjectStore, type ObjectStore } from '#kernel/objects.ts';
import { listKeptReleases, openEngine, proveContentHash } from '#modules/lake/index.ts';
import { withDatabase } from '../database-url.ts';
import { findClusterDir } from '../postgres/cluster.ts';
import type { BackupRecord } from './backup-record.ts';
import { restore } from './restore.ts';

/** A release whose rows, read from the restored place, are not those that were published. */
export interface Mismatch { readonly datasetId: number; readonly number: number; readonly why: string }
export interface DrillResult { readonly backup: string; readonly madeAt: string; readonly version: string; readonly begunAt: string; readonly seconds: number; readonly releases: number; readonly rows: number; readonly objects: number; readonly bytes: number; readonly mismatches: readonly Mismatch[] }

/**
 * Restores a backup into a temporary place with a PostgreSQL of its own, reads every row of every release there, and compares the content hash with the published one.
 * The place is removed; nothing of the running house is touched.
 *
 * @throws what {@link restore} throws when the backup itself is damaged.
 */
export async function drill(config: Config, place: ObjectStore, record: BackupRecord): Promise<DrillResult> {
  const dataDir = mkdtempSync(join(tmpdir(), 'saphan-drill-'));
  chmodSync(dataDir, 0o711); // as root, PostgreSQL runs as another user and passes through
  const there: Config = {
    ...config, databaseUrl: null, dataDir, objectsUrl: pathToFileURL(join(dataDir, 'objects')).href, spillDir: join(dataDir, 'spill'), masterKeyFile: join(dataDir, 'keys', 'master.key'),
  };
  const begunAt = new Date();
  try {
    const proven = await withDatabase(there, async (databaseUrl) => {
      await restore({ config: there, databaseUrl, place, record, withoutKey: true });
      return proveReleases(there, databaseUrl);
    });
    return {
      backup: record.id, madeAt: record.madeAt, version: record.version, begunAt: begunAt.toISOString(), seconds: Math.round((Date.now() - begunAt.getTime()) / 1000),
      objects: record.objects.count, bytes: record.objects.totalBytes, ...proven,
    };
  } finally {
    const cluster = findClusterDir(dataDir);
    if (!cluster.startsWith(dataDir)) rmSync(dirname(cluster), { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Reads every release of a register and its lake anew. */
export async function proveReleases(config: Config, databaseUrl: string): Promise<{ releases: number; rows: number; mismatches: Mismatch[] }> {
  const db = openDatabase(databaseUrl, { log: openLog('drill', config.logLevel), size: 2 });
  const objects = await openObjectStore(config.objectsUrl, { cacheFolder: join(config.dataDir, 'cache') });
  const engine = await openEngine({ databasePath: ':memory:', memoryMb: 400, threads: config.duckdbThreads, spillDir: join(config.spillDir, 'drill'), keepOrder: false });
  const mismatches: Mismatch[] = [];
  let [releases, rows] = [0, 0];
  try {
    for await (const release of listKeptReleases(db)) {
      releases += 1;
      rows += release.rowCount;
      const hash = await proveContentHash(engine, objects, release).catch((error: Error) => error.message);
      if (hash !== release.contentHash) mismatches.push({ datasetId: release.datasetId, number: release.number, why: hash });
    }
    return { releases, rows, mismatches };
  } finally {
    await engine.close();
    await db.close();
  }
}
