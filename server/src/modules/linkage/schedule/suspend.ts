import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import { theHouse } from '#kernel/policy.ts';
import { problemDocument, type Problem } from '#kernel/problem.ts';
import { cancelWaitingRunsOfSource } from '../operations/source.sql.gen.ts';
import { findProblemBefore, suspendSchedule } from './schedule.sql.gen.ts';

/** A source that does not accept who we are: asking again and again would lock the agency's account. */
export const SIGN_IN = /\.(?:login|sign-in|auth|authorisation|token|key|account)-(?:refused|locked|failed|expired)$/;
const TRIES = 2;

/**
 * Stops the schedule of a source that refused its sign-in twice in a row: within one run, or in two runs. Its waiting runs are cancelled with it; a person
 * looks at the problem, mends the settings and lets it go on.
 */
export async function suspendAfterRefusals(tx: Tx, run: { id: number; source_id: number | null; attempt: number }, problem: Problem): Promise<void> {
  if (run.source_id === null || !SIGN_IN.test(problem.code)) return;
  const before = await findProblemBefore(tx, { source_id: run.source_id, id: run.id });
  if (run.attempt < TRIES && before?.code !== problem.code) return;
  const suspended = await suspendSchedule(tx, { source_id: run.source_id, problem: problemDocument(problem, `run-${run.id}`) });
  if (!suspended) return;
  await cancelWaitingRunsOfSource(tx, { source_id: run.source_id });
  await audit(tx, theHouse, 'linkage.schedule-suspended', `dataset:${suspended.dataset_id}`, { source: run.source_id, run: run.id, code: problem.code });
  await announce(tx, 'linkage.schedule-suspended', { datasetId: suspended.dataset_id, sourceId: run.source_id, runId: run.id, code: problem.code });
}
