import type { Database } from '#kernel/db.ts';
import type { Log } from '#kernel/log.ts';
import type { ObjectStore } from '#kernel/objects.ts';
import type { Connector } from './ports.ts';

/** What the linkage module needs from the house; `main.ts` fills it. */
export interface LinkagePorts {
  db: Database;
  log: Log;
  objects: ObjectStore;
  connectors: ReadonlyMap<string, Connector<any>>;
  /** Folder of this machine for segments and DuckDB's spill; emptied at start. */
  spillDir: string;
  /** Folder where uploads grow until they are complete. */
  uploadDir: string;
  maxUploadBytes: number;
  engine: { memoryMb: number; threads: number };
  masterKey: Buffer;
}
