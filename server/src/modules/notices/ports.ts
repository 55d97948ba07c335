import type { Log } from '#kernel/log.ts';
import type { HostRules } from '#kernel/net/host-guard.ts';
import type { Mailer } from '#modules/identity/index.ts';

/** What notices need from outside the modules. */
export interface NoticesPorts {
  readonly log: Log;
  readonly masterKey: Buffer;
  /** Where people find this house, without a slash at the end. */
  readonly publicUrl: string;
  /** Hosts that webhooks may lie on. */
  readonly rules: HostRules;
  /** Sends letters to people; without it none are sent. */
  readonly mailer?: Mailer;
}
