import { createHash } from 'node:crypto';
import type { Tx } from '#kernel/db.ts';
import { networkOf } from '#kernel/pace.ts';
import { problem } from '../errors.ts';
import { countAttempts, forgiveAttempt, listBlocks } from './throttle.sql.gen.ts';

/** Free attempts before each further one waits twice as long as the one before, up to 15 minutes. A network is shared by many people. */
const FREE = { name: 5, device: 5, pair: 5, address: 30, session: 5, second: 5, code: 10 };

/** One attempt as it is counted. */
export interface Attempt { keys: string[]; pair: string; failures: number }

const short = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** Whom an address is counted with: the /24 around it, or the /64 of IPv6. */
function neighbourhoodOf(address: string): string {
  const network = networkOf(address);
  return network.includes(':') ? network : network.split('.').slice(0, 3).join('.');
}

/**
 * Counts an attempt to prove a name, before it is tried.
 *
 * @param device a browser that signed in to this account before: it is counted by itself, so that strangers cannot lock its owner out.
 * @throws `identity.too-many-attempts` with the seconds to wait.
 */
export async function countNameAttempt(tx: Tx, asked: { name: string; address: string; device: string | null }): Promise<Attempt> {
  const [name, network] = [short(asked.name), neighbourhoodOf(asked.address)];
  const own = asked.device === null ? `name:${name}` : `device:${short(asked.device)}:${name}`;
  const pair = asked.device === null ? `pair:${name}:${network}` : own;
  return count(tx, asked.device === null ? [own, `address:${network}`, pair] : [own], pair);
}

/** Counts a proof tried under one session, and for its account: a new session gives no new guesses. Throws `identity.too-many-attempts`. */
export const countSessionAttempt = (tx: Tx, session: { id: string; accountId: string }): Promise<Attempt> => count(tx, [`session:${session.id}`, `second:${session.accountId}`], `session:${session.id}`);

/** Counts an invitation's code tried from one network. Throws `identity.too-many-attempts`. */
export const countCodeAttempt = (tx: Tx, address: string): Promise<Attempt> => count(tx, [`code:${neighbourhoodOf(address)}`], `code:${neighbourhoodOf(address)}`);

async function count(tx: Tx, keys: string[], pair: string): Promise<Attempt> {
  const blocked = await listBlocks(tx, { keys });
  const seconds = Math.max(0, ...blocked.map((each) => each.seconds));
  if (seconds > 0) throw problem('too-many-attempts', { retryAfter: seconds, detailTh: `ลองใหม่ได้ในอีก ${seconds} วินาที`, detailEn: `Try again in ${seconds} s.` });
  const counted = await countAttempts(tx, { keys, free: keys.map((key) => FREE[key.split(':')[0] as keyof typeof FREE]) });
  return { keys, pair, failures: Math.max(...counted.filter(({ key }) => key === pair || key.startsWith('name:')).map((each) => each.failures)) };
}

/** Takes back the count of an attempt that succeeded. */
export async function forgive(tx: Tx, { keys, pair }: Attempt): Promise<void> {
  await forgiveAttempt(tx, { keys: keys.filter((key) => key !== pair), pair });
}
