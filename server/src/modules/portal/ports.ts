import type { Database } from '#kernel/db.ts';

/** What the portal needs from the outside of the modules. */
export interface PortalPorts {
  readonly db: Database;
  readonly masterKey: Buffer;
  /** Where people find this house, without a slash at the end. */
  readonly publicUrl: string;
}
