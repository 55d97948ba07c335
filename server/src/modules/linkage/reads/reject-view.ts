import { isPseudonymised, type Contract, type SourceFormat } from '@saphan/contracts/contract';
import { rejectMessage } from '@saphan/contracts/reject-messages';
import type { RejectCode } from '@saphan/contracts/reject';
import { maskPersonal } from '@saphan/contracts/thai-id';
import { csvCell } from '../formats/tabular.ts';

/** A quarantined record as it lies in the quarantine file. */
export interface RejectRow { ordinal: number; line: number; off: number; column: string | null; code: string; detail: string | null; raw: Uint8Array | null; raw_cut: boolean }

/** Formats whose records are kept as they lie in the file, in the contract's encoding. */
const inItsEncoding: ReadonlySet<SourceFormat> = new Set(['csv', 'fixed', 'dbf', 'xml']);

const SHOWN_RAW = 2_000;

/**
 * Bytes as text a person can read: decoded as the contract says, bytes without a character shown as ▯.
 *
 * @param placed whether the bytes are those of the file; what an adapter or the engine wrote is UTF-8.
 */
export function rawText(raw: Uint8Array, contract: Contract, placed = true): string {
  const { encoding, format } = contract.source;
  const label = !placed || !inItsEncoding.has(format) || encoding === 'utf-8' ? 'utf-8' : encoding.startsWith('utf-16') ? encoding : 'windows-874';
  const text = new TextDecoder(label).decode(raw);
  return text.replaceAll('\ufffd', '▯').replace(/\r?\n$/, '');
}

/**
 * A record as it is shown. A row that a rule refused and that has no bytes in its file, as of a workbook, is kept as its cells by name;
 * it is shown as delimited text like the records that the sieve refused.
 */
function recordText(row: RejectRow, contract: Contract): string {
  if (row.raw === null) return '';
  const placed = Number(row.off) >= 0;
  const text = rawText(row.raw, contract, placed);
  const cells = placed ? null : keptCells(text, contract);
  if (cells === null) return text;
  return contract.columns.map((column) => csvCell(cells[isPseudonymised(contract, column) ? `${column.name}_masked` : column.name] ?? null)).join(',');
}

/** Cells by column name, or null when the text is something else or was cut. */
function keptCells(text: string, contract: Contract): Record<string, string | null> | null {
  if (!text.startsWith('{')) return null;
  try {
    const cells = JSON.parse(text) as Record<string, string | null>;
    return contract.columns.every(({ name }) => name in cells) ? cells : null;
  } catch {
    return null;
  }
}

/** A reject in both languages; where the contract names personal data, values and the record are masked. */
export function viewReject(row: RejectRow, contract: Contract, replayed: boolean) {
  const column = contract.columns.find((each) => each.name === row.column);
  const personal = contract.columns.some((each) => each.personalData !== null);
  const hidden = column ? column.personalData !== null : personal;
  const value = row.detail !== null && hidden ? maskPersonal(row.detail) : row.detail;
  const { titleTh: _titleTh, titleEn: _titleEn, ...message } = rejectMessage(row.code as RejectCode, value);
  const text = recordText(row, contract).slice(0, SHOWN_RAW);
  return {
    ordinal: Number(row.ordinal), line: Number(row.line), byteOffset: Number(row.off), column: row.column, columnTh: column?.titleTh ?? null, columnEn: column?.titleEn ?? null,
    code: row.code, th: message.th, en: message.en, fixTh: message.fixTh, fixEn: message.fixEn, value,
    raw: personal ? maskPersonal(text) : text, rawCut: row.raw_cut, masked: personal, state: replayed ? 'replayed' : 'open',
  };
}
