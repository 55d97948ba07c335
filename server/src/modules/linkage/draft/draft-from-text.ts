/** Proposes a contract from the first bytes of a delimited text file. */
import type { Encoding, SourceShape } from '@saphan/contracts/contract';
import { linkageProblem } from '../errors.ts';
import { detectDialect } from './dialect-evidence.ts';
import type { DialectEvidence } from './dialect-evidence.ts';
import { draftFromRows } from './draft-from-rows.ts';
import type { Draft, DraftTitles } from './draft-shape.ts';
import { checkEncoding, detectEncoding } from './encoding-evidence.ts';
import type { EncodingEvidence } from './encoding-evidence.ts';
import { detectHeader } from './header-evidence.ts';
import type { HeaderEvidence } from './header-evidence.ts';
import { note } from './note.ts';
import type { Note } from './note.ts';
import { draftProblem } from './problems.ts';
import { splitRecords } from './split-records.ts';

/** Parts of the evidence a person has chosen instead. */
export interface TextChoices {
  encoding?: Encoding;
  delimiter?: SourceShape['delimiter'];
  quote?: SourceShape['quote'];
  headerRow?: number;
  headerRows?: number;
}

export interface TextEvidence {
  format: 'csv';
  encoding: EncodingEvidence;
  dialect: DialectEvidence;
  header: HeaderEvidence;
  /** The least sure of the three. */
  confidence: number;
  notes: Note[];
}

/** The text of a file's beginning and how it is to be read. */
export interface SniffedText { evidence: TextEvidence; rows: string[][]; /** Physical line of each row, 1-based. */ lines: number[]; titleRows: string[] }

const mostRows = 20_000;
const mostCells = 1_000_000;

/**
 * Reads the beginning of a text file: encoding, dialect, header.
 * @param complete whether `head` is the whole file.
 * @throws `linkage.empty-file`, `linkage.no-content`.
 */
export function sniffText(head: Buffer, complete: boolean, chosen: TextChoices = {}): SniffedText {
  if (head.length === 0) throw linkageProblem('empty-file');
  const encoding = chosen.encoding ? checkEncoding(head, chosen.encoding, complete) : detectEncoding(head, complete);
  const text = decodeSample(head, encoding);
  if (text.trim() === '') throw draftProblem('no-content');
  const dialect = detectDialect(text, complete, chosen);
  const records = splitRecords(text, { delimiter: dialect.delimiter, quote: dialect.quote, maxRecords: mostRows, maxCells: mostCells, complete });
  const rows = records.map(({ cells }) => cells);
  const lines = records.map(({ line }) => line);
  const header = detectHeader(rows, inRows(chosen, lines));
  const titleRows = rows.slice(0, header.headerRow - 1).map((cells) => cells.map((cell) => cell.trim()).filter((cell) => cell !== '').join(' ')).filter((line) => line !== '');
  return {
    rows, lines, titleRows,
    evidence: {
      format: 'csv', encoding, dialect, header, confidence: Math.min(encoding.confidence, dialect.confidence, header.confidence),
      notes: [...encoding.notes, ...undefinedNotes(encoding), ...dialect.notes, ...header.notes],
    },
  };
}

/** Drafts a contract for a text file from its first bytes (4 MB are plenty). */
export function draftFromText(head: Buffer, options: DraftTitles & { complete: boolean; chosen?: TextChoices }): Draft & { evidence: TextEvidence } {
  const { evidence, rows, lines, titleRows } = sniffText(head, options.complete, options.chosen);
  const { header, dialect, encoding } = evidence;
  const first = header.headerRow - 1;
  const body = rows.slice(header.firstDataRow).filter((cells) => cells.some((cell) => cell.trim() !== '') && !cells.some((cell) => cell.includes('\ufffd')));
  const draft = draftFromRows({
    ...options, titleTh: options.titleTh ?? titleRows[0],
    source: {
      format: 'csv', encoding: encoding.encoding, delimiter: dialect.delimiter, quote: dialect.quote,
      headerRow: lines[first] ?? 1, headerRows: header.headerRows, multiline: dialect.quote !== 'none',
    },
    headerRows: rows.slice(first, first + header.headerRows), rows: body, dataRow: lines[header.firstDataRow] ?? (lines.at(-1) ?? 0) + 1,
    complete: options.complete && rows.length < mostRows, notes: evidence.notes,
  });
  return { ...draft, evidence };
}

/** A header row is named by its physical line; titles with line breaks take several. */
function inRows(chosen: TextChoices, lines: readonly number[]): TextChoices {
  if (chosen.headerRow === undefined) return chosen;
  const at = lines.findIndex((line) => line >= (chosen.headerRow as number));
  return { ...chosen, headerRow: at < 0 ? 1 : at + 1 };
}

function decodeSample(head: Buffer, { encoding }: EncodingEvidence): string {
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const bytes = wide ? head.subarray(0, head.length & ~1) : head;
  const label = wide || encoding === 'utf-8' ? encoding : 'windows-874';
  const text = new TextDecoder(label).decode(bytes);
  return encoding === 'utf-8' ? text.replace(/\ufffd+$/, '') : text;
}

function undefinedNotes({ undefinedCount, undefinedBytes, encoding }: EncodingEvidence): Note[] {
  const first = undefinedBytes[0];
  if (!first) return [];
  const byte = first.byte.toString(16).toUpperCase().padStart(2, '0');
  return [note(`มี ${undefinedCount} ไบต์ที่ ${encoding} ไม่มีตัวอักษร เช่น ${byte} ที่บรรทัด ${first.line} แถวเหล่านั้นจะถูกกัก`,
    `${undefinedCount} bytes have no character in ${encoding}, such as ${byte} in line ${first.line}; those rows will be held back.`)];
}
