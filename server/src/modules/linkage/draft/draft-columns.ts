/** From header names and rows to proposed columns with reasons. */
import type { Column } from '@saphan/contracts/contract';
import { maskPersonal } from '@saphan/contracts/thai-id';
import { columnNames } from './column-names.ts';
import { countColumn } from './column-facts.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { DraftColumn } from './draft-shape.ts';
import { codeListCandidate, guessKey } from './key-evidence.ts';
import type { Judged } from './key-evidence.ts';
import { note } from './note.ts';
import type { Note } from './note.ts';
import { flagPersonal } from './personal-data.ts';
import { guessType } from './type-evidence.ts';
import type { TypeGuess } from './type-evidence.ts';

type Rows = readonly (readonly string[])[];
interface Guessed { draft: DraftColumn; facts: ColumnFacts; header: string; calendar: TypeGuess['calendar'] }
export interface GuessedColumns { columns: DraftColumn[]; facts: ColumnFacts[]; calendars: (TypeGuess['calendar'])[]; notes: Note[] }

/** Fewer rows than this say little about what is always filled. */
const enoughRows = 20;
const placeHeader = /จังหวัด|อำเภอ|ตำบล|แขวง|province|changwat|district|amphoe|tambon/i;

/** Proposes a column for each header name; `headers` may hold '' where the source has no name. */
export function draftColumns(headers: readonly string[], rows: Rows): GuessedColumns {
  const names = columnNames(headers);
  const placesNearby = headers.some((header) => placeHeader.test(header));
  const guessed = headers.map((header, index) => guessColumn(header, names[index] as string, index, rows, placesNearby));
  const judged: Judged[] = guessed.map(({ draft, facts, header }) => ({ column: draft.column, facts, header }));
  const key = rows.length >= 2 ? guessKey(judged, rows as string[][]) : null;
  key?.columns.forEach((place, order) => markKey(guessed[place] as Guessed, order + 1, key.reason));
  return {
    columns: guessed.map(({ draft }) => finish(draft)), facts: guessed.map(({ facts }) => facts), calendars: guessed.map(({ calendar }) => calendar),
    notes: key ? [note(`คีย์หลักที่เสนอ: ${key.reason.th}`, `Proposed primary key: ${key.reason.en}`)]
      : [note('ยังไม่พบคอลัมน์ที่บอกแถวได้ไม่ซ้ำ เลือกคีย์หลักเองถ้ามี', 'No column tells the rows apart; choose a primary key if there is one.')],
  };
}

function guessColumn(header: string, name: string, index: number, rows: Rows, placesNearby: boolean): Guessed {
  const facts = countColumn(cellsOf(rows, index));
  const around = { header: `${header} ${name}`, placesNearby, spreadsheet: false };
  const guess = guessType(facts, around);
  const personal = flagPersonal(around.header, facts, guess.type === 'citizen-id');
  const blanks = facts.cells - facts.filled;
  const required = blanks === 0 && facts.cells >= enoughRows;
  const title = [...(header === '' ? `คอลัมน์ ${index + 1}` : header)].slice(0, 400).join('');
  const column: Column = {
    name, source: title, titleTh: title, titleEn: englishTitle(name),
    type: guess.type, required, unique: false, primaryKey: null, precision: guess.precision ?? 0, scale: guess.scale ?? 0,
    pattern: null, min: null, max: null, maxLength: null, codeList: null, calendar: null, geocodeDigits: guess.geocodeDigits ?? null,
    classification: personal?.classification ?? 'internal', personalData: personal?.personalData ?? null, fieldId: index + 1,
  };
  const codeList = personal ? null : codeListCandidate(column, facts);
  const reasons = [...guess.reasons, ...(personal ? [personal.reason] : []), ...fillReasons(facts, required), ...(codeList ? [codeListReason(codeList)] : [])];
  const samples = hides(column) ? facts.samples.map(maskPersonal) : facts.samples;
  return {
    facts, header, calendar: guess.calendar,
    draft: { column, samples, confidence: guess.confidence, reasons, reasonTh: '', reasonEn: '', codeList, nullShare: facts.cells === 0 ? 0 : blanks / facts.cells },
  };
}

function* cellsOf(rows: Rows, index: number): Iterable<string> {
  for (const row of rows) yield row[index] ?? '';
}

/** Whether a sample of the column is shown masked. */
export function hides(column: Column): boolean {
  return column.personalData === 'direct' || column.personalData === 'sensitive';
}

function fillReasons(facts: ColumnFacts, required: boolean): Note[] {
  if (required) return [note(`มีค่าครบทั้ง ${facts.cells} แถวที่ดู`, `Filled in all ${facts.cells} rows that were seen.`)];
  const blanks = facts.cells - facts.filled;
  return blanks > 0 && facts.filled > 0 ? [note(`ว่าง ${blanks} จาก ${facts.cells} แถว จึงเว้นได้`, `Empty in ${blanks} of ${facts.cells} rows, so it may be empty.`)] : [];
}

function codeListReason(values: string[]): Note {
  const few = values.slice(0, 5).join(', ');
  return note(`มีเพียง ${values.length} ค่า (${few}${values.length > 5 ? ' …' : ''}) อาจเป็นรายการรหัส`, `Only ${values.length} values (${few}${values.length > 5 ? ' …' : ''}); it may be a code list.`);
}

function markKey({ draft }: Guessed, place: number, reason: Note): void {
  draft.column = { ...draft.column, primaryKey: place, required: true };
  draft.reasons.push(note(`เสนอเป็นคีย์หลัก: ${reason.th}`, `Proposed as primary key: ${reason.en}`));
}

function finish(draft: DraftColumn): DraftColumn {
  return { ...draft, reasonTh: draft.reasons.map(({ th }) => th).join(' · '), reasonEn: draft.reasons.map(({ en }) => en).join(' ') };
}

/** `area_planted_rai` → `Area planted rai`. */
function englishTitle(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
