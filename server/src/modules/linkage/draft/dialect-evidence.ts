/** Delimiter, quote and line ends of a text, by how evenly each candidate divides its first records. */
import type { SourceShape } from '@saphan/contracts/contract';
import { splitRecords } from './split-records.ts';
import { note } from './note.ts';
import type { Note } from './note.ts';

type Delimiter = SourceShape['delimiter'];
type Quote = SourceShape['quote'];

export interface DialectEvidence {
  delimiter: Delimiter;
  quote: Quote;
  newline: 'LF' | 'CRLF' | 'CR' | 'mixed';
  confidence: number;
  alternative: Delimiter | null;
  notes: Note[];
}

const delimiters: Delimiter[] = [',', '\t', '|', ';'];
const sampleChars = 256 * 1024;

export const delimiterWords: Record<Delimiter, Note> = {
  ',': note('จุลภาค (,)', 'comma'), '\t': note('แท็บ', 'tab'), '|': note('ขีดตั้ง (|)', 'pipe'), ';': note('อัฒภาค (;)', 'semicolon'),
};

interface Candidate { delimiter: Delimiter; quote: Quote; columns: number; even: number; score: number }

/** Detects how a text is divided; parts a person has chosen are kept. */
export function detectDialect(text: string, complete: boolean, chosen: { delimiter?: Delimiter; quote?: Quote } = {}): DialectEvidence {
  const sample = text.slice(0, sampleChars);
  const whole = complete && text.length <= sampleChars;
  const tried = (chosen.delimiter ? [chosen.delimiter] : delimiters).map((delimiter) => {
    const quote = chosen.quote ?? detectQuote(sample, delimiter);
    return rate(sample, whole, delimiter, quote);
  }).sort((a, b) => b.score - a.score);
  const best = tried[0] as Candidate;
  const second = tried[1];
  const single = best.columns < 2;
  const rival = !single && second !== undefined && second.score > best.score * 0.7 ? second.delimiter : null;
  return {
    delimiter: single ? chosen.delimiter ?? ',' : best.delimiter, quote: single ? '"' : best.quote, newline: detectNewline(sample),
    confidence: single ? 0.5 : Math.max(0.3, best.even - (rival ? 0.3 : 0)), alternative: rival,
    notes: [single ? note('พบเพียงคอลัมน์เดียว ถ้าไฟล์มีหลายคอลัมน์ให้เลือกตัวคั่นเอง', 'Only one column was found; if the file has more, choose the delimiter.')
      : note(`ตัวคั่นคือ${delimiterWords[best.delimiter].th} แบ่งได้ ${best.columns} ช่อง เท่ากัน ${Math.round(best.even * 100)}% ของแถว`,
        `The delimiter is the ${delimiterWords[best.delimiter].en}: ${best.columns} cells in ${Math.round(best.even * 100)}% of the rows.`)],
  };
}

/** A quote counts where it opens a cell; an apostrophe inside English words does not. */
function detectQuote(sample: string, delimiter: Delimiter): Quote {
  const escaped = delimiter === '|' ? '\\|' : delimiter;
  const count = (quote: string): number => (sample.match(new RegExp(`(?:^|${escaped})${quote}(?:[^${quote}]|${quote}${quote})*${quote}(?=${escaped}|\\r|\\n|$)`, 'gm')) ?? []).length;
  const single = count("'");
  return single > 2 && single > 4 * count('"') ? "'" : '"';
}

/** Rows of titles above a header are few; the commonest number of cells decides. */
function rate(sample: string, complete: boolean, delimiter: Delimiter, quote: Quote): Candidate {
  const records = splitRecords(sample, { delimiter, quote, maxRecords: 500, maxCells: 400_000, complete })
    .filter((record) => record.cells.some((cell) => cell.trim() !== ''));
  const widths = new Map<number, number>();
  for (const { cells } of records) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  let columns = 1;
  let most = 0;
  for (const [width, rows] of widths) if (rows * Math.log2(width + 1) > most * Math.log2(columns + 1)) { columns = width; most = rows; }
  const even = records.length === 0 ? 0 : most / records.length;
  const preferred = delimiter === ',' ? 1.001 : 1;
  return { delimiter, quote, columns, even, score: columns < 2 ? 0 : even ** 2 * Math.log2(columns + 1) * preferred };
}

function detectNewline(sample: string): DialectEvidence['newline'] {
  const crlf = sample.split('\r\n').length - 1;
  const lf = sample.split('\n').length - 1 - crlf;
  const cr = sample.split('\r').length - 1 - crlf;
  const kinds = [crlf > 0 ? 'CRLF' : null, lf > 0 ? 'LF' : null, cr > 0 ? 'CR' : null].filter((kind) => kind !== null);
  return kinds.length > 1 ? 'mixed' : (kinds[0] ?? 'LF') as DialectEvidence['newline'];
}
