import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { linkageProblem } from '../errors.ts';
import { findPause, liftPause, setPause, tellWorkers, type FindPauseRow } from './control.sql.gen.ts';

/** Who stopped all runs, since when and why; null while they go on. */
export const findPauseOfRuns = (tx: Tx): Promise<FindPauseRow | null> => findPause(tx, {});

/**
 * Lets no worker claim a run any more: what waits and what falls due stays queued, what is under way goes on to its end.
 * @throws `linkage.reason-needed`, `linkage.already-paused`.
 */
export async function pauseRuns(tx: Tx, actor: Actor, { reason }: { reason: string }): Promise<FindPauseRow> {
  if (reason.trim() === '') throw linkageProblem('reason-needed');
  if (!await setPause(tx, { by: actor.name, reason: reason.trim() })) throw linkageProblem('already-paused');
  await audit(tx, actor, 'linkage.runs-paused', 'runs:all', { reason: reason.trim() });
  await announce(tx, 'linkage.runs-paused', { reason: reason.trim() });
  return await findPause(tx, {}) as FindPauseRow;
}

/** Lets workers claim again; what waited is taken by priority, then by age. @throws `linkage.not-paused`. */
export async function resumeRuns(tx: Tx, actor: Actor): Promise<void> {
  const was = await liftPause(tx, {});
  if (!was) throw linkageProblem('not-paused');
  await audit(tx, actor, 'linkage.runs-resumed', 'runs:all', { pausedAt: was.at, reason: was.reason });
  await announce(tx, 'linkage.runs-resumed', { pausedAt: was.at });
  await tellWorkers(tx, {});
}
