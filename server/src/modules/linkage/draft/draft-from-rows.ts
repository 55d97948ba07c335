/** Proposes a contract from a header and rows of text cells, whatever the format they came from. */
import type { Calendar, Contract, SourceShape } from '@saphan/contracts/contract';
import { joinHeaderRows } from '@saphan/contracts/header';
import { defaultGates, defaultNullWords, defaultRetention, defaultSource } from '@saphan/contracts/odcs/defaults';
import { writeContract } from '@saphan/contracts/odcs/write';
import { normaliseHeader } from '@saphan/contracts/thai-text';
import { maskPersonal } from '@saphan/contracts/thai-id';
import type { ColumnFacts } from './column-facts.ts';
import { draftColumns, hides } from './draft-columns.ts';
import type { GuessedColumns } from './draft-columns.ts';
import { namesFor } from './draft-titles.ts';
import type { Draft, DraftInput } from './draft-shape.ts';
import { note } from './note.ts';
import type { Note } from './note.ts';
import { draftProblem } from './problems.ts';

export type { Draft, DraftColumn, DraftInput } from './draft-shape.ts';

const mostColumns = 5_000;
/** A longer name is no name but a line of data or a file without line ends. */
const longestName = 400;
const monthHours = 30 * 24;

/**
 * Drafts a contract that a person confirms column by column; nothing of it is in force until then.
 * @throws `linkage.too-many-columns` (more than 5,000), `linkage.no-content` (no column at all).
 */
export function draftFromRows(input: DraftInput): Draft {
  const headers = headerNames(input);
  if (headers.length > mostColumns) throw draftProblem('too-many-columns', { columns: headers.length });
  if (headers.length === 0) throw draftProblem('no-content');
  const guessed = draftColumns(headers, input.rows);
  const source = sourceShape(input, headers, guessed);
  const columns = guessed.columns.map((draft, index) => ({
    ...draft, column: { ...draft.column, calendar: guessed.calendars[index] === undefined || guessed.calendars[index] === source.calendar ? null : guessed.calendars[index]!, ...(input.places?.[index] && { place: input.places[index] }) },
  }));
  const contract: Contract = {
    ...namesFor(input), source, columns: columns.map(({ column }) => column), duplicates: 'reject', deletes: 'snapshot', gates: defaultGates, rules: [],
    freshness: { promiseHours: monthHours, dataColumn: null, maxDataAgeDays: null }, legalBasis: null, retention: defaultRetention,
  };
  return {
    contract, contractYaml: writeContract(contract), columns, notes: [...(input.notes ?? []), ...shapeNotes(input, headers), ...guessed.notes],
    headerPreview: input.headerRows.map((row) => row.map(cut)), rowsSeen: input.rows.length,
    sampleRows: input.rows.slice(0, 20).map((row) => columns.map(({ column }, index) => shownCell(row[index] ?? '', hides(column)))),
  };
}

const shownChars = 300;
const cut = (text: string): string => (text.length > shownChars ? `${text.slice(0, shownChars)}…` : text);
const shownCell = (text: string, hidden: boolean): string => (hidden && text !== '' ? maskPersonal(text) : cut(text));

/** The header's names; with no header, as many blanks as the widest usual row. */
function headerNames({ headerRows, rows }: DraftInput): string[] {
  if (headerRows.length > 0) return trimmed(joinHeaderRows(headerRows), rows);
  const width = rows.slice(0, 200).reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from({ length: Math.min(width, mostColumns + 1) }, () => '');
}

/** Blank names at the right end where no row has a value either are no columns of a spreadsheet; in delimited text the cells are there. */
function trimmed(names: string[], rows: DraftInput['rows']): string[] {
  let width = names.length;
  while (width > 1 && names[width - 1] === '' && rows.every((row) => row.length < width)) width -= 1;
  return names.slice(0, width);
}

/** Headers that repeat or are blank cannot say which cell is meant: such a file is read by position. */
function isAmbiguous(headers: readonly string[]): boolean {
  const written = headers.map(normaliseHeader);
  return written.some((name) => name === '' || name.length > longestName) || new Set(written).size !== written.length;
}

function sourceShape(input: DraftInput, headers: readonly string[], guessed: GuessedColumns): SourceShape {
  const known = { ...defaultSource, headerRows: input.headerRows.length, ...input.source };
  const byPosition = isAmbiguous(headers);
  const shape = byPosition && input.headerRows.length > 0 ? { headerRow: input.dataRow ?? known.headerRow + known.headerRows, headerRows: 0 } : {};
  return { ...known, ...shape, calendar: usualCalendar(guessed.calendars), nullWords: nullWordsIn(guessed), thaiDigits: true };
}

function usualCalendar(calendars: (Calendar | undefined)[]): Calendar {
  const count = (one: Calendar): number => calendars.filter((calendar) => calendar === one).length;
  if (count('be') === 0 && count('ce') === 0) return count('mixed') > 0 ? 'mixed' : 'ce';
  return count('be') >= count('ce') ? 'be' : 'ce';
}

/** The default words, words that are never data, and words that stand between figures or dates. */
function nullWordsIn({ facts, columns }: GuessedColumns): string[] {
  const never = new Set(['n/a', 'NA', '#N/A', 'null', 'NULL', 'None']);
  const seen = facts.flatMap((one: ColumnFacts, index) => [...one.nullWords.keys()].filter((word) => never.has(word) || columns[index]?.column.type !== 'text'));
  return [...new Set([...defaultNullWords, ...seen])];
}

function shapeNotes({ headerRows, rows, complete }: DraftInput, headers: readonly string[]): Note[] {
  const notes: Note[] = [];
  if (rows.length === 0) notes.push(note('มีแต่หัวตาราง ยังไม่มีแถวข้อมูล ทุกคอลัมน์จึงเป็นข้อความ', 'There is a header and no row; every column is text for now.'));
  if (headerRows.length > 0 && isAmbiguous(headers)) {
    const repeated = [...new Set(headers.filter((header, index) => headers.indexOf(header) !== index).map((header) => (header === '' ? '(ว่าง)' : header)))].slice(0, 5).join(', ');
    notes.push(note(`หัวตารางซ้ำหรือว่าง${repeated ? `: ${repeated}` : ''} จึงอ่านตามตำแหน่งคอลัมน์แทนชื่อ`, `Header names repeat or are blank${repeated ? `: ${repeated}` : ''}; the columns are read by position.`));
  }
  const wider = rows.findIndex((row) => row.length > headers.length);
  if (wider >= 0) notes.push(note(`บางแถวมีช่องมากกว่าหัวตาราง (แถวข้อมูลที่ ${wider + 1})`, `Some rows have more cells than the header (data row ${wider + 1}).`));
  if (!complete) notes.push(note(`ดูเฉพาะ ${rows.length} แถวแรก`, `Only the first ${rows.length} rows were looked at.`));
  return notes;
}
