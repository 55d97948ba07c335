import { asProblem } from '#kernel/http-problems.ts';
import { isConnectionLoss } from '#kernel/db.ts';
import { Problem, problemDocument } from '#kernel/problem.ts';
import { announce } from '#kernel/outbox.ts';
import { runsEnded } from '#kernel/metrics.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { runPipeline } from '../pipeline/pipeline.ts';
import { confirmPublished } from '../reading/take-changes.ts';
import { suspendAfterRefusals } from '../schedule/suspend.ts';
import { planRetry } from './retry.ts';
import { RunSession } from './run-session.ts';
import { endRun, tellRunMoved, type ClaimRunRow } from './run.sql.gen.ts';

/** Tries a claimed run once: it ends published, held, unchanged, failed or cancelled, or is put off for another attempt. */
export async function attemptRun(ports: LinkagePorts, run: ClaimRunRow, stopping: AbortSignal): Promise<void> {
  const session = new RunSession(ports.db, run);
  const stop = () => session.abort.abort(new Problem('linkage.stopping', STOPPING, {}));
  stopping.addEventListener('abort', stop, { once: true });
  try {
    const outcome = await runPipeline(session, ports);
    runsEnded.inc({ outcome });
    if (outcome !== 'held') await confirmPublished(ports, run.source_id);
  } catch (error) {
    await endBadly(ports, session, session.signal.aborted ? session.signal.reason : error);
  } finally {
    stopping.removeEventListener('abort', stop);
    session.close();
  }
}

const STOPPING = {
  status: 503, th: 'ตัวทำงานกำลังปิด รอบนี้จะทำต่อเมื่อเปิดใหม่', en: 'The worker is shutting down; the run goes on at the next start',
  nextTh: 'ไม่ต้องทำอะไร', nextEn: 'Nothing to do.', retry: 'transient',
} as const;

async function endBadly(ports: LinkagePorts, session: RunSession, error: unknown): Promise<void> {
  const problem = asProblem(error);
  const { id, attempt } = session.run;
  try {
    if (problem.code === 'linkage.lost-lease') return;
    if (problem.code === 'linkage.stopping') return await session.putOff(problem, 0);
    if (problem.status >= 500) ports.log.error({ run: id, attempt, code: problem.code, cause: error instanceof Problem ? error.cause : error }, 'a run failed');
    const plan = problem.code === 'linkage.cancelled' ? { again: false as const } : planRetry(problem, attempt);
    session.failRunningStep(problem.entry.th, problem.entry.en);
    await session.log('error', sentence(problem, 'th'), sentence(problem, 'en'));
    if (plan.again) return await session.putOff(problem, isConnectionLoss(problem.cause) ? 1 : plan.delayS);
    await end(ports, session, problem);
  } catch (lost) {
    ports.log.warn({ run: id, error: String(lost) }, 'the end of a run could not be written; the lease will give it back');
  }
}

const sentence = ({ entry, fields }: Problem, lang: 'th' | 'en') => {
  const detail = lang === 'th' ? fields.detailTh : fields.detailEn;
  return detail ? `${entry[lang]}: ${detail}` : entry[lang];
};

async function end(ports: LinkagePorts, session: RunSession, problem: Problem): Promise<void> {
  const to = problem.code === 'linkage.cancelled' ? 'cancelled' : 'failed';
  await ports.db.tx(async (tx) => {
    const ended = await endRun(tx, {
      id: session.run.id, fence: session.currentFence, to, steps: session.steps, progress: session.progress, gates: session.gates, counts: null,
      reject_summary: session.rejects, problem: problemDocument(problem, `run-${session.run.id}`), release_number: null, prepared: null, quarantine_key: session.quarantineKey,
    });
    if (!ended) return;
    await announce(tx, 'linkage.run-finished', { trigger: session.run.trigger, datasetId: session.run.dataset_id, runId: session.run.id, outcome: to, code: problem.code, finishedAt: new Date().toISOString() });
    await suspendAfterRefusals(tx, session.run, problem);
    await tellRunMoved(tx, { payload: JSON.stringify({ id: session.run.id, dataset: session.run.dataset_id }) });
  });
  runsEnded.inc({ outcome: to });
}
