import type { Tx } from '#kernel/db.ts';
import type { Log } from '#kernel/log.ts';
import type { Directory } from './upstream/directory/port.ts';

/** An e-service that somebody entered under one of their sessions. */
export interface ServiceUse { sessionId: string; clientId: string; nameTh: string; nameEn: string; startedAt: string; seenAt: string; endedAt: string | null }

/** What identity needs from outside the modules. */
export interface IdentityPorts {
  masterKey: Buffer;
  publicUrl: string;
  mode: 'demo' | 'production';
  /** A larger list of stolen passwords than the built-in one. */
  breachedFile: string | null;
  /** Whether citizen ids are also kept sealed. */
  vault: boolean;
  /** Reaches the public Internet and what the settings allow of private networks. */
  fetch: typeof fetch;
  log: Log;
  /** Asks directories of agencies; without it none can be used. */
  directory?: Directory;
  /** Where an account is signed in; the provider knows, one floor up. */
  listServiceUses?(tx: Tx, accountId: string): Promise<ServiceUse[]>;
}
