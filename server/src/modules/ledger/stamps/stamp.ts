import { parseSignedCheckpoint, type SignedCheckpoint } from '@saphan/contracts/transparency/checkpoint';
import { utf8 } from '@saphan/contracts/transparency/bytes';
import { systemClock } from '#kernel/clock.ts';
import type { Job } from '#kernel/jobs.ts';
import { Problem } from '#kernel/problem.ts';
import type { LedgerPorts, StampAuthority } from '../ports.ts';
import { findCheckpointToStamp, insertStamp, noteStamping } from './stamps.sql.gen.ts';
import { checkStamp, makeNonce, writeStampRequest } from './token.ts';

const PATIENCE_MS = 20_000;
const JOB_S = 60;

/**
 * Has the newest checkpoint stamped. An authority that is away or lies stops nothing: the failure is kept for people to see, and the next
 * try stamps whatever is newest then, which covers everything before.
 *
 * @returns the size that was stamped; null when there is nothing new, or it failed.
 */
export async function stampCheckpoint(ports: LedgerPorts, authority: StampAuthority): Promise<number | null> {
  const found = await ports.db.one((tx) => findCheckpointToStamp(tx, {}));
  if (!found) return null;
  const { text } = parseSignedCheckpoint(found.note) as SignedCheckpoint;
  const nonce = makeNonce();
  const answer = await ask(ports, authority, writeStampRequest(utf8(text), nonce));
  const stamp = typeof answer === 'string' ? answer : checkStamp(answer, utf8(text), authority.trustedPem);
  const error = typeof stamp === 'string' ? stamp : stamp.nonce?.equals(nonce) ? null : 'of-other-question';
  const now = systemClock.now().toISOString();
  await ports.db.tx(async (tx) => {
    await noteStamping(tx, { now, error });
    if (typeof stamp !== 'string' && error === null) await insertStamp(tx, { size: found.size, token: answer as Buffer, stamped_at: stamp.stampedAt.toISOString(), authority: stamp.authority, serial: stamp.serial });
  });
  if (error !== null) ports.log.warn({ error, size: found.size }, 'a checkpoint could not be stamped');
  return error === null ? found.size : null;
}

async function ask({ fetch }: LedgerPorts, { url }: StampAuthority, question: Buffer): Promise<Buffer | string> {
  try {
    const reply = await fetch(url, { method: 'POST', body: question as Uint8Array<ArrayBuffer>, headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' }, signal: AbortSignal.timeout(PATIENCE_MS) });
    if (reply.status !== 200) return `http-${reply.status}`;
    return Buffer.from(await reply.arrayBuffer());
  } catch (cause) {
    return cause instanceof Problem ? cause.code : 'unreachable';
  }
}

/** Asks for a stamp when the time has come; a failure is tried again a minute later. */
export function stampJob(ports: LedgerPorts): Job[] {
  const { stamps } = ports;
  let last = 0;
  if (!stamps) return [];
  return [{
    name: 'ledger.stamp', everySeconds: Math.min(JOB_S, stamps.everySeconds), leaseSeconds: 60,
    async run() {
      if (Date.now() - last < stamps.everySeconds * 1000) return;
      if (await stampCheckpoint(ports, stamps) !== null) last = Date.now();
    },
  }];
}
