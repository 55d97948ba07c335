import type { Log } from '#kernel/log.ts';
import type { HostRules } from '#kernel/net/host-guard.ts';

/** A letter ready to be sent: plain text, to one person. */
export interface Mail {
  /** The same for every attempt, so that a receiver knows a repeated one. */
  id: string;
  to: string;
  subject: string;
  text: string;
}

/** The post; a connector fills it. */
export interface Mailer {
  /** Hands a letter to a mail server. @returns why it will never be taken, or null. Throws when trying again may be of use. */
  send(mail: Mail): Promise<{ refused: string | null }>;
}

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
