import type { Database } from '#kernel/db.ts';
import type { Log } from '#kernel/log.ts';
import type { HostRules } from '#kernel/net/host-guard.ts';
import type { ObjectStore } from '#kernel/objects.ts';

/** What harvesting needs from outside the modules. */
export interface HarvestPorts {
  readonly db: Database;
  readonly log: Log;
  readonly objects: ObjectStore;
  /** Private hosts that sources may lie on. */
  readonly rules: HostRules;
  /** Where this house is reached: what comes from there is ours already. */
  readonly publicUrl: string;
  /** Id of this installation, which stays when its address changes. */
  instanceId(): Promise<string>;
  /** Most bytes of one file that is taken. */
  readonly maxFileBytes: number;
}
