import type { Database } from '#kernel/db.ts';
import type { Log } from '#kernel/log.ts';
import type { LakePorts } from '#modules/lake/index.ts';

/** What answering from releases needs from the house. */
export interface HostingPorts {
  readonly db: Database;
  readonly log: Log;
  /** Whose releases are read. */
  readonly lake: LakePorts;
  /** Where the house is reached. */
  readonly publicUrl: string;
  /** The keyed hash that stands in releases in place of a citizen id. */
  pseudonymOf(citizenId: string): string;
}
