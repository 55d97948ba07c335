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

/** A message of the mailbox of returned letters. */
export interface ReturnedMessage {
  uidValidity: string;
  /** Rises with each message that comes. */
  uid: number;
  /** Its beginning; what a huge one holds beyond is not read. */
  text: string;
}

/** The mailbox to which letters come back; a connector fills it. */
export interface ReturnedMail {
  /** Which mailbox it is, without a secret. */
  readonly name: string;
  /**
   * Hands on the messages after the place that `after` tells, in their order; what `heed` takes is marked as read, everything else is left as it is. Nothing is moved or removed.
   *
   * @param after the last number that was heeded in the mailbox of this validity.
   * @returns whether more wait.
   */
  read(after: (uidValidity: string) => Promise<number>, heed: (message: ReturnedMessage) => Promise<boolean>, signal: AbortSignal): Promise<boolean>;
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
  /** Where letters come back to; without it none are read. */
  readonly returnedMail?: ReturnedMail;
}
