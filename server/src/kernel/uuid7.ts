import { randomUUID } from 'node:crypto';

/** A UUID of version 7 (RFC 9562 §5.7): its first 48 bits are the millisecond, so that ids of one time lie together in an index. */
export function newUuid7(now: Date): string {
  const time = now.getTime().toString(16).padStart(12, '0');
  // Chance and variant are those of a version 4, which is drawn from a store of random bytes.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
