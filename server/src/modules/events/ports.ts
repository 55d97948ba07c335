import type { Log } from '#kernel/log.ts';
import type { HostRules } from '#kernel/net/host-guard.ts';

/** What events need from outside the modules. */
export interface EventsPorts {
  readonly log: Log;
  readonly masterKey: Buffer;
  /** Where programs find this house, without a slash at the end: the source of every event. */
  readonly publicUrl: string;
  /** Hosts that subscriptions may lie on. */
  readonly rules: HostRules;
}
