import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { AbortMultipartUploadCommand, DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, ListMultipartUploadsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { Problem } from '../problem.ts';
import { checkedKey, contentKey } from './keys.ts';
import { openLocalCopies, type LocalCopies } from './local-copies.ts';
import { objectsProblem } from './problems.ts';
import { measureFile, spool, sweepFolder } from './spool.ts';
import type { ByteRange, ObjectSource, ObjectStat, ObjectStore, ObjectStoreOptions, Stored } from './store.ts';

interface Place { bucket: string; prefix: string; spoolFolder: string }

/**
 * Object store in an S3-compatible service. Uploads go in parts of 16 MB and appear only when complete.
 *
 * @param url `s3://bucket/prefix?endpoint=https://host&region=…`; without credentials the standard AWS_* variables hold.
 * @throws `kernel.object-store-unavailable` or `kernel.object-store-denied` when the bucket cannot be reached.
 */
export async function openS3Objects(url: URL, options: ObjectStoreOptions): Promise<ObjectStore> {
  const endpoint = url.searchParams.get('endpoint') ?? undefined;
  const client = new S3Client({
    region: url.searchParams.get('region') ?? 'us-east-1',
    endpoint,
    forcePathStyle: endpoint !== undefined,
    credentials: options.credentials,
    requestChecksumCalculation: 'WHEN_REQUIRED', // many S3-compatible services know no trailing checksums
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const prefix = url.pathname.replace(/^\/|\/$/g, '');
  const place = { bucket: url.hostname, prefix: prefix && `${prefix}/`, spoolFolder: join(options.cacheFolder, 'spool') };
  await client.send(new ListObjectsV2Command({ Bucket: place.bucket, Prefix: `${place.prefix}.reachable/`, MaxKeys: 1 })).catch((error: unknown) => { throw s3Problem(error, place.bucket); });
  const copies = await openLocalCopies(join(options.cacheFolder, 'copies'), options.cacheBytes ?? 20e9);
  return new S3Objects(client, place, copies);
}

class S3Objects implements ObjectStore {
  readonly #client: S3Client;
  readonly #place: Place;
  readonly #copies: LocalCopies;
  constructor(client: S3Client, place: Place, copies: LocalCopies) {
    this.#client = client;
    this.#place = place;
    this.#copies = copies;
  }

  async put(key: string, source: ObjectSource, options: { expectSha256?: string } = {}): Promise<Stored> {
    checkedKey(key);
    return this.#uploaded(source, options.expectSha256, () => key);
  }

  async putContentAddressed(prefix: string, source: ObjectSource, options: { expectSha256?: string } = {}): Promise<Stored & { key: string }> {
    return this.#uploaded(source, options.expectSha256, (stored) => contentKey(prefix, stored.sha256));
  }

  async get(key: string, range: ByteRange = {}): Promise<Readable> {
    if ((range.end ?? Infinity) <= (range.start ?? 0)) return Readable.from([]);
    const bytes = range.start !== undefined || range.end !== undefined ? `bytes=${range.start ?? 0}-${range.end === undefined ? '' : range.end - 1}` : undefined;
    try {
      const answer = await this.#client.send(new GetObjectCommand({ ...this.#at(key), Range: bytes }));
      return answer.Body as Readable;
    } catch (error) {
      if ((error as { name?: string }).name === 'InvalidRange') return Readable.from([]);
      throw s3Problem(error, key);
    }
  }

  async stat(key: string): Promise<ObjectStat | null> {
    const head = await this.#head(key);
    return head && { key, bytes: head.bytes, modifiedAt: head.modifiedAt };
  }

  async *list(prefix: string): AsyncIterable<ObjectStat> {
    let next: string | undefined;
    do {
      const page = await this.#client.send(new ListObjectsV2Command({ Bucket: this.#place.bucket, Prefix: this.#place.prefix + prefix, ContinuationToken: next }))
        .catch((error: unknown) => { throw s3Problem(error, prefix); });
      for (const each of page.Contents ?? []) {
        yield { key: (each.Key ?? '').slice(this.#place.prefix.length), bytes: each.Size ?? 0, modifiedAt: (each.LastModified ?? new Date(0)).toISOString() };
      }
      next = page.NextContinuationToken;
    } while (next);
  }

  async delete(key: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand(this.#at(key))).catch((error: unknown) => { throw s3Problem(error, key); });
  }

  async withLocal<T>(key: string, use: (path: string) => Promise<T>): Promise<T> {
    const head = await this.#head(key);
    if (!head) throw objectsProblem('object-missing', { key });
    return this.#copies.use(`${key} ${head.etag}`, head.bytes, () => this.get(key), use);
  }

  async sweepUnfinished(before: Date): Promise<number> {
    const { bucket, prefix } = this.#place;
    const answer = await this.#client.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix })).catch(() => null); // not every service lists them
    const old = (answer?.Uploads ?? []).filter((each) => (each.Initiated ?? new Date()) < before);
    for (const each of old) await this.#client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: each.Key, UploadId: each.UploadId })).catch(() => undefined);
    return old.length + await sweepFolder(this.#place.spoolFolder, before);
  }

  async close(): Promise<void> { this.#client.destroy(); }

  #at(key: string) { return { Bucket: this.#place.bucket, Key: this.#place.prefix + checkedKey(key) }; }

  async #head(key: string): Promise<{ bytes: number; modifiedAt: string; etag: string } | null> {
    try {
      const head = await this.#client.send(new HeadObjectCommand(this.#at(key)));
      return { bytes: head.ContentLength ?? 0, modifiedAt: (head.LastModified ?? new Date(0)).toISOString(), etag: head.ETag ?? '' };
    } catch (error) {
      const problem = s3Problem(error, key);
      if ((problem as { code?: string }).code === 'kernel.object-missing') return null;
      throw problem;
    }
  }

  /** The source is spooled and measured first, so that a wrong hash or a broken stream never reaches the bucket. */
  async #uploaded(source: ObjectSource, expected: string | undefined, keyOf: (stored: Stored) => string): Promise<Stored & { key: string }> {
    const isFile = !(source instanceof Uint8Array) && 'file' in source;
    const spooled = isFile ? { path: source.file, ...await measureFile(source.file) } : await spool(this.#place.spoolFolder, source);
    const { path, sha256, bytes } = spooled;
    try {
      if (expected && expected.toLowerCase() !== sha256) throw objectsProblem('object-corrupt', { expected, sha256, bytes });
      const key = keyOf({ sha256, bytes });
      await this.#upload(path, key, sha256);
      if (isFile && source.take) await rm(path, { force: true });
      return { key, sha256, bytes };
    } finally {
      if (!isFile) await rm(path, { force: true });
    }
  }

  async #upload(path: string, key: string, sha256: string): Promise<void> {
    const upload = new Upload({
      client: this.#client, queueSize: 2, partSize: 16 << 20,
      params: { ...this.#at(key), Body: createReadStream(path), Metadata: { sha256 } },
    });
    await upload.done().catch((error: unknown) => { throw s3Problem(error, key); });
  }
}

function s3Problem(error: unknown, key: string): unknown {
  if (error instanceof Problem) return error;
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode;
  if (status === 404 || name === 'NoSuchKey' || name === 'NotFound') return objectsProblem('object-missing', { key }, { cause: error });
  if (status === 403 || status === 401 || name === 'CredentialsProviderError') return objectsProblem('object-store-denied', { key }, { cause: error });
  return objectsProblem('object-store-unavailable', { key }, { cause: error });
}
