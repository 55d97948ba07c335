import { createHash, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '#kernel/policy.ts';
import { problem } from './errors.ts';

const HOUR_MS = 3_600_000;
/** What one network may write without signing in, and all together, within an hour; and one account. */
const PER_NETWORK = 6;
const ALL_VISITORS = 120;
const PER_ACCOUNT = 40;

/**
 * Counts what is written, in memory, by a hash that is salted anew at every start and forgotten within an hour: nothing here says who wrote.
 * Each web process counts for itself.
 */
export class WritingLimits {
  private readonly salt = randomBytes(16);
  private readonly counts = new Map<string, number>();
  private since = 0;
  private readonly now: () => number;
  constructor(now: () => number = Date.now) { this.now = now; }

  /** @throws `portal.wait-a-while` with `retryAfter` in seconds. */
  take(who: Principal, request: FastifyRequest): void {
    if (this.now() - this.since >= HOUR_MS) { this.counts.clear(); this.since = this.now(); }
    const isVisitor = who.accountId === null;
    const key = isVisitor ? this.hash(request.ip) : `account ${who.accountId}`;
    const over = (this.counts.get(key) ?? 0) >= (isVisitor ? PER_NETWORK : PER_ACCOUNT) || (isVisitor && (this.counts.get('visitors') ?? 0) >= ALL_VISITORS);
    if (over) throw problem('wait-a-while', { retryAfter: Math.ceil((this.since + HOUR_MS - this.now()) / 1000) });
    for (const each of isVisitor ? [key, 'visitors'] : [key]) this.counts.set(each, (this.counts.get(each) ?? 0) + 1);
  }

  private hash(text: string): string {
    return createHash('sha256').update(this.salt).update(text).digest('base64url');
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
