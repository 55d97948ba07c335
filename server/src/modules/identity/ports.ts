import type { Log } from '#kernel/log.ts';

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
}
