import type { Contract } from '@saphan/contracts/contract';
import { linkageProblem } from '../errors.ts';
import type { FetchMark, ReadBounds } from '../ports.ts';
import { movedBack } from './cursor-text.ts';
import type { CursorReading, Reading } from './reading.ts';

/** What is known of a source when a run of it begins. */
export interface ReadingFacts {
  reading: Reading;
  /** What the last fetch that was published remembered. */
  mark: FetchMark | null;
  /** When all of it was last published, ISO, and how many parts since. */
  fullReadAt: string | null;
  partsSinceFull: number;
  /** Somebody asked for everything. */
  readAll: boolean;
  /** Whether people see a release to which a part can be added. */
  hasRelease: boolean;
}

/** What a run asks its source for. */
export interface ReadPlan {
  /** For sources read by a cursor; `after` null asks for everything and for the highest value. */
  bounds: ReadBounds | null;
  /** Given only where an unchanged source needs no bytes. */
  since: FetchMark | null;
  why: { th: string; en: string } | null;
}

const DAY_MS = 86_400_000;
const asked = { th: 'อ่านใหม่ทั้งหมดตามที่ขอ', en: 'all is read again as asked' };
const first = { th: 'อ่านทั้งหมดเป็นครั้งแรก', en: 'all is read for the first time' };
const due = { th: 'ถึงรอบอ่านใหม่ทั้งหมดเพื่อหาแถวที่ถูกลบ', en: 'all is read again to find deleted rows' };

/** Decides how much of a source a run reads. Throws `linkage.reading-refused` when what is remembered and the overlap do not go together. */
export function planReading(facts: ReadingFacts, contract: Contract, now: number = Date.now()): ReadPlan {
  const { reading, readAll, hasRelease } = facts;
  const mark = hasRelease && !readAll ? facts.mark : null;
  if (reading.mode !== 'cursor') return { bounds: null, since: mark, why: readAll ? asked : null };
  const column = contract.columns.find((each) => each.name === reading.column)?.source ?? reading.column;
  const value = mark?.['cursor'];
  if (mark === null || value === undefined || value === null || isReconcileDue(reading, facts, now)) {
    return { bounds: { column, after: null }, since: null, why: readAll ? asked : mark === null || value === undefined || value === null ? first : due };
  }
  const after = movedBack(String(value), reading.overlap);
  if (after === null) throw linkageProblem('reading-refused', { detailTh: `ค่า ${value} เลื่อนกลับด้วย ${reading.overlap} ไม่ได้`, detailEn: `${value} cannot be moved back by ${reading.overlap}` });
  return { bounds: { column, after }, since: mark, why: { th: `อ่านเฉพาะ ${reading.column} หลัง ${after}`, en: `only ${reading.column} after ${after}` } };
}

function isReconcileDue({ deletes }: CursorReading, { fullReadAt, partsSinceFull }: ReadingFacts, now: number): boolean {
  if (deletes.kind !== 'reconcile') return false;
  const byRuns = deletes.everyRuns !== undefined && partsSinceFull >= deletes.everyRuns;
  const byDays = deletes.everyDays !== undefined && (fullReadAt === null || now - Date.parse(fullReadAt) >= deletes.everyDays * DAY_MS);
  return byRuns || byDays;
}
