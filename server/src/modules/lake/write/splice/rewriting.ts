import type { ReleaseColumn } from '../../columns.ts';
import type { RowSum } from '../content-hash.ts';
import type { ReleaseFile } from '../manifest.ts';

/** Files of a release and the part that is put in its place in them. */
export interface Rewriting {
  /** Table of the part's rows, of the former rows that leave for them (with {@link POSITION}), and of the keys that come (1), go (2) and change (3). */
  table: string;
  touched: string;
  delta: string;
  columns: readonly ReleaseColumn[];
  /** Columns in which a row of the former release has another value now. */
  changed: readonly ReleaseColumn[];
  /** Files of the former release in key order, and where they lie on this machine. */
  files: readonly ReleaseFile[];
  paths: readonly string[];
  datasetId: number;
  runId: number;
  folder: string;
  rowSum: RowSum;
}

/** Column of the touched rows: where each lay in its file, from 0. No column of a contract can be called so. */
export const POSITION = ' position';

/** A file with the condition of its keys, and whether one comes or goes. */
export interface TouchedFile { path: string; where: string; values: string[]; moves: boolean }
