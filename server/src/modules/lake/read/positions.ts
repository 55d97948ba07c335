import { quoteLiteral } from '../engine/identifiers.ts';
import type { Manifest } from '../write/manifest.ts';

/** A release's files with local paths; a row's position is its place in the whole release, from 0, in key order. */
export interface Positioned { files: { path: string; rows: number }[]; rows: number }

export function positioned(manifest: Manifest, paths: readonly string[]): Positioned {
  const files = manifest.files.map((file, i) => ({ path: paths[i] as string, rows: file.rows }));
  return { files, rows: files.reduce((sum, file) => sum + file.rows, 0) };
}

/**
 * SQL of the rows at positions `from` (inclusive) to `to` (exclusive), with `_pos`. A release never changes, so a position is a keyset
 * that needs no value of the row: cursors carry no personal data, and releases without a key are paged alike.
 */
export function rowsAt(release: Positioned, from: number, to: number): string {
  const parts: string[] = [];
  let start = 0;
  for (const { path, rows } of release.files) {
    const [low, high] = [Math.max(from - start, 0), Math.min(to - start, rows)];
    if (low < high) {
      const within = low === 0 && high === rows ? '' : `where file_row_number >= ${low} and file_row_number < ${high}`;
      parts.push(`select * exclude (file_row_number), file_row_number + ${start} as _pos from read_parquet(${quoteLiteral(path)}, file_row_number = true) ${within}`);
    }
    start += rows;
  }
  const first = release.files[0];
  if (parts.length > 0) return `(${parts.join(' union all ')})`;
  return first ? `(select *, 0::bigint as _pos from read_parquet(${quoteLiteral(first.path)}) limit 0)` : '(select 0::bigint as _pos limit 0)';
}
