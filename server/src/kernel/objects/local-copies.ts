import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { spool } from './spool.ts';

/** Bounded folder of copies of remote objects; a copy in use is never removed. */
export interface LocalCopies {
  use<T>(name: string, bytes: number, open: () => Promise<Readable>, use: (path: string) => Promise<T>): Promise<T>;
}

/** Opens the folder; copies of an earlier process are used again. */
export async function openLocalCopies(folder: string, limitBytes: number): Promise<LocalCopies> {
  await mkdir(folder, { recursive: true });
  const held = new Map<string, number>();
  const arriving = new Map<string, Promise<void>>();
  const use: LocalCopies['use'] = async (name, bytes, open, run) => {
    const path = join(folder, createHash('sha256').update(name).digest('hex'));
    held.set(path, (held.get(path) ?? 0) + 1);
    try {
      await bring(path, bytes, open);
      return await run(path);
    } finally {
      held.set(path, (held.get(path) ?? 1) - 1);
      if (held.get(path) === 0) held.delete(path);
      await makeRoom(folder, limitBytes, held);
    }
  };
  async function bring(path: string, bytes: number, open: () => Promise<Readable>): Promise<void> {
    const present = await stat(path).catch(() => null);
    if (present?.size === bytes) return utimes(path, new Date(), new Date());
    const coming = arriving.get(path) ?? fetchCopy(folder, path, open).finally(() => arriving.delete(path));
    arriving.set(path, coming);
    return coming;
  }
  return { use };
}

async function fetchCopy(folder: string, path: string, open: () => Promise<Readable>): Promise<void> {
  const spooled = await spool(folder, await open());
  await rename(spooled.path, path);
}

/** Removes the copies used longest ago until the folder holds at most the limit. */
async function makeRoom(folder: string, limitBytes: number, held: Map<string, number>): Promise<void> {
  const copies = await Promise.all((await readdir(folder)).map(async (name) => ({ path: join(folder, name), found: await stat(join(folder, name)).catch(() => null) })));
  let total = copies.reduce((sum, copy) => sum + (copy.found?.size ?? 0), 0);
  const oldest = copies.filter((copy) => copy.found && !held.has(copy.path)).sort((a, b) => Number(a.found?.mtimeMs) - Number(b.found?.mtimeMs));
  for (const copy of oldest) {
    if (total <= limitBytes) return;
    await rm(copy.path, { force: true });
    total -= copy.found?.size ?? 0;
  }
}
