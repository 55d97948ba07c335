/** Shapes of the API as the pages use them (version 1). Times are ISO in UTC, dates `YYYY-MM-DD`. */
import type { Contract } from '@saphan/contracts/contract';
import type { ProblemDocument } from '@saphan/contracts/problem';
import type { Source } from './link-types.ts';

export type Problem = ProblemDocument;
export interface Page<Item> { items: Item[]; nextCursor: string | null }
export interface Said { th: string; en: string }

export interface Agency { id: string; abbrTh: string; abbrEn: string; nameTh: string; nameEn: string; kind: string; domain: string | null }

export type DatasetState = 'fresh' | 'stale' | 'failing' | 'held' | 'overdue' | 'planned';
export interface DatasetCard {
  slug: string; titleTh: string; titleEn: string; agency: Agency; synthetic: boolean; state: DatasetState;
  dueOn: string | null; firstLinkedAt: string | null; promiseHours: number | null;
  currentRelease: { number: number; publishedAt: string; rowCount: number } | null;
}
export interface PlanChange { at: string; dueOn: string; reason: string; by: string }
export interface Plan { dueOn: string | null; baselineDueOn: string | null; changes: PlanChange[] }
export interface Freshness {
  promiseHours: number | null; maxDataAgeDays: number | null; confirmedAt: string | null; dataAsOf: string | null;
  ageHours: number | null; dueAt: string | null; state: 'fresh' | 'stale' | null;
}
export interface Dataset extends DatasetCard { descriptionTh: string | null; descriptionEn: string | null; createdAt: string; freshness: Freshness; plan: Plan }
/** What linkage knows of a dataset: contract in force, sources, personal data by its columns, the last run. */
export interface Linkage { contractVersion: number | null; promiseHours: number | null; personalData: string[]; sources: Source[]; lastRun: Run | null }
export interface NewDataset { slug?: string; agencyId: string; titleTh: string; titleEn: string; descriptionTh?: string; dueOn?: string }

export type StateCounts = Record<DatasetState, number>;
export interface BoardCell { slug: string; titleTh: string; titleEn: string; state: DatasetState; dueOn: string | null; nextDueOn?: string | null }
export interface BoardAgency { agency: Agency; cells: BoardCell[]; counts: StateCounts; linked: number; total: number; nextDueOn: string | null }
/** Weekly; facts are null after the as-of day, where only the plan goes on. */
export interface BurnupPoint { on: string; planned: number; linked: number | null; fresh: number | null; stale: number | null; failing: number | null; held: number | null }
export type OverdueStep = 'no-source' | 'contract' | 'run' | 'held' | 'rejected';
export interface OverdueItem {
  slug: string; titleTh: string; titleEn: string; agency: Agency; dueOn: string; daysLate: number; step: OverdueStep; stepTh: string; stepEn: string;
  responsibleTh: string; responsibleEn: string;
}
export interface Forecast { linkedByEnd: number; endOn: string; perWeek: number; neededPerWeek: number; weeksSeen: number }
export interface Board {
  asOf: string; recordedAt: string; totals: StateCounts & { datasets: number; linked: number; plannedByNow: number };
  agencies: BoardAgency[]; burnup: BurnupPoint[]; overdue: OverdueItem[]; forecast: Forecast | null;
}

export interface Upload { id: string; name: string; size: number; offset: number; state: string; rawId: number | null }
export interface Raw { rawId: number; sha256: string; bytes: number; name: string }

export interface ContractPlace extends Said { pointer: string }
export interface ContractChange extends ContractPlace { breaking: boolean }
export type ChangeKind = 'first' | 'compatible' | 'breaking' | 'none';
export interface ContractVersionItem { version: number; createdAt: string; createdBy: string; change: ChangeKind; changes: ContractChange[]; note: string | null }
export interface ContractVersion extends ContractVersionItem { yaml: string; contract: Contract }

export type RunState = 'queued' | 'claimed' | 'extracting' | 'staged' | 'validating' | 'diffed' | 'publishing' | 'published' | 'held' | 'no_change'
  | 'rejected' | 'retry_wait' | 'failed' | 'cancelled' | 'superseded';
export type StepState = 'waiting' | 'running' | 'done' | 'warned' | 'failed';
export interface RunStep { name: string; state: StepState; startedAt: string | null; ms: number | null; noteTh: string; noteEn: string }
export interface RunGate extends Said { name: string; value: number | null; limit: number | null; ok: boolean }
export interface RejectSummary extends Said { code: string; column: string | null; columnTh: string | null; columnEn: string | null; count: number; fixTh: string; fixEn: string }
export interface RunProgress { bytesTotal: number; bytesRead: number; rowsRead: number; rowsOk: number; rowsBad: number; rowsPerSecond: number; memoryMb: number }
export interface Counts { added: number; removed: number; changed: number }
export interface Run {
  id: number; dataset: { slug: string; titleTh: string; titleEn: string; agency: Pick<Agency, 'id' | 'abbrTh' | 'nameTh' | 'nameEn'> }; contractVersion: number;
  trigger: string; sourceKind: string; sourceId: number | null; sourceName: string; replayOf: number | null; state: RunState; attempt: number; createdBy: string;
  progress: RunProgress; counts: (Counts & { unchanged: number }) | null; steps: RunStep[]; gates: RunGate[]; rejects: RejectSummary[];
  problem: Partial<Problem> | null; release: { number: number } | null; decision: { by: string; at: string; approve: boolean; reason: string } | null;
  raw: { sha256: string; bytes: number; name: string } | null;
  /** The raw file, while it is kept. */
  rawId: number | null; quarantined: boolean;
  createdAt: string; startedAt: string | null; finishedAt: string | null; retryAt: string | null;
}
export interface LogLine extends Said { id: number; at: string; step: string; level: 'info' | 'warn' | 'error' }
export interface QuarantineRow extends Said {
  ordinal: number; line: number; byteOffset: number; column: string | null; columnTh: string | null; columnEn: string | null; code: string;
  fixTh: string; fixEn: string; value: string | null; raw: string; rawCut: boolean; masked: boolean; state: 'open' | 'replayed';
}
export interface QuarantinePage extends Page<QuarantineRow> { total: number; lines: number }

export type ReleaseState = 'current' | 'superseded' | 'withdrawn';
export interface Release {
  number: number; publishedAt: string; publishedBy: string; rowCount: number; bytes: number; contractVersion: number; contentHash: string;
  counts: Counts; runId: number; state: ReleaseState; withdrawn: { at: string; by: string; reason: string } | null; purgedAt: string | null; dataAsOf: string | null;
}
export interface ProfileColumn {
  column: string; titleTh: string; titleEn: string; type: string; nulls: number; nullShare: number; distinct: number; min: string | null; max: string | null;
  top: { value: string; count: number }[]; mean?: number | null;
}
export interface ChangeItem { op: 'added' | 'removed' | 'changed'; key: Record<string, unknown>; before: Record<string, unknown> | null; after: Record<string, unknown> | null }
export interface Lineage { source: string; rawSha256: string | null; contractVersion: number; runId: number; files: { path: string; rows: number; bytes: number; sha256: string }[] }
export interface ReleaseColumn { name: string; titleTh: string; titleEn: string; type: string }
export interface ReleaseDetail extends Release { profile: ProfileColumn[]; diff: Counts & { samples: ChangeItem[] }; lineage: Lineage; columns: ReleaseColumn[] }
export interface RowsPage extends Page<Record<string, unknown>> { columns: ReleaseColumn[]; masked: string[] }
