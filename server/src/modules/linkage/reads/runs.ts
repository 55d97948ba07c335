import type { Tx } from '#kernel/db.ts';
import { rejectMessage } from '@saphan/contracts/reject-messages';
import { linkageProblem } from '../errors.ts';
import type { RunView } from '../schemas.ts';
import { viewPartition } from '../partitions/schemas.ts';
import { emptyProgress } from '../runs/state.ts';
import { listRuns, type ListRunsRow } from './runs.sql.gen.ts';

export interface RunFilter { datasetId?: number; states?: string[]; before?: number; limit?: number }

/** Runs newest first, as the API shows them. */
export async function listRunViews(tx: Tx, filter: RunFilter): Promise<RunView[]> {
  const rows = await listRuns(tx, {
    id: null, dataset_id: filter.datasetId ?? null, states: filter.states ?? null, before: filter.before ?? null, limit: filter.limit ?? 50,
  });
  return rows.map(viewRun);
}

/** One run. Throws `linkage.run-not-found`. */
export async function selectRunView(tx: Tx, id: number): Promise<RunView> {
  const [row] = await listRuns(tx, { id, dataset_id: null, states: null, before: null, limit: 1 });
  if (!row) throw linkageProblem('run-not-found', { runId: id });
  return viewRun(row);
}

function viewRun(row: ListRunsRow): RunView {
  return {
    id: row.id,
    dataset: {
      slug: row.slug, titleTh: row.title_th, titleEn: row.title_en,
      agency: { id: row.agency_id, abbrTh: row.abbr_th, nameTh: row.name_th, nameEn: row.name_en },
    },
    contractVersion: row.contract_version, trigger: row.trigger, sourceId: row.source_id, partition: row.partition && viewPartition(row.partition), replayOf: row.replay_of, state: row.state, attempt: row.attempt, createdBy: row.created_by,
    sourceKind: row.source_kind ?? 'upload', sourceName: row.source_name ?? row.raw_name ?? '',
    progress: { ...emptyProgress, ...row.progress }, counts: row.counts, steps: row.steps, gates: row.gates,
    rejects: row.reject_summary.map((each: { code: never; column: string | null; count: number }) => viewCount(each, row.column_titles ?? {})),
    problem: row.problem, release: row.release_number === null ? null : { number: row.release_number }, decision: row.decision,
    raw: row.raw_sha256 === null ? null : { sha256: row.raw_sha256, bytes: row.raw_bytes as number, name: row.raw_name as string },
    rawId: row.raw_id, quarantined: row.quarantine_key !== null,
    createdAt: row.created_at, startedAt: row.started_at, finishedAt: row.finished_at, retryAt: row.retry_at,
  };
}

/** A count of rejects in words; the column's titles are those of the contract that the run was under. */
function viewCount(each: { code: never; column: string | null; count: number }, titles: Record<string, [th: string, en: string]>): RunView['rejects'][number] {
  const [columnTh = null, columnEn = null] = each.column === null ? [] : titles[each.column] ?? [];
  return { ...each, columnTh, columnEn, ...rejectMessage(each.code) };
}
