import { createReadStream } from 'node:fs';
import { access, constants, mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { checkedKey, contentKey } from './keys.ts';
import { fileSystemProblem, objectsProblem } from './problems.ts';
import { flush, measureFile, spool, sweepFolder } from './spool.ts';
import type { ByteRange, ObjectSource, ObjectStat, ObjectStore, Stored } from './store.ts';

const unfinished = '.unfinished';

/**
 * Object store in a local folder: every put is written beside, flushed, and renamed into place.
 * @throws `kernel.object-store-denied` when the folder cannot be made or written.
 */
export async function openLocalObjects(root: string): Promise<ObjectStore> {
  try {
    await mkdir(join(root, unfinished), { recursive: true });
    await access(root, constants.W_OK);
  } catch (error) {
    throw fileSystemProblem(error, root);
  }
  return new LocalObjects(root);
}

class LocalObjects implements ObjectStore {
  readonly #root: string;
  constructor(root: string) { this.#root = root; }

  async put(key: string, source: ObjectSource, options: { expectSha256?: string } = {}): Promise<Stored> {
    checkedKey(key);
    return this.#written(source, options.expectSha256, () => key);
  }

  async putContentAddressed(prefix: string, source: ObjectSource, options: { expectSha256?: string } = {}): Promise<Stored & { key: string }> {
    return this.#written(source, options.expectSha256, (stored) => contentKey(prefix, stored.sha256));
  }

  async get(key: string, range: ByteRange = {}) {
    const path = this.#path(key);
    if ((range.end ?? Infinity) <= (range.start ?? 0)) return createReadStream('/dev/null');
    const handle = await open(path, 'r').catch((error: unknown) => { throw fileSystemProblem(error, key); });
    return handle.createReadStream({ start: range.start ?? 0, end: (range.end ?? Infinity) - 1, highWaterMark: 1 << 20 });
  }

  async stat(key: string): Promise<ObjectStat | null> {
    const found = await stat(this.#path(key)).catch(() => null);
    return found?.isFile() ? { key, bytes: found.size, modifiedAt: found.mtime.toISOString() } : null;
  }

  async *list(prefix: string): AsyncIterable<ObjectStat> {
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    for await (const key of this.#walk(folder)) {
      if (!key.startsWith(prefix)) continue;
      const found = await this.stat(key);
      if (found) yield found;
    }
  }

  async delete(key: string): Promise<void> {
    const path = this.#path(key);
    await rm(path, { force: true });
    for (let folder = dirname(path); folder.startsWith(this.#root + sep); folder = dirname(folder)) {
      const removed = await rmdir(folder).then(() => true, () => false);
      if (!removed) break;
    }
  }

  async withLocal<T>(key: string, use: (path: string) => Promise<T>): Promise<T> {
    if (!(await this.stat(key))) throw objectsProblem('object-missing', { key });
    return use(this.#path(key));
  }

  async sweepUnfinished(before: Date): Promise<number> {
    return sweepFolder(join(this.#root, unfinished), before);
  }

  async close(): Promise<void> { /* nothing is held open */ }

  #path(key: string): string { return join(this.#root, ...checkedKey(key).split('/')); }

  async #written<S extends Stored>(source: ObjectSource, expected: string | undefined, keyOf: (stored: Stored) => string): Promise<S & { key: string }> {
    try {
      const { path, sha256, bytes } = await this.#spooled(source);
      if (expected && expected.toLowerCase() !== sha256) {
        if (!isTaken(source)) await rm(path, { force: true });
        throw objectsProblem('object-corrupt', { expected, sha256, bytes });
      }
      const key = keyOf({ sha256, bytes });
      await this.#moveIn(path, key);
      return { key, sha256, bytes } as S & { key: string };
    } catch (error) {
      throw fileSystemProblem(error, 'put');
    }
  }

  async #spooled(source: ObjectSource): Promise<Stored & { path: string }> {
    if (!isTaken(source)) return spool(join(this.#root, unfinished), source);
    await flush(source.file);
    return { path: source.file, ...await measureFile(source.file) };
  }

  async #moveIn(path: string, key: string): Promise<void> {
    const target = this.#path(key);
    for (let attempt = 0; ; attempt += 1) {
      await mkdir(dirname(target), { recursive: true });
      try {
        await rename(path, target);
        return await flush(dirname(target));
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code;
        if (code === 'EXDEV') return this.#moveAcross(path, key);
        if (code !== 'ENOENT' || attempt > 3) throw error; // a delete removed the emptied folder in between
      }
    }
  }

  /** The taken file lies on another file system: copy it in, then remove it. */
  async #moveAcross(path: string, key: string): Promise<void> {
    const copy = await spool(join(this.#root, unfinished), { file: path });
    await this.#moveIn(copy.path, key);
    await rm(path, { force: true });
  }

  async *#walk(folder: string): AsyncIterable<string> {
    const entries = await readdir(join(this.#root, folder), { withFileTypes: true }).catch(() => []);
    const ordered = entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
    for (const name of ordered) {
      if (name.startsWith('.')) continue;
      if (name.endsWith('/')) yield* this.#walk(`${folder}${name}`);
      else yield `${folder}${name}`;
    }
  }
}

function isTaken(source: ObjectSource): source is { file: string; take: true } {
  return !(source instanceof Uint8Array) && 'file' in source && source.take === true;
}
