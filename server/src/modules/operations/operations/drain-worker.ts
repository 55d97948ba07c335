import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { drainSeat, startSeat, type DrainThen } from '#kernel/seat.ts';
import { operationsProblem } from '../errors.ts';
import { findWorker } from './worker.sql.gen.ts';

/** Asks a worker to take no more runs, finish what it has, and end. @throws `operations.worker-not-found`, `operations.worker-not-working`. */
export async function drainWorker(tx: Tx, actor: Actor, name: string, { reason, then = 'stay' }: { reason: string; then?: DrainThen | undefined }): Promise<void> {
  await selectWorker(tx, name);
  if (!await drainSeat(tx, { name, by: actor.name, reason: reason.trim(), then })) throw operationsProblem('worker-not-working');
  await audit(tx, actor, 'operations.worker-drained', `worker:${name}`, { reason: reason.trim(), then });
}

/** Lets a worker that drains go on, or has the supervisor start another in the place of one that ended. @throws `operations.worker-not-found`, `operations.worker-not-drained`. */
export async function startWorkerAgain(tx: Tx, actor: Actor, name: string): Promise<'goes-on' | 'starts'> {
  await selectWorker(tx, name);
  const outcome = await startSeat(tx, name);
  if (!outcome) throw operationsProblem('worker-not-drained');
  await audit(tx, actor, 'operations.worker-started', `worker:${name}`, { outcome });
  return outcome;
}

async function selectWorker(tx: Tx, name: string): Promise<void> {
  if (!await findWorker(tx, { name })) throw operationsProblem('worker-not-found', { name });
}
