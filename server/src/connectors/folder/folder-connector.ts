import { constants, type BigIntStats } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { Type, type Static } from 'typebox';
import { defaultLimits } from '#kernel/net/guarded-fetch.ts';
import { tooLarge, type BodyLimits } from '#kernel/net/limited-body.ts';
import type { Connector, FetchContext, FetchMark, FetchResult } from '#modules/linkage/index.ts';
import { connectorProblem } from '../problems.ts';
import { said } from '../said.ts';
import { trySteps } from '../test-steps.ts';
import { chooseFile, realRoots, unreadable, type ChosenFile } from './choose-file.ts';

const configSchema = Type.Object({
  path: said({
    th: 'ไฟล์หรือโฟลเดอร์', en: 'File or folder', hintTh: 'ที่อยู่เต็มบนเครื่องแม่ข่าย อ่านได้เฉพาะโฟลเดอร์ที่ผู้ดูแลระบบกำหนดใน SAPHAN_SOURCE_DIRS', hintEn: 'Full path on the server, inside the folders that the administrator named in SAPHAN_SOURCE_DIRS.',
  }, Type.String({ minLength: 1, maxLength: 4096 })),
  pattern: Type.Optional(said({
    th: 'แบบชื่อไฟล์', en: 'Pattern of file names', hintTh: 'สำหรับโฟลเดอร์ ใช้ไฟล์ใหม่สุดที่ชื่อตรง * แทนอักษรใดก็ได้ ? แทนหนึ่งตัว', hintEn: 'For a folder: the newest matching file is taken. * stands for any letters, ? for one.',
  }, Type.String({ minLength: 1, maxLength: 200 }))),
}, { additionalProperties: false });
export type FolderConfig = Static<typeof configSchema>;

export interface FolderOptions {
  /** Folders outside of which nothing is read; symbolic links are followed first. */
  roots: readonly string[];
  /** A file must keep size and time for this long before it counts as written. */
  stableMs?: number;
  limits?: Partial<Pick<BodyLimits, 'bytes'>>;
}

/** Reads a file, or the newest matching file of a watched folder, on the server's own disks and mounted shares. */
export function openFolderConnector({ roots, stableMs = 2000, limits }: FolderOptions): Connector<FolderConfig> {
  const choose = async (config: FolderConfig) => chooseFile(config.path, config.pattern ?? '*', await realRoots(roots));
  return {
    kind: 'folder',
    title: { th: 'โฟลเดอร์บนเครื่องแม่ข่าย', en: 'Folder on the server' },
    preparation: {
      th: 'วางไฟล์ในโฟลเดอร์ที่ผู้ดูแลระบบอนุญาตไว้ (SAPHAN_SOURCE_DIRS) และให้บัญชีที่ระบบทำงานอยู่อ่านได้อย่างเดียว',
      en: 'Put the files into a folder that the administrator allowed (SAPHAN_SOURCE_DIRS) and let the account of the server read it, nothing more.',
    },
    configSchema,
    secretFields: [],
    secretsGoTo: () => 'nobody',
    describe: ({ path, pattern }) => (pattern ? `${path} (${pattern})` : path),
    test: (config) => trySteps([
      { th: 'หาไฟล์', en: 'Find the file', run: async () => { const { path } = await choose(config); return { th: basename(path), en: basename(path) }; } },
      { th: 'เปิดอ่าน', en: 'Open it', run: async () => (await openChosen(await choose(config))).close() },
    ]),
    fetch: async (config, ctx) => fetchFile(await choose(config), ctx, stableMs, limits?.bytes ?? defaultLimits.bytes),
  };
}

async function fetchFile(chosen: ChosenFile, ctx: FetchContext, stableMs: number, limitBytes: number): Promise<FetchResult> {
  const mark = markOf(chosen);
  if (sameMark(mark, ctx.since)) return { kind: 'unchanged' };
  if (chosen.stats.size > limitBytes) throw tooLarge(limitBytes);
  await waitUntilWritten(chosen, stableMs, ctx.signal);
  const stored = await ctx.store(Readable.from(readUnchanged(chosen, ctx), { objectMode: false, highWaterMark: 1 }));
  return { kind: 'fetched', name: basename(chosen.path), mark, ...stored };
}

async function waitUntilWritten(chosen: ChosenFile, stableMs: number, signal: AbortSignal): Promise<void> {
  const age = Date.now() - Number(chosen.stats.mtimeMs);
  if (age >= 0 && age < stableMs) await wait(stableMs, undefined, { signal });
  const now = await stat(chosen.path, { bigint: true }).catch((error: unknown) => { throw unreadable(error, chosen.path); });
  if (!sameFile(now, chosen.stats)) throw connectorProblem('file-growing', { path: chosen.path });
}

/** Bytes of the file; breaks before the end when the file was changed or replaced meanwhile, so that no mixture is ever stored. */
async function* readUnchanged(chosen: ChosenFile, ctx: FetchContext): AsyncGenerator<Buffer> {
  const handle = await openChosen(chosen);
  const expected = Number(chosen.stats.size);
  let received = 0;
  try {
    for (;;) {
      ctx.signal.throwIfAborted();
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(1 << 20), 0, 1 << 20, received);
      if (bytesRead === 0) break;
      received += bytesRead;
      if (received > expected) throw changed(chosen);
      yield buffer.subarray(0, bytesRead);
      ctx.onBytes(received, expected);
    }
    const [held, named] = [await handle.stat({ bigint: true }), await stat(chosen.path, { bigint: true }).catch(() => null)];
    if (received !== expected || !sameFile(held, chosen.stats) || !named || !sameFile(named, chosen.stats)) throw changed(chosen);
  } finally {
    await handle.close();
  }
}

async function openChosen(chosen: ChosenFile): Promise<FileHandle> {
  const handle = await open(chosen.path, constants.O_RDONLY | constants.O_NOFOLLOW).catch((error: unknown) => { throw unreadable(error, chosen.path); });
  if (sameFile(await handle.stat({ bigint: true }), chosen.stats)) return handle;
  await handle.close();
  throw changed(chosen);
}

function changed(chosen: ChosenFile): Error {
  return connectorProblem('file-changed', { path: chosen.path });
}

function sameFile(a: BigIntStats, b: BigIntStats): boolean {
  return a.size === b.size && a.mtimeNs === b.mtimeNs && a.ino === b.ino && a.dev === b.dev;
}

function markOf({ path, stats }: ChosenFile): FetchMark {
  return { path, size: String(stats.size), mtimeNs: String(stats.mtimeNs), inode: String(stats.ino) };
}

function sameMark(mark: FetchMark, since: FetchMark | undefined): boolean {
  return since !== undefined && Object.entries(mark).every(([name, value]) => since[name] === value);
}
