import type { Static } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import { audit } from '#kernel/audit.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { linkageProblem } from '../errors.ts';
import { selectSourceView } from '../reads/sources.ts';
import type { SourceView } from '../schemas.ts';
import { tellCancelled } from './cancel-run.ts';
import { selectSourceInUse } from './change-source.ts';
import { cancelWaitingRunsOfSource, retireSource as writeRetired } from './source.sql.gen.ts';

/**
 * Takes a source out of use: it fetches nothing more and its waiting runs are stopped; a run under way goes on, and everything it
 * brought stays with its name.
 */
export async function retireSource(tx: Tx, actor: Actor, datasetId: number, id: number, asked: { reason: string }): Promise<Static<typeof SourceView>> {
  const reason = asked.reason.trim();
  if (reason === '') throw linkageProblem('reason-needed', { errors: [{ pointer: '/reason', th: 'เขียนเหตุผล', en: 'write a reason' }] });
  await selectSourceInUse(tx, datasetId, id);
  await writeRetired(tx, { id, retired_by: actor.name, reason });
  const stopped = await cancelWaitingRunsOfSource(tx, { source_id: id });
  // One event a run: whoever follows a run hears of its own end.
  for (const run of stopped) await tellCancelled(tx, run);
  await audit(tx, actor, 'linkage.source-retired', `dataset:${datasetId}`, { source: id, reason, runs: stopped.map((run) => run.id) });
  await announce(tx, 'linkage.source-retired', { datasetId, sourceId: id });
  return selectSourceView(tx, datasetId, id);
}
