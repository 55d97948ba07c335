/** Why a record was quarantined; the codes are stable and appear in files, API and pages. */

export const rejectCodes = [
  'ENC_INVALID', 'NUL_BYTE', 'FIELD_MISSING', 'FIELD_EXTRA', 'UNTERMINATED_QUOTE', 'QUOTE_MISPLACED', 'RECORD_TOO_LONG', 'JSON_INVALID',
  'REQUIRED_EMPTY', 'INT_INVALID', 'DEC_INVALID', 'NUM_OVERFLOW', 'DATE_INVALID', 'DATE_CALENDAR', 'TIME_INVALID', 'BOOL_INVALID',
  'CITIZEN_ID_INVALID', 'GEOCODE_INVALID', 'TEXT_TOO_LONG', 'PATTERN_MISMATCH', 'OUT_OF_RANGE', 'CODE_UNKNOWN', 'REF_UNAVAILABLE',
  'PK_DUPLICATE', 'KEY_EXISTS', 'UNIQUE_DUPLICATE', 'RULE_FAILED', 'DB_REJECT',
] as const;
export type RejectCode = (typeof rejectCodes)[number];

/** One quarantined record. `line` is physical and 1-based (sheet row for XLSX, element ordinal for JSON arrays). */
export interface Reject {
  line: number;
  /** Offset and length of the record in the raw bytes as received; -1 where the format has no byte place (XLSX, Parquet). */
  byteOffset: number;
  byteLength: number;
  /** Contract column name, or null when the record as a whole is broken. */
  column: string | null;
  code: RejectCode;
  /** The offending value or the counts, at most 200 characters. */
  detail: string | null;
  /** Raw bytes as received, cut at 8 KB (`rawCut`). */
  raw: Uint8Array;
  rawCut: boolean;
}

/** Longest part of a raw record, in bytes, that a reject keeps. */
export const keptRawBytes = 8_192;
