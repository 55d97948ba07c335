import { createHash, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { kernelProblem } from './problems.ts';

/** So many networks are remembered; the one not seen for longest makes room, so that a flood of addresses fills no memory. */
const MOST_NETWORKS = 20_000;
const MINUTE_MS = 60_000;

/**
 * How often visitors of one network may ask for what costs much: a bucket that holds a minute's worth and fills evenly. Networks are known by a
 * hash that is salted anew at every start; nothing is written anywhere. Each web process counts for itself.
 */
export class Pace {
  readonly #salt = randomBytes(16);
  readonly #buckets = new Map<string, { left: number; at: number }>();
  readonly #perMinute: number;
  readonly #now: () => number;

  /** @param perMinute 0 sets no limit. */
  constructor(perMinute: number, now: () => number = Date.now) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** @param address of whoever asks. @throws `kernel.too-often` with `retryAfter` in seconds. */
  take(address: string): void {
    if (this.#perMinute === 0) return;
    const key = createHash('sha256').update(this.#salt).update(networkOf(address)).digest('base64url');
    const [now, known] = [this.#now(), this.#buckets.get(key)];
    const left = Math.min(this.#perMinute, known ? known.left + (now - known.at) * this.#perMinute / MINUTE_MS : this.#perMinute);
    // Last seen stands last.
    this.#buckets.delete(key);
    this.#buckets.set(key, { left: left < 1 ? left : left - 1, at: now });
    if (this.#buckets.size > MOST_NETWORKS) this.#buckets.delete(this.#buckets.keys().next().value as string);
    if (left < 1) throw kernelProblem('too-often', { retryAfter: Math.max(1, Math.ceil((1 - left) * MINUTE_MS / this.#perMinute / 1000)) });
  }
}

/** An IPv4 address, also when it is written as IPv6; of IPv6 the first 64 bits, which one customer has. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const groups = head.split(':').filter(Boolean);
  const missing = tail === undefined ? 0 : Math.max(0, 8 - groups.length - tail.split(':').filter(Boolean).length);
  return [...groups, ...Array.from({ length: missing }, () => '0'), ...(tail ?? '').split(':').filter(Boolean)].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '')).join(':');
}
