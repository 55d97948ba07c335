import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { openTurns } from '#kernel/turns.ts';
import { problem } from '../errors.ts';

/** argon2id as OWASP recommends it: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = availableParallelism();
const LONGEST_QUEUE = 32;

/** Each hash takes memory and a core. */
const inTurn = openTurns(AT_ONCE, LONGEST_QUEUE, () => problem('busy'));

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
