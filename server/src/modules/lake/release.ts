import type { ReleaseColumn } from './columns.ts';
import type { ReleaseDiff } from './diff/compare-releases.ts';
import type { ColumnProfile } from './profile/profile-rows.ts';
import type { Manifest } from './write/manifest.ts';

/** Where a release comes from; linkage adds what it knows. */
export interface Lineage {
  source: string;
  rawSha256: string | null;
  [fact: string]: unknown;
}

/** A checked release whose files lie in the store but which nobody sees yet. Plain data: it may be kept as JSON until someone decides. */
export interface ReleaseDraft {
  datasetId: number;
  runId: number;
  contractVersion: number;
  rowCount: number;
  bytes: number;
  contentHash: string;
  manifest: Manifest;
  columns: ReleaseColumn[];
  profile: ColumnProfile[];
  diff: ReleaseDiff;
  lineage: Lineage;
  /** The data's own latest date, ISO. */
  dataAsOf: string | null;
  /** Releases that retention keeps, at least 1. */
  keepReleases: number;
}

/** A published release. */
export interface Release extends Omit<ReleaseDraft, 'keepReleases'> {
  id: number;
  number: number;
  publishedAt: string;
  publishedBy: string;
  withdrawn: { at: string; by: string; reason: string } | null;
  purgedAt: string | null;
}

/** The release people see, with the version that publishing must expect. */
export interface CurrentRelease extends Release { headVersion: number }
