import type { Database } from '#kernel/db.ts';

/** The disk under a folder, in bytes. */
export interface DiskSpace { folder: string; freeBytes: number; totalBytes: number; neededBytes: number }

/** What the watching of the house needs from outside the modules; the house fills it. */
export interface OperationsPorts {
  readonly db: Database;
  /** Release that runs. */
  readonly version: string;
  /** The disk that holds what Saphan keeps on this machine. */
  readDisk(): DiskSpace;
  /** Every migration this release knows, `module/file`. */
  listMigrations(): string[];
}
