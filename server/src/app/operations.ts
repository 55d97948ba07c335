import { readdirSync } from 'node:fs';
import type { Config } from '#kernel/config.ts';
import type { Database } from '#kernel/db.ts';
import { kernelMigrations } from '#kernel/migrate.ts';
import { listNewestEdges } from '#modules/edge/index.ts';
import { readLedgerHealth } from '#modules/ledger/index.ts';
import type { OperationsPorts } from '#modules/operations/index.ts';
import { readDiskSpace } from './disk-space.ts';
import { moduleFolders } from './module-folders.ts';
import { version } from './version.ts';

const BYTES_PER_MB = 1_048_576;

/** What the watching of the house sees of this machine and this release. */
export function openOperationsPorts(config: Config, db: Database): OperationsPorts {
  return {
    db, version,
    readDisk: () => ({ folder: config.dataDir, ...readDiskSpace(config.dataDir), neededBytes: config.minFreeDiskMb * BYTES_PER_MB }),
    listMigrations,
    listEdges: listNewestEdges, readLedger: (tx) => readLedgerHealth(tx, config.stampUrl !== null),
  };
}

/** Every migration of this release, as `module/file`. */
export function listMigrations(): string[] {
  return [kernelMigrations, ...moduleFolders].flatMap((module) => readdirSync(module.migrations).filter((file) => file.endsWith('.sql')).map((file) => `${module.name}/${file}`));
}
