import type { Readable } from 'node:stream';

/** What to store: a stream, bytes, or a file. With `take` a local store may move the file in instead of copying it. */
export type ObjectSource = Readable | Uint8Array | { file: string; take?: boolean };

/** What was stored: lower-case hex SHA-256 and length in bytes. */
export interface Stored { sha256: string; bytes: number }

export interface ObjectStat { key: string; bytes: number; modifiedAt: string }

/** Byte range, zero-based; `end` is exclusive. */
export interface ByteRange { start?: number; end?: number }

/**
 * Where raw bytes, Parquet files and manifests lie. Keys are `/`-separated parts of `[A-Za-z0-9._=-]`.
 * A put is seen whole or not at all, also after `kill -9`; an object under a key that exists is replaced whole.
 */
export interface ObjectStore {
  /** @throws `kernel.object-corrupt` when `expectSha256` is given and the bytes differ; nothing is kept then. */
  put(key: string, source: ObjectSource, options?: { expectSha256?: string }): Promise<Stored>;
  /** Stores under `PREFIX/sha256/ab/abcdef…`; the same bytes are kept once. */
  putContentAddressed(prefix: string, source: ObjectSource, options?: { expectSha256?: string }): Promise<Stored & { key: string }>;
  /** @throws `kernel.object-missing` when there is no such key. */
  get(key: string, range?: ByteRange): Promise<Readable>;
  stat(key: string): Promise<ObjectStat | null>;
  /** Every object whose key begins with `prefix`, in key order. */
  list(prefix: string): AsyncIterable<ObjectStat>;
  /** Deleting what is not there is no error. */
  delete(key: string): Promise<void>;
  /** Gives a readable local path for as long as `use` runs: the object itself, or a cached copy. Never write to it. */
  withLocal<T>(key: string, use: (path: string) => Promise<T>): Promise<T>;
  /** Removes what puts left behind when their process was killed before `before`; returns how many. */
  sweepUnfinished(before: Date): Promise<number>;
  close(): Promise<void>;
}

export interface S3Credentials { accessKeyId: string; secretAccessKey: string }

export interface ObjectStoreOptions {
  /** Folder for spooled and cached copies of remote objects. */
  cacheFolder: string;
  /** Greatest size of the cached copies together; copies in use are never removed. */
  cacheBytes?: number;
  credentials?: S3Credentials;
}
