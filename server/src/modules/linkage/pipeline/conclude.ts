import { announce } from '#kernel/outbox.ts';
import type { Tx } from '#kernel/db.ts';
import { theHouse } from '#kernel/policy.ts';
import { publishRelease } from '#modules/lake/index.ts';
import { linkageProblem } from '../errors.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { noteTried } from '../reading/reading.sql.gen.ts';
import { noteFetched } from '../operations/source.sql.gen.ts';
import { tellBackfill, tellPartitions } from '../partitions/tell-partitions.ts';
import { endRun, supersedeHeld, tellRunMoved } from '../runs/run.sql.gen.ts';
import type { RunSession } from '../runs/run-session.ts';
import type { Compared } from './compare.ts';
import { noteReplayed } from './note-replayed.ts';
import type { Prepared } from './prepared.ts';
import type { Work } from './work.ts';

export type Outcome = 'published' | 'no_change' | 'held';

/** Ends a compared run: publishes it, holds it for a decision, or notes that nothing changed. */
export async function conclude(session: RunSession, ports: LinkagePorts, work: Work, compared: Compared): Promise<Outcome> {
  session.begin('publish');
  if (compared.kind === 'same') return end(session, ports, work, { outcome: 'no_change', counts: compared.counts });
  if (session.gates.some((gate) => !gate.ok)) {
    session.finish('publish', 'พักไว้ รอผู้มีอำนาจตัดสินใจ ผู้ใช้ยังเห็นรุ่นก่อน', 'held for a decision; people still see the former release', 'warned');
    return end(session, ports, work, { outcome: 'held', counts: compared.counts, prepared: compared.prepared });
  }
  await session.move('publishing');
  return end(session, ports, work, { outcome: 'published', counts: compared.counts, prepared: compared.prepared });
}

/** Ends a run whose source says it has nothing new: the current release is confirmed, not repeated. */
export async function concludeUnchanged(session: RunSession, ports: LinkagePorts, work: Work): Promise<Outcome> {
  return end(session, ports, work, { outcome: 'no_change', counts: null });
}

interface Ending { outcome: Outcome; counts: Compared['counts'] | null; prepared?: Prepared }

/** The one transaction in which a run ends; with `published` it is also the one that moves the pointer. */
async function end(session: RunSession, ports: LinkagePorts, work: Work, ending: Ending): Promise<Outcome> {
  const { run } = session;
  await ports.db.tx(async (tx) => {
    const release = ending.outcome === 'published' && ending.prepared ? await publish(tx, session, ending.prepared) : null;
    if (release) session.finish('publish', `เผยแพร่รุ่น ${release.number}`, `release ${release.number} published`);
    else if (ending.outcome === 'no_change') session.finish('publish', 'ข้อมูลตรงกับรุ่นปัจจุบัน ไม่ออกรุ่นใหม่', 'equal to the current release; none made');
    const ended = await endRun(tx, {
      id: run.id, fence: session.currentFence, to: ending.outcome, steps: session.steps, progress: session.progress, gates: session.gates, counts: ending.counts,
      reject_summary: session.rejects, problem: null, release_number: release?.number ?? null,
      prepared: ending.outcome === 'held' ? ending.prepared : null, quarantine_key: session.quarantineKey,
    });
    if (!ended) throw linkageProblem('lost-lease');
    await session.writeLog(tx);
    await (ending.outcome === 'held' ? noteTried : noteFetched)(tx, { run_id: run.id });
    if (release) await supersedeHeld(tx, { dataset_id: run.dataset_id, id: run.id });
    if (release || ending.outcome === 'no_change') await noteReplayed(tx, session, work);
    await announce(tx, 'linkage.run-finished', {
      trigger: run.trigger, datasetId: run.dataset_id, runId: run.id, outcome: ending.outcome, finishedAt: new Date().toISOString(),
      code: session.gates.find((gate) => !gate.ok)?.name ?? null,
    });
    if (ending.outcome !== 'held') await tellPartitions(tx, run, work);
    await tellRunMoved(tx, { payload: JSON.stringify({ id: run.id, dataset: run.dataset_id }) });
  });
  return ending.outcome;
}

async function publish(tx: Tx, session: RunSession, prepared: Prepared) {
  await tellBackfill(tx, session.run);
  return publishRelease(tx, { ...theHouse, name: session.run.created_by }, prepared.draft, prepared.headVersion);
}
