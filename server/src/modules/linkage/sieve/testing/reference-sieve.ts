import { isUtf8 } from 'node:buffer';
import type { Contract } from '@saphan/contracts/contract';
import type { RejectCode } from '@saphan/contracts/reject';
import { parseThaiDate } from '../date-forms.ts';
import { normaliseText } from '../text-field.ts';

/**
 * The rules of docs/specs/SPN-SIEVE.md written for reading, not for speed: whole input in memory, one string at a time. UTF-8 with `,` and
 * `"`, types integer, text and date. The tests hold the sieve against it.
 */
export interface Reference { clean: string[]; rejects: string[] }

interface Parsed { cells: string[]; end: number; next: number; several: boolean; fault: RejectCode | null; ranAway: boolean }

export function referenceSieve(bytes: Buffer, contract: Contract): Reference {
  const text = bytes.toString('latin1'); // one character a byte, so that places are bytes
  const found: Reference = { clean: [], rejects: [] };
  const { multiline, maxRecordBytes, headerRows } = contract.source;
  let pos = text.startsWith('\xef\xbb\xbf') ? 3 : 0;
  let line = 1;
  let header = headerRows;
  while (pos < text.length) {
    const record = parseRecord(text, pos, multiline);
    const first = lineAt(text, pos);
    if (record.ranAway || record.end - pos > maxRecordBytes) {
      const code = first.end - pos > maxRecordBytes ? 'RECORD_TOO_LONG' : 'UNTERMINATED_QUOTE';
      found.rejects.push(`${line} ${pos} ${first.end - pos} ${code}`);
      if (code === 'RECORD_TOO_LONG') header = Math.max(0, header - 1);
      pos = first.next;
      line += 1;
      continue;
    }
    const lines = record.several ? text.slice(pos, record.end).split(/\r\n|\r|\n/).length : 1;
    if (header > 0) header -= 1;
    else if (record.end > pos) {
      const judged = judge(text.slice(pos, record.end), record, contract);
      if (Array.isArray(judged)) found.clean.push(`${line},${pos},${record.end - pos},${judged.join(',')}`);
      else if (record.several && hasGoodLine(text.slice(first.next, record.end), contract)) {
        found.rejects.push(`${line} ${pos} ${first.end - pos} UNTERMINATED_QUOTE`);
        pos = first.next;
        line += 1;
        continue;
      } else found.rejects.push(`${line} ${pos} ${record.end - pos} ${judged}`);
    }
    pos = record.next;
    line += lines;
  }
  return found;
}

function lineAt(text: string, pos: number): { end: number; next: number } {
  const found = /\r\n|\r|\n/g;
  found.lastIndex = pos;
  const match = found.exec(text);
  return match ? { end: match.index, next: match.index + match[0].length } : { end: text.length, next: text.length };
}

function parseRecord(text: string, pos: number, multiline: boolean): Parsed {
  const record: Parsed = { cells: [], end: pos, next: pos, several: false, fault: null, ranAway: false };
  let cell = '';
  let p = pos;
  let quoted = false;
  let closed = false;
  for (;;) {
    const c = text[p];
    if (quoted) {
      if (c === undefined) { if (record.several) record.ranAway = true; else record.fault ??= 'UNTERMINATED_QUOTE'; }
      else if (c === '"' && text[p + 1] === '"') { cell += '"'; p += 2; continue; }
      else if (c === '"') { quoted = false; closed = true; p += 1; continue; }
      else if (c === '\0') { record.fault = 'NUL_BYTE'; p += 1; continue; }
      else if ((c === '\n' || c === '\r') && (!multiline || record.fault)) record.fault ??= 'UNTERMINATED_QUOTE';
      else { if (c === '\n' || c === '\r') { record.several = true; const quote = text.indexOf('"', p); const stop = quote < 0 ? text.length : quote; cell += text.slice(p, stop); p = stop; continue; } cell += c; p += 1; continue; }
    } else if (c === '"' && !closed && cell === '' && (p === pos || text[p - 1] === ',')) { quoted = true; p += 1; continue; }
    else if (c !== undefined && c !== ',' && c !== '\n' && c !== '\r') {
      // Any byte behind a closing quote says that the quote ran away over the lines before, a NUL too.
      if (record.several && closed) { record.ranAway = true; return record; }
      if (c === '\0') record.fault = 'NUL_BYTE';
      else if (c === '"' || closed) { if (record.several) { record.ranAway = true; return record; } record.fault ??= 'QUOTE_MISPLACED'; }
      cell += c;
      p += 1;
      continue;
    }
    if (record.ranAway) return record;
    record.cells.push(cell);
    cell = '';
    quoted = false;
    closed = false;
    if (c === ',') { p += 1; continue; }
    record.end = p;
    record.next = lineAt(text, p).next;
    return record;
  }
}

function judge(bytes: string, record: Parsed, contract: Contract): string[] | RejectCode {
  if (!isUtf8(Buffer.from(bytes, 'latin1'))) return 'ENC_INVALID';
  if (record.fault) return record.fault;
  if (bytes.includes('\0')) return 'NUL_BYTE';
  if (record.cells.length !== contract.columns.length) return record.cells.length < contract.columns.length ? 'FIELD_MISSING' : 'FIELD_EXTRA';
  const row: string[] = [];
  for (const [i, column] of contract.columns.entries()) {
    const text = Buffer.from(record.cells[i] as string, 'latin1').toString('utf8').replace(/^[\s\u00a0\u200b\ufeff\u2060]+|[\s\u00a0\u200b\ufeff\u2060]+$/g, '');
    const written = contract.source.nullWords.includes(text) ? '' : writeCell(text, column.type, contract);
    if (written === null) return column.type === 'integer' ? 'INT_INVALID' : column.type === 'date' ? 'DATE_INVALID' : 'ENC_INVALID';
    if (written === '' && (column.required || column.primaryKey !== null)) return 'REQUIRED_EMPTY';
    row.push(written);
  }
  return row;
}

function writeCell(text: string, type: string, contract: Contract): string | null {
  if (text === '') return '';
  if (type === 'integer') return /^-?(\d{1,3}(,\d{3})+|\d{1,15})$/.test(text) ? String(BigInt(text.replaceAll(',', ''))) : null;
  if (type === 'date') {
    const day = parseThaiDate(text, { calendar: contract.source.calendar, thaiDigits: true, serials: false });
    return typeof day === 'string' ? null : `${day.year}-${String(day.month).padStart(2, '0')}-${String(day.day).padStart(2, '0')}`;
  }
  const normal = normaliseText(text);
  if (normal.includes('\ufffd')) return null;
  return /[",\r\n]/.test(normal) ? `"${normal.replaceAll('"', '""')}"` : normal;
}

function hasGoodLine(rest: string, contract: Contract): boolean {
  return rest.split(/\r\n|\r|\n/).some((line) => {
    if (line === '') return false;
    const record = parseRecord(line, 0, false);
    return record.end === line.length && Array.isArray(judge(line, record, contract));
  });
}
