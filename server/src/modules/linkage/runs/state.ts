/** States of a run and the moves between them; the database takes no other. */

export const activeStates = ['claimed', 'extracting', 'staged', 'validating', 'diffed', 'publishing'] as const;
export const endStates = ['published', 'no_change', 'rejected', 'failed', 'cancelled', 'superseded'] as const;
export type ActiveState = (typeof activeStates)[number];
export type RunState = ActiveState | (typeof endStates)[number] | 'queued' | 'held' | 'retry_wait';

/** Steps a person sees, in order. */
export const stepNames = ['extract', 'decode', 'check', 'quarantine', 'compare', 'publish'] as const;
export type StepName = (typeof stepNames)[number];

/** What people call the steps. */
export const stepWords: Record<StepName, { th: string; en: string }> = {
  extract: { th: 'ดึงข้อมูล', en: 'extract' }, decode: { th: 'ถอดรหัส', en: 'decode' }, check: { th: 'ตรวจ', en: 'check' },
  quarantine: { th: 'กักแถว', en: 'quarantine' }, compare: { th: 'เทียบรุ่นก่อน', en: 'compare' }, publish: { th: 'เผยแพร่', en: 'publish' },
};

export interface Step {
  name: StepName;
  state: 'waiting' | 'running' | 'done' | 'warned' | 'failed';
  startedAt: string | null;
  ms: number | null;
  noteTh: string;
  noteEn: string;
}

export interface Progress {
  bytesTotal: number;
  bytesRead: number;
  rowsRead: number;
  rowsOk: number;
  rowsBad: number;
  rowsPerSecond: number;
  memoryMb: number;
}

export const emptyProgress: Progress = { bytesTotal: 0, bytesRead: 0, rowsRead: 0, rowsOk: 0, rowsBad: 0, rowsPerSecond: 0, memoryMb: 0 };

export function waitingSteps(): Step[] {
  return stepNames.map((name) => ({ name, state: 'waiting', startedAt: null, ms: null, noteTh: '', noteEn: '' }));
}
