import type { Database, Tx } from '#kernel/db.ts';

/** The disk under a folder, in bytes. */
export interface DiskSpace { folder: string; freeBytes: number; totalBytes: number; neededBytes: number }

/** The edge of an agency's system that was heard of last. */
export interface EdgeSeen { readonly system: string; /** How many services it answers. */ readonly services: number; readonly clockOffsetSeconds: number; readonly lastSeenAt: string }

/** What keeps the evidence ledger from being signed, witnessed and stamped; a moment that is null: nothing does. */
export interface LedgerSeen {
  readonly waitingSince: string | null;
  readonly stamping: { readonly failures: number; readonly since: string; readonly error: string } | null;
  readonly failing: readonly { readonly name: string; readonly failures: number; readonly since: string; readonly error: string }[];
}

/** What the watching of the house needs from outside the modules; the house fills it. */
export interface OperationsPorts {
  readonly db: Database;
  /** Release that runs. */
  readonly version: string;
  /** The disk that holds what Saphan keeps on this machine. */
  readDisk(): DiskSpace;
  /** Every migration this release knows, `module/file`. */
  listMigrations(): string[];
  /** Edges of agencies, one a system; left out where there are none. */
  listEdges?(tx: Tx, now: Date): Promise<EdgeSeen[]>;
  /** How the evidence ledger fares; left out where there is none. */
  readLedger?(tx: Tx): Promise<LedgerSeen>;
}
