import { createHmac } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Database } from '#kernel/db.ts';
import { deriveKey } from '#kernel/derive-key.ts';
import { networkOf } from '#kernel/pace.ts';
import type { Principal } from '#kernel/policy.ts';
import { problem } from './errors.ts';
import { countWriting } from './writing.sql.gen.ts';

/** What one network may write without signing in, and all together, within an hour; and one account. */
const PER_NETWORK = 6;
const ALL_VISITORS = 120;
const PER_ACCOUNT = 40;
const ALL = 'visitors';

/**
 * Counts what is written within the hour, for all web processes together. Networks and accounts are known by a keyed hash that is another every
 * hour; nothing here says who wrote.
 */
export class WritingLimits {
  readonly #db: Database;
  readonly #key: Buffer;
  readonly #now: () => Date;
  constructor({ db, masterKey }: { db: Database; masterKey: Buffer }, now: () => Date = () => new Date()) {
    this.#db = db;
    this.#key = deriveKey(masterKey, 'portal/writing/v1');
    this.#now = now;
  }

  /** What is refused counts for nothing: nobody can use up what others may write. @throws `portal.wait-a-while` with `retryAfter` in seconds. */
  async take(who: Principal, request: FastifyRequest): Promise<void> {
    const isVisitor = who.accountId === null;
    const key = this.#hash(isVisitor ? `network ${networkOf(request.ip)}` : `account ${who.accountId}`);
    await this.#db.tx(async (tx) => {
      for (const [counted, most] of isVisitor ? [[key, PER_NETWORK], [ALL, ALL_VISITORS]] as const : [[key, PER_ACCOUNT]] as const) {
        const { count, seconds_left: retryAfter } = await countWriting(tx, { key: counted });
        if (count > most) throw problem('wait-a-while', { retryAfter });
      }
    });
  }

  #hash(text: string): string {
    return createHmac('sha256', this.#key).update(`${this.#now().toISOString().slice(0, 13)} ${text}`).digest('base64url');
  }
}

/** Text as somebody typed it, without what no reader sees: control characters but line breaks, marks that turn the direction of writing, space around it. */
export const plainText = (text: string): string => text
  .normalize('NFC')
  .replace(/\r\n?/g, '\n')
  // oxlint-disable-next-line no-control-regex
  .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff]/g, ' ')
  .replace(/\n{3,}/g, '\n\n')
  .trim();
