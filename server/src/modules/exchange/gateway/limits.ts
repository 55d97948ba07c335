import type { QuotaUse } from '../evidence/insert-exchanges.ts';
import { exchangeProblem } from '../errors.ts';
import type { TrustedAgreement } from '../trust/snapshot.ts';

interface Bucket { tokens: number; atMs: number }
interface Used { known: number; pending: number }

/** Standard headers about limits (draft-ietf-httpapi-ratelimit-headers). */
export type LimitHeaders = Record<string, string>;

const HOUR_MS = 3_600_000;
const BANGKOK_MS = 7 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;
/** Calls of a day that is over may still be under way, and a clock may be set back. */
const MOST_DAYS = 3;
const REFUSALS_AT_ONCE = 200, REFUSALS_A_SECOND = 10;

let lastDay = { number: -1, text: '' };

/** The day in Bangkok of a moment; nearly always that of the call before. */
export function dayOf(ms: number): string {
  const number = Math.floor((ms + BANGKOK_MS) / DAY_MS);
  if (lastDay.number !== number) lastDay = { number, text: new Date(number * DAY_MS).toISOString().slice(0, 10) };
  return lastDay.text;
}

/**
 * How often agreements may be used: so many a day over all gateways, so many a second in this one. What other gateways used is learnt from each commit, so several together can
 * pass a quota by as many calls as they have under way at that moment.
 */
export class Limits {
  readonly #buckets = new Map<number, Bucket>();
  readonly #days = new Map<string, Map<number, Used>>();
  readonly #refusals = new Map<number, Bucket>();

  /** What was used before this process began, or by others. */
  learn(uses: readonly QuotaUse[], counted: ReadonlyMap<number, number> = new Map()): void {
    for (const { agreementId, day, used } of uses) {
      const mine = this.#of(agreementId, day);
      mine.known = Math.max(mine.known, used);
      mine.pending = Math.max(0, mine.pending - (counted.get(agreementId) ?? 0));
    }
  }

  /** Takes one call off what is left. @throws `exchange.too-fast`, `exchange.quota-used-up`. */
  take(agreement: TrustedAgreement, nowMs: number): LimitHeaders {
    const tokens = this.#takeToken(agreement, nowMs);
    const used = this.#of(agreement.id, dayOf(nowMs));
    const left = agreement.quotaPerDay === null ? null : agreement.quotaPerDay - used.known - used.pending;
    const headers = headersOf(agreement, tokens, left, nowMs);
    if (tokens !== null && tokens < 0) throw exchangeProblem('too-fast', { headers: { ...headers, 'retry-after': '1' } });
    if (left !== null && left <= 0) throw exchangeProblem('quota-used-up', { headers: { ...headers, 'retry-after': String(secondsLeft(nowMs)) } });
    used.pending += 1;
    return headers;
  }

  /** Whether one more refusal of a system is written down: a program that goes on though it is refused would fill the ledger. */
  mayKeepRefusal(systemId: number, nowMs: number): boolean {
    const bucket = this.#refusals.get(systemId) ?? { tokens: REFUSALS_AT_ONCE, atMs: nowMs };
    bucket.tokens = Math.min(REFUSALS_AT_ONCE, bucket.tokens + (Math.max(0, nowMs - bucket.atMs) / 1000) * REFUSALS_A_SECOND);
    bucket.atMs = nowMs;
    this.#refusals.set(systemId, bucket);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

  /** Gives back a call that went nowhere. */
  giveBack(agreementId: number, day: string): void {
    const used = this.#of(agreementId, day);
    used.pending = Math.max(0, used.pending - 1);
  }

  #takeToken({ id, ratePerSecond }: TrustedAgreement, nowMs: number): number | null {
    if (ratePerSecond === null) return null;
    const bucket = this.#buckets.get(id) ?? { tokens: ratePerSecond, atMs: nowMs };
    bucket.tokens = Math.min(ratePerSecond, bucket.tokens + (Math.max(0, nowMs - bucket.atMs) / 1000) * ratePerSecond);
    bucket.atMs = nowMs;
    this.#buckets.set(id, bucket);
    if (bucket.tokens < 1) return -1;
    bucket.tokens -= 1;
    return Math.floor(bucket.tokens);
  }

  #of(agreementId: number, day: string): Used {
    let ofDay = this.#days.get(day);
    if (ofDay === undefined) {
      this.#days.set(day, ofDay = new Map());
      if (this.#days.size > MOST_DAYS) this.#days.delete(this.#days.keys().next().value as string);
    }
    let used = ofDay.get(agreementId);
    if (used === undefined) ofDay.set(agreementId, used = { known: 0, pending: 0 });
    return used;
  }
}

const secondsLeft = (nowMs: number): number => Math.ceil((DAY_MS - ((nowMs + BANGKOK_MS) % DAY_MS)) / 1000);

function headersOf({ quotaPerDay, ratePerSecond }: TrustedAgreement, tokens: number | null, left: number | null, nowMs: number): LimitHeaders {
  const policies: string[] = [], rates: string[] = [];
  if (quotaPerDay !== null && left !== null) {
    policies.push(`"day";q=${quotaPerDay};w=86400`);
    rates.push(`"day";r=${Math.max(0, left - 1)};t=${secondsLeft(nowMs)}`);
  }
  if (ratePerSecond !== null && tokens !== null) {
    policies.push(`"second";q=${ratePerSecond};w=1`);
    rates.push(`"second";r=${Math.max(0, tokens)};t=1`);
  }
  return policies.length === 0 ? {} : { 'ratelimit-policy': policies.join(', '), ratelimit: rates.join(', ') };
}
