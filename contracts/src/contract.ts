/** Shape of a data contract once read and checked; the YAML form is ODCS 3.1 plus our `x-saphan` block. */

export type SourceFormat = 'csv' | 'fixed' | 'xlsx' | 'xls' | 'ods' | 'json' | 'ndjson' | 'xml' | 'dbf' | 'parquet';
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-874' | 'tis-620' | 'iso-8859-11';
export type Calendar = 'be' | 'ce' | 'mixed';
export type Classification = 'open' | 'internal' | 'confidential' | 'secret';
/** PDPA: `direct` names a person, `indirect` may, `sensitive` is section 26. */
export type PersonalData = 'direct' | 'indirect' | 'sensitive';
export type ColumnType =
  | 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'timestamp' | 'citizen-id' | 'geocode';

/** A column's allowed values: written out, or another dataset's current release. */
export type CodeList = { values: string[] } | { dataset: string; column: string };

export interface Column {
  /** Name in releases: `^[a-z_][a-z0-9_]{0,62}$`. */
  name: string;
  /** Header text in the source after header rows are joined; compared after Thai text normalisation. */
  source: string;
  titleTh: string;
  titleEn: string;
  type: ColumnType;
  required: boolean;
  unique: boolean;
  /** 1-based place in the primary key, or null. */
  primaryKey: number | null;
  /** Decimal only: total digits (≤ 38) and digits after the point. */
  precision: number;
  scale: number;
  /** RE2 syntax, whole value must match. */
  pattern: string | null;
  /** Inclusive; numbers as decimal text, dates and timestamps ISO C.E. */
  min: string | null;
  max: string | null;
  maxLength: number | null;
  codeList: CodeList | null;
  /** Dates only; null takes the contract's calendar. */
  calendar: Calendar | null;
  /** Fixed width only: the first place of the column in its line, 1-based, and how many places it takes, in the source's `unit`. */
  place?: { start: number; length: number };
  /** Geocode only: 2 province, 4 district, 6 subdistrict. */
  geocodeDigits: 2 | 4 | 6 | null;
  classification: Classification;
  personalData: PersonalData | null;
  /** Stable Parquet field id, 1-based, never reused. */
  fieldId: number;
}

export type Severity = 'reject' | 'hold' | 'warn';

/** A named rule as a contract uses it: its name, and what it asks for. */
export interface RuleUse {
  rule: string;
  column?: string;
  columns?: string[];
  min?: number | string;
  max?: number | string;
  values?: string[];
  pattern?: string;
  share?: number;
  days?: number;
}

/**
 * A condition over one row in DuckDB SQL, true for a good row, e.g. `area_rai >= planted_rai`; or a rule of the library, of which `use` says which and `sql` is only how
 * a person reads it.
 */
export interface RowRule { id: string; sql: string; severity: Severity; titleTh: string; titleEn: string; use?: RuleUse }

/** Shares from 0 to 1; null switches a gate off. Above the limit the run is held for a named decision. */
export interface Gates {
  maxRejectRatio: number | null;
  maxRowChangeRatio: number | null;
  maxDeleteRatio: number | null;
  maxKeyChurnRatio: number | null;
  /** Greatest rise of any column's null share, in share points. */
  maxNullDrift: number | null;
  /** Greatest change of any date column's share of B.E. spellings, in share points. */
  maxCalendarDrift: number | null;
  /** Share of rows with codes that the former release did not have, in any column of few different values. */
  maxNewCodeShare: number | null;
  /** How much all quartiles of a number column may move together: 0.5 is a factor of two, either way. */
  maxUnitChange: number | null;
  /** Greatest population stability index of any column against the former release. */
  maxDistributionShift: number | null;
  /** Rise of the share of rows whose text was decoded with the wrong encoding. */
  maxMisreadShare: number | null;
}

/** What is done about a release that is unlike the dataset's own history. */
export type AnomalyHandling = 'hold' | 'warn' | 'off';
/** Rows, empty cells of a column, age of the newest date. */
export interface Anomaly { volume: AnomalyHandling; nulls: AnomalyHandling; freshness: AnomalyHandling }

export interface SourceShape {
  format: SourceFormat;
  encoding: Encoding;
  delimiter: ',' | '\t' | '|' | ';';
  /** `none` when the source never quotes. */
  quote: '"' | "'" | 'none';
  sheet: string | null;
  /** First header row, 1-based, and how many rows make the header (joined by ` / `). 0 rows = no header: columns by position. */
  headerRow: number;
  headerRows: number;
  calendar: Calendar;
  /** Whether ๐–๙ are read as digits. */
  thaiDigits: boolean;
  nullWords: string[];
  /** Whether a quoted cell may hold line breaks. */
  multiline: boolean;
  maxRecordBytes: number;
  /**
   * XML: the elements from the root to a record, e.g. `/provinces/province`; columns are paths below it (`name`, `@id`, `address/tambon`).
   * JSON: the list within a record whose elements are the rows, e.g. `/plots`; columns are places in the record (`farmer_id`, `plots.area`).
   */
  recordPath?: string;
  /** Fixed width only: what the places of columns count; absent: bytes. */
  unit?: 'bytes' | 'characters';
  /** Fixed width only: bytes of a record where no line ends stand between them. */
  recordLength?: number;
  /** Fixed width only: whether a line that ends early is refused (when absent) or its missing places are blank. */
  shortLines?: 'reject' | 'fill';
}

/** Formats of sheets: a header has to be found, rows have numbers and no bytes of their own. */
export function isSheetFormat(format: SourceFormat): boolean {
  return format === 'xlsx' || format === 'xls' || format === 'ods';
}

/** Formats whose columns have to be named by the contract before a record can be read. */
export function isReadByNames(format: SourceFormat): boolean {
  return format === 'json' || format === 'ndjson' || format === 'xml' || format === 'fixed';
}

export interface Contract {
  dataset: string;
  titleTh: string;
  titleEn: string;
  source: SourceShape;
  columns: Column[];
  /** Among rows with one key: keep the first, the last, or reject all. */
  duplicates: 'first' | 'last' | 'reject';
  /** `snapshot`: a row missing from the source is deleted; `keep`: it stays. */
  deletes: 'snapshot' | 'keep';
  gates: Gates;
  /** Absent: warned of. */
  anomaly?: Anomaly;
  rules: RowRule[];
  freshness: { promiseHours: number; dataColumn: string | null; maxDataAgeDays: number | null };
  legalBasis: { law: string; purpose: string; clearText: boolean } | null;
  retention: { releases: number; rawDays: number; quarantineDays: number };
}

/** Columns of the primary key, in key order. */
export function keyColumns(contract: Contract): Column[] {
  return contract.columns
    .filter((column) => column.primaryKey !== null)
    .sort((a, b) => (a.primaryKey as number) - (b.primaryKey as number));
}

/** Whether a column leaves the house as keyed HMAC plus masked form instead of clear text. */
export function isPseudonymised(contract: Contract, column: Column): boolean {
  return column.type === 'citizen-id' && contract.legalBasis?.clearText !== true;
}
