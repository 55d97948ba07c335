import { type Problem, problemDocument } from '#kernel/problem.ts';
import { asProblem } from '#kernel/http-problems.ts';
import { problem } from '../errors.ts';
import type { HarvestPorts } from '../ports.ts';
import { SourceClient } from './ask-source.ts';
import { holdJob, moveJob, putOffJob, type ClaimJobRow } from './job.sql.gen.ts';
import { listAll } from './list-all.ts';
import type { Session } from './session.ts';
import { settleListing } from './settle-listing.ts';
import { findSourceToWorkOn } from './source.sql.gen.ts';
import { takeAll } from './take-all.ts';
import { takeFiles } from './take-files.ts';

const MOST_ATTEMPTS = 6;

/** The job is over, held or cancelled, or another worker has it. */
class Lost extends Error {}

/** Goes on with a claimed job from where it stands: list, compare, take, withdraw, fetch files. */
export async function runJob(ports: HarvestPorts, job: ClaimJobRow, signal: AbortSignal): Promise<void> {
  const session = await openSession(ports, job, signal);
  try {
    for (;;) {
      const state = await session.within(async (_tx, held) => held.state);
      if (signal.aborted) return await putOff(session, problem('answer-unavailable'), 0);
      if (state === 'listing') { await listAll(session); await settleListing(session); }
      else if (state === 'taking') await takeAll(session);
      else { await takeFiles(session); return; }
    }
  } catch (error) {
    if (error instanceof Lost) return;
    await endBadly(session, signal.aborted ? null : asProblem(error)).catch((lost: unknown) => { if (!(lost instanceof Lost)) ports.log.warn({ job: job.id, error: String(lost) }, 'the end of a harvest could not be written; its lease will give it back'); });
  }
}

async function openSession(ports: HarvestPorts, job: ClaimJobRow, signal: AbortSignal): Promise<Session> {
  const source = await ports.db.tx((tx) => findSourceToWorkOn(tx, { id: job.source_id }));
  return {
    ports, job, source, signal, client: new SourceClient({ rules: ports.rules, delayMs: source.delay_ms, publicUrl: ports.publicUrl, signal }),
    within: (work) => ports.db.tx(async (tx) => {
      const held = await holdJob(tx, { id: job.id, fence: job.fence });
      if (!held) throw new Lost();
      return work(tx, held);
    }),
  };
}

async function endBadly(session: Session, failure: Problem | null): Promise<void> {
  if (failure === null) return putOff(session, problem('answer-unavailable'), 0);
  const { attempt } = await session.within(async (_tx, held) => held);
  const asked = failure.fields['retryAfterS'];
  if (failure.retry === 'transient' && attempt + 1 < MOST_ATTEMPTS) return putOff(session, failure, typeof asked === 'number' ? asked : Math.min(3_600, 15 * 4 ** attempt));
  if (failure.status >= 500 && !failure.code.startsWith('harvest.')) session.ports.log.error({ job: session.job.id, code: failure.code, cause: failure.cause }, 'a harvest failed');
  await session.within((tx) => moveJob(tx, { id: session.job.id, state: 'failed', problem: problemDocument(failure, `harvest-${session.job.id}`), missing: null, withdraws: null }));
}

const putOff = (session: Session, why: Problem, delayS: number): Promise<void> =>
  session.within((tx) => putOffJob(tx, { id: session.job.id, delay_s: delayS, problem: problemDocument(why, `harvest-${session.job.id}`) }));
