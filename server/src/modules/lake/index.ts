import { defineModule, type Module } from '#kernel/module.ts';
import { lakeJobs } from './jobs/sweep.ts';
import type { LakePorts } from './lake-ports.ts';
import { lakeRoutes } from './routes.ts';

export { keyOf, releaseColumns, type ReleaseColumn } from './columns.ts';
export { compareReleases, type ReleaseDiff } from './diff/compare-releases.ts';
export { rowSumAfter } from './diff/content-change.ts';
export type { Side } from './diff/sides.ts';
export { openEngine, parquetSource, type Engine, type EngineOptions } from './engine/engine.ts';
export { quoteIdentifier, quoteLiteral } from './engine/identifiers.ts';
export type { LakePorts, RunLife } from './lake-ports.ts';
export { publishRelease } from './operations/publish-release.ts';
export { rollBack } from './operations/roll-back.ts';
export { withdrawRelease } from './operations/withdraw-release.ts';
export { profileRows, type ColumnProfile } from './profile/profile-rows.ts';
export { portionOf, recordWithin } from './read/portion.ts';
export { withGrantedRows, type Granted, type GrantedRows } from './read/granted-rows.ts';
export { withKeptReader } from './read/kept-reader.ts';
export { releaseFiles } from './read/release-files.ts';
export { rowsOf, shownRowsSql, withReleaseRows, type RowSource } from './read/row-source.ts';
export type { Asked, Condition, Words } from './read/search-conditions.ts';
export { searchRows, type RowsFound, type RowsWanted } from './read/search-rows.ts';
export { jsonCell } from './read/shown.ts';
export { listKeptReleases, proveContentHash, type KeptRelease } from './reads/kept-releases.ts';
export { currentRelease, headVersion, releaseAsOf, selectRelease } from './reads/releases.ts';
export type { CurrentRelease, Lineage, Release, ReleaseDraft } from './release.ts';
export { contentHash } from './write/content-hash.ts';
export type { Manifest, ReleaseFile } from './write/manifest.ts';
export { canTakePart, preparePart, type PreparingPart } from './write/prepare-part.ts';
export { prepareRelease, type PreparedRelease, type Preparing } from './write/prepare-release.ts';
export { writeRelease } from './write/write-release.ts';

/** Releases: immutable rows, numbered and hashed, and the pointer to the one people see. */
export function lake(ports: LakePorts): Module {
  return defineModule({ name: 'lake', uses: ['ledger'], migrations: new URL('./migrations/', import.meta.url), routes: lakeRoutes(ports), jobs: lakeJobs(ports) });
}
