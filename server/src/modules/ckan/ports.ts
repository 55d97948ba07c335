import type { Database } from '#kernel/db.ts';
import type { Log } from '#kernel/log.ts';
import type { ObjectStore } from '#kernel/objects.ts';
import type { LakePorts } from '#modules/lake/index.ts';

/** What the CKAN face needs from the house. */
export interface CkanPorts {
  log: Log;
  /** The whole register, for what the house itself keeps. */
  db: Database;
  /** Address that people and other services know. */
  publicUrl: string;
  version: string;
  objects: ObjectStore;
  /** Most bytes of one file that is uploaded. */
  maxFileBytes: number;
  /** For reading rows of releases, with the lake's own limits. */
  lake: LakePorts;
}
