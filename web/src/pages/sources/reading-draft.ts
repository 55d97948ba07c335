import type { Column } from '@saphan/contracts/contract';
import type { Source } from '../../api/link-types.ts';

export type Reading = Source['reading'];

/** What somebody enters about how a source is read; every field is text until it is sent. */
export interface ReadingDraft {
  mode: Reading['mode'];
  column: string;
  overlap: string;
  deletes: 'keep' | 'reconcile' | 'tombstone' | 'buckets';
  everyRuns: string;
  everyDays: string;
  goneColumn: string;
  goneValue: string;
}

const empty: ReadingDraft = { mode: 'snapshot', column: '', overlap: '', deletes: 'keep', everyRuns: '', everyDays: '', goneColumn: '', goneValue: '' };
const text = (count: number | undefined): string => (count === undefined ? '' : String(count));

export function readingDraft(reading: Reading): ReadingDraft {
  if (reading.mode !== 'cursor') return { ...empty, mode: reading.mode };
  const { column, overlap, deletes } = reading;
  return {
    ...empty, mode: 'cursor', column, overlap, deletes: deletes.kind,
    ...(deletes.kind === 'reconcile' && { everyRuns: text(deletes.everyRuns), everyDays: text(deletes.everyDays) }),
    ...(deletes.kind === 'buckets' && { everyRuns: text(deletes.everyRuns) }),
    ...(deletes.kind === 'tombstone' && { goneColumn: deletes.column, goneValue: deletes.value }),
  };
}

export function readingBody(draft: ReadingDraft): Reading {
  if (draft.mode !== 'cursor') return { mode: draft.mode };
  const every = { ...(draft.everyRuns && { everyRuns: Number(draft.everyRuns) }), ...(draft.everyDays && { everyDays: Number(draft.everyDays) }) };
  return { mode: 'cursor', column: draft.column, overlap: draft.overlap.trim(), deletes: deletesBody(draft, every) };
}

function deletesBody(draft: ReadingDraft, every: { everyRuns?: number; everyDays?: number }): Extract<Reading, { mode: 'cursor' }>['deletes'] {
  switch (draft.deletes) {
    case 'reconcile': return { kind: 'reconcile', ...every };
    case 'tombstone': return { kind: 'tombstone', column: draft.goneColumn, value: draft.goneValue };
    case 'buckets': return { kind: 'buckets', ...(every.everyRuns !== undefined && { everyRuns: every.everyRuns }) };
    case 'keep': return { kind: 'keep' };
  }
}

type Fault = 'needed' | 'notWhole';
export type ReadingFaults = Partial<Record<keyof ReadingDraft, Fault>>;

/** What is missing before it can be sent; the server checks it against the contract. */
export function readingFaults(draft: ReadingDraft): ReadingFaults {
  if (draft.mode !== 'cursor') return {};
  const faults: ReadingFaults = {};
  const need = (name: keyof ReadingDraft) => { if (draft[name].trim() === '') faults[name] = 'needed'; };
  need('column');
  need('overlap');
  if (draft.deletes === 'tombstone') { need('goneColumn'); need('goneValue'); }
  if (draft.deletes !== 'reconcile' && draft.deletes !== 'buckets') return faults;
  if (draft.deletes === 'reconcile' && draft.everyRuns === '' && draft.everyDays === '') need('everyRuns');
  for (const name of ['everyRuns', 'everyDays'] as const) if (draft[name] !== '' && !/^[1-9]\d{0,4}$/.test(draft[name])) faults[name] = 'notWhole';
  return faults;
}

/** Columns that may tell what is new. */
export const cursorColumns = (columns: readonly Column[]): Column[] => columns.filter(({ type, personalData }) => personalData === null && ['date', 'timestamp', 'integer', 'decimal'].includes(type));
