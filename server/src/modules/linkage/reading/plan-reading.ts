import { linkageProblem } from '../errors.ts';
import { keyColumns, type Contract } from '@saphan/contracts/contract';
import type { ChangesAsked, FetchMark, ReadBounds } from '../ports.ts';
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
  /** Whether that release was made under another version of the contract: what a part does not bring would be missing in new columns. */
  contractChanged?: boolean;
  /** Number of the release that the source made last, and of the one people see: an older one was rolled back to, and lacks what came since. */
  lastRelease?: number | null;
  currentRelease?: number | null;
}

/** What a run asks its source for. */
export interface ReadPlan {
  /** For sources read by a cursor; `after` null asks for everything and for the highest value. */
  bounds: ReadBounds | null;
  /** Given only where an unchanged source needs no bytes. */
  since: FetchMark | null;
  /** Every change is asked for. */
  changes?: ChangesAsked | null;
  /** Keys are compared by bucket too. */
  buckets?: boolean;
  why: { th: string; en: string } | null;
}

const DAY_MS = 86_400_000;
const asked = { th: 'อ่านใหม่ทั้งหมดตามที่ขอ', en: 'all is read again as asked' };
const first = { th: 'อ่านทั้งหมดเป็นครั้งแรก', en: 'all is read for the first time' };
const renewed = { th: 'ข้อกำหนดเปลี่ยนฉบับ จึงอ่านทั้งหมด', en: 'all is read, since the contract has another version' };
const back = { th: 'รุ่นที่ผู้ใช้เห็นเก่ากว่ารุ่นล่าสุดของต้นทางนี้ จึงอ่านทั้งหมด', en: 'all is read, since the release people see is older than the last one of this source' };
const due = { th: 'ถึงรอบอ่านใหม่ทั้งหมดเพื่อหาแถวที่ถูกลบ', en: 'all is read again to find deleted rows' };

/** Decides how much of a source a run reads. Throws `linkage.reading-refused` when what is remembered and the overlap do not go together. */
export function planReading(facts: ReadingFacts, contract: Contract, now: number = Date.now()): ReadPlan {
  const { reading, readAll, hasRelease } = facts;
  const mark = hasRelease && !readAll ? facts.mark : null;
  if (reading.mode !== 'cursor' && reading.mode !== 'changes') return { bounds: null, since: mark, why: readAll ? asked : null };
  const anew = whyAnew(facts);
  if (reading.mode === 'changes') return { bounds: null, since: null, changes: { keys: keyColumns(contract).map((column) => column.source), since: anew ? null : mark }, why: anew };
  const column = contract.columns.find((each) => each.name === reading.column)?.source ?? reading.column;
  const value = mark?.['cursor'];
  const whole = anew ?? (value === undefined || value === null ? first : isReconcileDue(reading, facts, now) ? due : null);
  if (whole) return { bounds: { column, after: null }, since: null, why: whole };
  const after = movedBack(String(value), reading.overlap);
  if (after === null) throw linkageProblem('reading-refused', { detailTh: `ค่า ${value} เลื่อนกลับด้วย ${reading.overlap} ไม่ได้`, detailEn: `${value} cannot be moved back by ${reading.overlap}` });
  return { bounds: { column, after }, since: mark, buckets: isBucketsDue(reading, facts), why: { th: `อ่านเฉพาะ ${reading.column} หลัง ${after}`, en: `only ${reading.column} after ${after}` } };
}

/** Why a part would not do: the release to which it is added is not the one it follows, or lacks columns that it has. */
function whyAnew({ readAll, hasRelease, mark, contractChanged, lastRelease, currentRelease }: ReadingFacts): ReadPlan['why'] {
  if (readAll) return asked;
  if (!hasRelease || mark === null) return first;
  if (contractChanged) return renewed;
  return (lastRelease ?? 0) > (currentRelease ?? 0) ? back : null;
}

function isBucketsDue({ deletes }: CursorReading, { partsSinceFull }: ReadingFacts): boolean {
  return deletes.kind === 'buckets' && (partsSinceFull + 1) % (deletes.everyRuns ?? 1) === 0;
}

function isReconcileDue({ deletes }: CursorReading, { fullReadAt, partsSinceFull }: ReadingFacts, now: number): boolean {
  if (deletes.kind !== 'reconcile') return false;
  const byRuns = deletes.everyRuns !== undefined && partsSinceFull >= deletes.everyRuns;
  const byDays = deletes.everyDays !== undefined && (fullReadAt === null || now - Date.parse(fullReadAt) >= deletes.everyDays * DAY_MS);
  return byRuns || byDays;
}
