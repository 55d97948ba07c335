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

export interface FetchContext {
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
  reads?: { readonly cursor?: boolean };
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
