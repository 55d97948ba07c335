import type { Log } from '#kernel/log.ts';
import type { HostRules } from '#kernel/net/host-guard.ts';

/** What the register needs from outside its room. */
export interface RegistryPorts {
  log: Log;
  masterKey: Buffer;
  publicUrl: string;
  /** Internal hosts that an upstream may stand on. */
  rules: HostRules;
}
