import type { Contract } from '@saphan/contracts/contract';
import { joinHeaderRows } from '@saphan/contracts/header';
import { normaliseHeader } from '@saphan/contracts/thai-text';
import { linkageProblem } from '../errors.ts';
import { decoderOf } from './choose-decoder.ts';
import { afterLine, lineEnd, RECORD, RecordScanner } from './record-scanner.ts';

/** Where the columns of a contract stand in a source. */
export interface ResolvedHeader {
  /** Columns in the source. */
  width: number;
  /** Place in the source (0-based) of each contract column, in contract order. */
  places: number[];
  /** Header names of the source in order, empty when it has no header. */
  names: string[];
  /** Names of source columns that the contract does not name; they are skipped. */
  extra: string[];
  /** Whether rows end with one delimiter more than the header. */
  trailingDelimiter: boolean;
}

const sampledRows = 100;

/**
 * Finds the contract's columns in a header.
 *
 * @param header names, or the rows of a header whose levels are joined by ` / `; ignored when the contract says there is none.
 * @throws `linkage.header-mismatch` naming each missing and each ambiguous column.
 */
export function resolveHeader(header: readonly string[] | readonly (readonly string[])[], contract: Contract): ResolvedHeader {
  const rows = (header.length > 0 && Array.isArray(header[0]) ? header : [header]) as readonly (readonly string[])[];
  const names = joinHeaderRows(rows);
  if (contract.source.headerRows === 0) return byPosition(names.length, contract);
  const places: number[] = [];
  const errors: { pointer: string; column: string; code: string; th: string; en: string }[] = [];
  contract.columns.forEach((column, i) => {
    const wanted = normaliseHeader(column.source);
    const found = names.flatMap((name, place) => (name === wanted ? [place] : []));
    if (found.length !== 1) errors.push(mismatch(i, column.source, found));
    places.push(found[0] ?? -1);
  });
  if (errors.length > 0) throw linkageProblem('header-mismatch', { errors, header: names });
  return { width: names.length, places, names, extra: names.filter((name, place) => name !== '' && !places.includes(place)), trailingDelimiter: false };
}

function byPosition(width: number, contract: Contract): ResolvedHeader {
  const wanted = contract.columns.length;
  if (width > 0 && width < wanted) {
    throw linkageProblem('header-mismatch', { detailTh: `ไฟล์มี ${width} คอลัมน์ ข้อกำหนดมี ${wanted}`, detailEn: `the file has ${width} columns, the contract ${wanted}` });
  }
  return { width: Math.max(width, wanted), places: contract.columns.map((_, i) => i), names: [], extra: [], trailingDelimiter: false };
}

function mismatch(index: number, source: string, found: number[]) {
  const place = { pointer: `/columns/${index}/source`, column: source };
  if (found.length === 0) return { ...place, code: 'missing', th: `ไม่พบคอลัมน์ “${source}”`, en: `column “${source}” is missing` };
  const list = found.map((at) => at + 1).join(', ');
  return { ...place, code: 'duplicate', th: `คอลัมน์ “${source}” ซ้ำ (คอลัมน์ที่ ${list})`, en: `column “${source}” stands more than once (columns ${list})` };
}

/**
 * Reads the header of delimited text from its first bytes (a whole header and, if possible, some rows).
 *
 * @throws `linkage.empty-file` when there is nothing, `linkage.header-mismatch` as {@link resolveHeader}.
 */
export function readHeader(head: Buffer, contract: Contract): ResolvedHeader {
  const { headerRow, headerRows } = contract.source;
  const { rows, sample } = firstRows(head, contract, headerRow - 1, headerRows);
  if (rows.length + sample.length === 0) throw linkageProblem('empty-file');
  const header = resolveHeader(headerRows === 0 ? sample[0] as string[] : rows, contract);
  const trailing = sample.filter((cells) => cells.length === header.width + 1 && cells[header.width] === '').length;
  return { ...header, trailingDelimiter: trailing > sample.length * 0.9 };
}

function firstRows(head: Buffer, contract: Contract, preamble: number, headerRows: number): { rows: string[][]; sample: string[][] } {
  const decoder = decoderOf(contract.source.encoding);
  const work = Buffer.alloc(head.length * decoder.growth + 8);
  const end = decoder.decode(head, work, 0);
  work[end] = 0x0a;
  let at = work[0] === 0xef && work[1] === 0xbb && work[2] === 0xbf ? 3 : 0;
  for (let line = 0; line < preamble && at < end; line += 1) at = afterLine(work, lineEnd(work, at, end), end);
  const scanner = new RecordScanner(contract.source, 16_384);
  const rows: string[][] = [];
  while (at < end && rows.length < headerRows + sampledRows) {
    if (scanner.next(work, at, end, true) === RECORD) {
      const blank = scanner.count === 1 && scanner.recordEnd === at;
      if (!blank || rows.length < headerRows) rows.push(cellsOf(work, scanner));
      at = scanner.nextAt;
    } else at = afterLine(work, scanner.firstLineEnd, end);
  }
  return { rows: rows.slice(0, headerRows), sample: rows.slice(headerRows) };
}

function cellsOf(work: Buffer, scanner: RecordScanner): string[] {
  const quote = String.fromCharCode(scanner.quoteByte & 0xff);
  return Array.from({ length: scanner.count }, (_, i) => {
    const text = work.toString('utf8', scanner.starts[i], scanner.ends[i]);
    return scanner.quoting[i] === 2 ? text.replaceAll(quote + quote, quote) : text;
  });
}
