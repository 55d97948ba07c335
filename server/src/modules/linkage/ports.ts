import type { Readable } from 'node:stream';
import type { TSchema } from 'typebox';

/** What a connector remembers of its last fetch, kept as JSON with the source: entity tag, size and time of a file, … */
export type FetchMark = Readonly<Record<string, string | number | null>>;

/** Raw bytes once they lie in the object store. */
export interface StoredRaw { rawKey: string; sha256: string; bytes: number }

export interface FetchContext {
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
export type FetchResult = { kind: 'unchanged' } | ({ kind: 'fetched'; name: string; mark: FetchMark } & StoredRaw);

/** One line of a connection test, in the order things were tried. */
export interface TestStep { th: string; en: string; ok: boolean }

/**
 * A kind of outside system that datasets come from. Failures are problems whose `retry` says how a run treats them:
 * `transient` is tried again, `config` waits for a person, `data` ends the run.
 */
export interface Connector<Config> {
  /** Stable name in the API and in the database, e.g. `http`. */
  kind: string;
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
