import type { Tx } from '#kernel/db.ts';
import { insertReplayed } from './note-replayed.sql.gen.ts';
import type { RunSession } from '../runs/run-session.ts';
import type { Work } from './work.ts';

/** After a replay went through: the quarantined lines it carried, and that were not rejected again, are no longer open. */
export async function noteReplayed(tx: Tx, session: RunSession, work: Work): Promise<void> {
  if (work.run.replay_of === null || session.replayedLines.length === 0) return;
  await insertReplayed(tx, { run_id: work.run.replay_of, lines: session.replayedLines, replay_run_id: session.run.id });
}
