import type { ReleaseColumn } from '../columns.ts';
import { quoteIdentifier as q } from '../engine/identifiers.ts';
import { lakeProblem } from '../errors.ts';
import type { LakePorts } from '../lake-ports.ts';
import { assertReadable } from '../reads/releases.ts';
import type { Release } from '../release.ts';
import { rowsAt } from './positions.ts';
import { releaseFiles } from './release-files.ts';

/** What an agreement between agencies gives of a release; `sql` is over `t`, a row of the release, with parameters `$1…`. */
export interface Granted {
  readonly columns: readonly string[];
  readonly rows: { readonly sql: string; readonly values: readonly string[] };
  /** Pseudonymised columns whose keyed hash is given too, as `_hash_NAME`: to look records up by, never to be shown. */
  readonly hashes?: readonly string[];
}

/** Rows as a table expression that knows `_pos` and the granted columns, and nothing else; its parameters come first in a statement. */
export interface GrantedRows { readonly from: string; readonly values: readonly string[]; readonly rows: number }

/**
 * Opens what an agreement gives of a release, for as long as `use` runs: the way by which personal columns leave the lake in clear.
 * People read through `withReleaseRows`, which masks them; here a personal column stands in clear because the agreement names it. A column or row
 * that is not given is no part of the table expression, so no statement over it can show, count, sort or compare it.
 * Of pseudonymised columns the lake holds no clear value: their companion `NAME_masked` stands in their place, and the keyed hash only where it is asked for as such.
 *
 * @param part positions `from` (inclusive) to `to` (exclusive); all when left out.
 * @throws `lake.release-withdrawn`, `lake.release-purged`, `lake.portion-unreadable` when the release lacks a column that is granted.
 */
export async function withGrantedRows<T>(ports: LakePorts, release: Release, granted: Granted, use: (rows: GrantedRows) => Promise<T>, part?: { from: number; to: number }): Promise<T> {
  assertReadable(release);
  const cells = [...granted.columns.map((name) => grantedValue(release, name)), ...(granted.hashes ?? []).map((name) => `t.${q(name)} as ${q(`_hash_${name}`)}`)];
  return releaseFiles(ports.objects, release, async (paths) => {
    const files = release.manifest.files.map((file, i) => ({ path: paths[i] as string, rows: file.rows }));
    const rows = files.reduce((sum, file) => sum + file.rows, 0);
    const all = rowsAt({ files, rows }, part?.from ?? 0, Math.min(part?.to ?? rows, rows));
    return use({ from: `(select ${['t._pos as _pos', ...cells].join(', ')} from ${all} t where ${granted.rows.sql})`, values: granted.rows.values, rows });
  });
}

function grantedValue(release: Release, name: string): string {
  const column = release.columns.find((each): each is ReleaseColumn => each.name === name && each.companionOf === null);
  if (!column) throw lakeProblem('portion-unreadable', { detailTh: `รุ่น ${release.number} ไม่มีคอลัมน์ ${name.slice(0, 63)}`, detailEn: `release ${release.number} has no column ${name.slice(0, 63)}` });
  return `t.${q(column.shown === 'companion' ? `${column.name}_masked` : column.name)} as ${q(column.name)}`;
}
