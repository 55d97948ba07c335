import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { problem } from '../errors.ts';

/** argon2id as OWASP recommends it: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = availableParallelism();
const LONGEST_QUEUE = 32;

let running = 0;
const waiting: (() => void)[] = [];

/** Each hash takes memory and a core: the rest wait, and who comes when too many wait is told so instead of slowing everybody. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= LONGEST_QUEUE) throw problem('busy');
    await new Promise<void>((resolve) => { waiting.push(resolve); });
  } else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/** What is stored of a password. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password.normalize('NFC'), COST));

let nobodys: Promise<string> | undefined;

/**
 * Whether a password is the one that was hashed. Takes as long for an account that has none: who asks learns nothing from the time.
 *
 * @param stored null for an unknown account, or one without a password.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  nobodys ??= hash('nobody has this password', COST);
  const against = stored ?? await nobodys;
  const right = await inTurn(() => verify(against, password.normalize('NFC')));
  return right && stored !== null;
}
