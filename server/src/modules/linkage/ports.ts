import type { PartitionBy, PartitionSpan } from '@saphan/contracts/partitions';
import type { Readable } from 'node:stream';
import type { TSchema } from 'typebox';

/** What a connector remembers of its last fetch, kept as JSON with the source: entity tag, size and time of a file, … */
export type FetchMark = Readonly<Record<string, string | number | null>>;

/** Raw bytes once they lie in the object store. */
export interface StoredRaw { rawKey: string; sha256: string; bytes: number }

/**
 * What a source is asked for when not for all of it: rows whose `column` lies behind `after`, in the source's own order of that column.
 * `after` is the text that the connector itself gave as the highest value of an earlier fetch (`FetchMark['cursor']`), moved back by the overlap of the source.
 */
export interface ReadBounds { readonly column: string; readonly after: string | null }

/**
 * One partition of a source, all of it and nothing else: rows whose `column` (the source's name of it) lies in `span`, or equals `id` where there is none.
 * The days of `span` are written in the era in which the source keeps them.
 */
export interface PartitionAsked { readonly by: PartitionBy; readonly column: string; readonly id: string; readonly span: PartitionSpan | null }

/** What a source is asked for when it can tell every change: those behind what `since` remembers, or everything when it is null. */
export interface ChangesAsked {
  /** Columns that tell rows apart, by the source's names. */
  readonly keys: readonly string[];
  /** The mark of the last fetch that was published. */
  readonly since: FetchMark | null;
}

/** How many keys a bucket has and the sum of their hashes, as decimal digits. */
export interface BucketSum { readonly bucket: number; readonly keys: number; readonly sum: string }

/**
 * Finds rows that are gone without reading every key: keys fall into buckets by their hash, and only where count or sum differ are keys read.
 * A key's text is its columns' texts (whole numbers as digits, dates as 2025-02-15), joined by U+001F, in UTF-8; `md5` of it in hexadecimal digits gives
 * the hash (digits 1–15) and the bucket (digits 16–23 modulo `count`, which is a power of two).
 */
export interface KeyBuckets {
  readonly columns: readonly { readonly name: string; readonly type: 'integer' | 'text' | 'date' }[];
  readonly count: number;
  /** Buckets in which the source's keys are not those people see, together with those of the part that was just fetched. */
  differing(sums: readonly BucketSum[], part: StoredRaw): Promise<number[]>;
}

/** Something a fetch found that people should read in the log of the run. */
export interface FetchNote { readonly level: 'info' | 'warn'; readonly th: string; readonly en: string }

export interface FetchContext {
  /** Every change since the last fetch is wanted; given to connectors whose `reads` has `changes`. */
  changes?: ChangesAsked;
  /** Which keys are still there is wanted beside the rows within `bounds`, in the same snapshot; given to connectors whose `reads` has `buckets`. */
  buckets?: KeyBuckets;
  /** Only this partition is wanted; given to connectors whose `partitions` says so. A fetch of all of it has `scope` all. */
  partition?: PartitionAsked;
  /** Only rows within these bounds are wanted; given to connectors whose `reads` has `cursor`. */
  bounds?: ReadBounds;
  /** The mark of the last successful fetch; without it everything is fetched. */
  since?: FetchMark;
  /** Stores a stream content-addressed. When the stream breaks nothing is kept and the stream's own error is thrown. */
  store(stream: Readable): Promise<StoredRaw>;
  /** Gives the clear text of a secret field, which a configuration holds sealed. */
  openSecret(sealed: string): string;
  signal: AbortSignal;
  /** Called with the bytes received so far and, when the source tells, how many there will be. */
  onBytes(received: number, expected: number | null): void;
}

/** A file that was fetched. `name` is what the source calls it, without folders. */
export type FetchResult = { kind: 'unchanged' } | ({ kind: 'fetched'; name: string; mark: FetchMark } & Reach & StoredRaw);

/** How much of the source a fetch holds. Left out, it holds all of it. Deletes are never inferred from a part. */
export interface Reach {
  readonly scope?: 'all' | 'part';
  /** Rows that the source itself says it gave (a count in the same snapshot, a trailer), when it says so. */
  readonly sourceRows?: number | null;
  /** Keys that the source says are gone: delimited text of the key columns, read like the rows. */
  readonly gone?: StoredRaw | null;
  /** Every key that the source has in these buckets: a key of the current release that lies in one of them and is not among these is gone. */
  readonly present?: { readonly keys: StoredRaw; readonly buckets: readonly number[]; readonly count: number } | null;
  /** What changed about the source's columns since what is published; the run is then held. */
  readonly reshaped?: { readonly th: string; readonly en: string } | null;
  readonly notes?: readonly FetchNote[];
}

/** What people call a setting, as further keywords of its JSON Schema; `input` says how a form asks for it when its type does not. */
export interface SettingWords { th: string; en: string; hintTh?: string; hintEn?: string; input?: 'long' | 'code' }

/** One line of a connection test, in the order things were tried. */
export interface TestStep { th: string; en: string; ok: boolean }

/**
 * A kind of outside system that datasets come from. Failures are problems whose `retry` says how a run treats them:
 * `transient` is tried again, `config` waits for a person, `data` ends the run.
 */
export interface Connector<Config> {
  /** Stable name in the API and in the database, e.g. `http`. */
  kind: string;
  /** What people call this kind, in the list of kinds. */
  title: { th: string; en: string };
  /** What the agency's administrator has to prepare, least rights first: a paragraph, and commands to copy where there are any. */
  preparation: { th: string; en: string; commands?: string };
  /** What it can be asked for beside everything. */
  reads?: { readonly cursor?: boolean; readonly changes?: boolean; readonly buckets?: boolean };
  /** How changes are taken from it; with `reads.changes`. */
  changes?: {
    /** What changes are taken from, the same for two sources that would take them away from each other; null when the settings do not say. */
    place(config: Config): string | null;
    /** Lets the source forget what lies before a mark that is published. Asking twice does no harm. */
    confirm(config: Config, mark: FetchMark, ctx: Pick<FetchContext, 'openSecret' | 'signal'>): Promise<void>;
    /** What the source's administrator does once changes are no longer taken. */
    farewell(config: Config): { th: string; en: string; commands: string };
  };
  /** Whether it can be asked for one partition: `asked` beside everything, `always` when its settings name a place for one (`{partition}`) and nothing else can be read. */
  partitions?(config: Config): 'asked' | 'always' | 'never';
  /** An object, or a union of objects; every field and branch says (`SettingWords`) what people call it, so that the form is made from it. */
  configSchema: TSchema;
  /** Fields of the configuration that are sealed before they are stored and never answered. */
  secretFields: readonly (keyof Config & string)[];
  /**
   * Whom the secrets are told to, e.g. host and user. While it stays the same, kept secrets serve changed settings; when it changes they must be given
   * anew, so that nobody learns a secret by pointing its source elsewhere.
   */
  secretsGoTo(config: Config): string;
  /** The source in one line, without secrets. */
  describe(config: Config): string;
  /** Tries the source without storing anything; stops at the first step that fails. */
  test(config: Config, ctx: Pick<FetchContext, 'openSecret' | 'signal'>): Promise<{ ok: boolean; steps: TestStep[] }>;
  fetch(config: Config, ctx: FetchContext): Promise<FetchResult>;
}
