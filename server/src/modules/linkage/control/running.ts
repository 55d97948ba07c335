import type { Tx } from '#kernel/db.ts';
import { stepNames, stepWords, type Step } from '../runs/state.ts';
import {
  countHeld, countPutOff, countWaiting, findPause, listFailingSources as listFailing, listRunsInHand as listInHand, listSlowestRuns as listSlowest, measureRaw as measure,
} from './control.sql.gen.ts';

const SOURCES = 50;

interface DatasetName { slug: string; titleTh: string; titleEn: string }
interface Queue {
  paused: { at: string; by: string; reason: string } | null;
  /** What a worker could claim now, by priority. */
  waiting: { priority: number; count: number; oldestAt: string }[];
  /** What is tried again later. */
  putOff: { count: number; nextAt: string | null };
  held: { count: number; oldestAt: string | null };
}
export interface RunInHand { runId: number; state: string; worker: string | null; attempt: number; startedAt: string | null; dataset: DatasetName }
interface FailingSource {
  id: number; name: string; kind: string; dataset: DatasetName; agencyId: string;
  /** Failed runs in a row, among the last hundred. */
  times: number;
  since: string | null; suspendedAt: string | null; lastGoodAt: string | null; runId: number | null;
  problem: { code: string; th: string; en: string; nextTh: string; nextEn: string } | null;
}
interface SlowRun { runId: number; state: string; startedAt: string; finishedAt: string; ms: number; attempt: number; dataset: DatasetName; step: { name: string; th: string; en: string; ms: number } | null }

const nameOf = (row: { slug: string; title_th: string; title_en: string }): DatasetName => ({ slug: row.slug, titleTh: row.title_th, titleEn: row.title_en });

/** What waits for workers and for people. */
export async function readQueue(tx: Tx): Promise<Queue> {
  const [putOff, held] = [await countPutOff(tx, {}), await countHeld(tx, {})];
  return {
    paused: await findPause(tx, {}),
    waiting: (await countWaiting(tx, {})).map((row) => ({ priority: row.priority, count: row.count, oldestAt: row.oldest_at })),
    putOff: { count: putOff.count, nextAt: putOff.next_at }, held: { count: held.count, oldestAt: held.oldest_at },
  };
}

/** Runs that workers are at, the oldest first. */
export async function listRunsInHand(tx: Tx): Promise<RunInHand[]> {
  return (await listInHand(tx, {})).map((row) => ({ runId: row.id, state: row.state, worker: row.worker, attempt: row.attempt, startedAt: row.started_at, dataset: nameOf(row) }));
}

/** Sources whose last run failed or whose schedule stands still, the worst first: at most fifty, with how many there are. */
export async function listFailingSources(tx: Tx): Promise<{ failing: number; suspended: number; items: FailingSource[] }> {
  const rows = await listFailing(tx, { limit: SOURCES });
  return {
    failing: rows[0]?.failing ?? 0, suspended: rows[0]?.suspended ?? 0,
    items: rows.map((row) => ({
      id: row.id, name: row.name, kind: row.kind, dataset: nameOf(row), agencyId: row.agency_id, times: row.times, since: row.since ?? row.suspended_at, suspendedAt: row.suspended_at,
      lastGoodAt: row.last_fetched_at, runId: row.run_id, problem: wordsOf(row.suspended_problem ?? row.problem),
    })),
  };
}

/** A problem document as two sentences in each language. */
function wordsOf(document: Record<string, string | undefined> | null): FailingSource['problem'] {
  if (!document) return null;
  const said = (title: string | undefined, detail: string | undefined) => [title, detail].filter(Boolean).join(': ');
  const { code, title, titleTh, titleEn, detailTh, detailEn, nextTh, nextEn } = document;
  return { code: code ?? '', th: said(titleTh ?? title, detailTh), en: said(titleEn ?? title, detailEn), nextTh: nextTh ?? '', nextEn: nextEn ?? '' };
}

/** The ten runs of seven days that took longest, each with the step that took most of it. */
export async function listSlowestRuns(tx: Tx): Promise<SlowRun[]> {
  return (await listSlowest(tx, {})).map((row) => ({
    runId: row.id, state: row.state, startedAt: row.started_at, finishedAt: row.finished_at, ms: row.ms, attempt: row.attempt, dataset: nameOf(row), step: slowestStep(row.steps as Step[]),
  }));
}

function slowestStep(steps: readonly Step[]): SlowRun['step'] {
  const [slowest] = steps.filter((step) => stepNames.includes(step.name) && (step.ms ?? 0) > 0).sort((a, b) => (b.ms ?? 0) - (a.ms ?? 0));
  return slowest ? { name: slowest.name, ...stepWords[slowest.name], ms: slowest.ms as number } : null;
}

/** Raw bytes in the lake. */
export const measureRaw = (tx: Tx): Promise<{ bytes: number; objects: number }> => measure(tx, {});
