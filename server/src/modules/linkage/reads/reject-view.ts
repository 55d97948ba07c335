import type { Contract } from '@saphan/contracts/contract';
import { rejectMessage } from '@saphan/contracts/reject-messages';
import type { RejectCode } from '@saphan/contracts/reject';
import { maskPersonal } from '@saphan/contracts/thai-id';

/** A quarantined record as it lies in the quarantine file. */
export interface RejectRow { ordinal: number; line: number; off: number; column: string | null; code: string; detail: string | null; raw: Uint8Array | null; raw_cut: boolean }

const SHOWN_RAW = 2_000;

/** Bytes as text a person can read: decoded as the contract says, bytes without a character shown as \\xHH. */
export function rawText(raw: Uint8Array, contract: Contract): string {
  const { encoding, format } = contract.source;
  const label = format !== 'csv' || encoding === 'utf-8' ? 'utf-8' : encoding.startsWith('utf-16') ? encoding : 'windows-874';
  const text = new TextDecoder(label).decode(raw);
  return text.replaceAll('\ufffd', '▯').replace(/\r?\n$/, '');
}

/** A reject in both languages; where the contract names personal data, values and the record are masked. */
export function viewReject(row: RejectRow, contract: Contract, replayed: boolean) {
  const column = contract.columns.find((each) => each.name === row.column);
  const personal = contract.columns.some((each) => each.personalData !== null);
  const hidden = column ? column.personalData !== null : personal;
  const value = row.detail !== null && hidden ? maskPersonal(row.detail) : row.detail;
  const { titleTh: _titleTh, titleEn: _titleEn, ...message } = rejectMessage(row.code as RejectCode, value);
  const text = row.raw === null ? '' : rawText(row.raw, contract).slice(0, SHOWN_RAW);
  return {
    ordinal: Number(row.ordinal), line: Number(row.line), byteOffset: Number(row.off), column: row.column, columnTh: column?.titleTh ?? null, columnEn: column?.titleEn ?? null,
    code: row.code, th: message.th, en: message.en, fixTh: message.fixTh, fixEn: message.fixEn, value,
    raw: personal ? maskPersonal(text) : text, rawCut: row.raw_cut, masked: personal, state: replayed ? 'replayed' : 'open',
  };
}
