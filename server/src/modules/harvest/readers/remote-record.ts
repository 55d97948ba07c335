import { createHash } from 'node:crypto';
import type { MetadataValue, RecordDraft } from '@saphan/contracts/catalogue/record';

/** Something to tell about one object, in both languages; the object is taken nevertheless unless `refuses`; `lost` says that a value could not be kept at all. */
export interface Remark { field?: string; th: string; en: string; refuses?: true; lost?: true }

/** How a dataset stands where it comes from, when not open to everybody there. */
export type Standing = 'draft' | 'deleted' | 'private';

/** A dataset as another catalogue tells it, cleaned, with values not yet fitted to our vocabularies. */
export interface RemoteRecord {
  /** Stable within its source. */
  readonly remoteId: string;
  /** What it is called in addresses there; ours may differ. */
  readonly name: string | null;
  readonly changedAt: string | null;
  /** Of everything that would be taken: the same digest means nothing to do. */
  readonly digest: string;
  readonly organisation: { readonly id: string; readonly name: string } | null;
  /** Addresses by which the record says where it comes from. */
  readonly origins: readonly string[];
  readonly draft: RecordDraft;
  readonly resources: readonly RemoteResource[];
  /** Subjects it is filed under there, by name and title. */
  readonly groups?: readonly { readonly name: string; readonly title: string }[];
  readonly standing?: Standing | null;
  readonly remarks: readonly Remark[];
}

export interface RemoteResource {
  readonly remoteId: string;
  readonly name: string;
  readonly description: string | null;
  readonly format: string;
  readonly mediaType: string | null;
  readonly url: string;
  readonly bytes: number | null;
  /** A file that the source itself keeps, as opposed to a link onward. */
  readonly isFile: boolean;
  readonly metadata: Readonly<Record<string, MetadataValue>>;
}

/** One page of a listing, and where the next one is; null when this was the last. */
export interface Listing {
  readonly records: readonly RemoteRecord[];
  readonly next: string | null;
  /** How many there are in all, where the source says so. */
  readonly total: number | null;
  /** Objects that could not be read at all. */
  readonly unread: readonly { readonly remoteId: string; readonly remark: Remark }[];
}

/** The record with its digest. */
export function sealRecord(record: Omit<RemoteRecord, 'digest'>): RemoteRecord {
  const { name, organisation, draft, resources, groups = [], standing = null } = record;
  return { ...record, digest: createHash('sha256').update(canonical({ name, organisation, draft, resources, ...(groups.length > 0 && { groups }), ...(standing && { standing }) })).digest('hex') };
}

/** JSON with sorted keys, so that the order in which a source writes them means nothing. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => inner !== null && typeof inner === 'object' && !Array.isArray(inner)
    ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) : inner);
}
