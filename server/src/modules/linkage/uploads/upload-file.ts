import { link, mkdir, open, readFile, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { ObjectStore, Stored } from '#kernel/objects.ts';
import { fileSystemProblem } from '#kernel/objects/problems.ts';
import { uploadProblem } from './problems.ts';

const doneKeptMs = 48 * 3_600_000;
const receiving = new Set<string>();

type Kept = Stored & { key: string };

/** Makes the empty file of a new upload and clears notes of uploads completed two days ago. */
export async function createUploadFile(folder: string, id: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await (await open(fileOf(folder, id, 'part'), 'wx', 0o640)).close();
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.done')) continue;
    const found = await stat(join(folder, name)).catch(() => null);
    if (found && Date.now() - found.mtimeMs > doneKeptMs) await rm(join(folder, name), { force: true });
  }
}

/** Bytes received so far. @throws `linkage.upload-lost` */
export async function uploadOffset(folder: string, id: string): Promise<number> {
  const found = await stat(fileOf(folder, id, 'part')).catch(() => null);
  if (!found) throw uploadProblem('upload-lost', { uploadId: id });
  return found.size;
}

/**
 * Appends a stream at the offset reached, flushed to the disk. When the stream breaks off, what arrived stays and the upload goes on from there.
 *
 * @param part `size` is the announced size of the whole upload in bytes.
 * @returns the new offset.
 * @throws `linkage.upload-offset` (with the offset that holds), `linkage.upload-too-long`, `linkage.upload-busy`, `kernel.disk-full`.
 */
export async function appendToUpload(folder: string, id: string, part: { offset: number; size: number; bytes: Readable }): Promise<number> {
  if (receiving.has(id)) throw uploadProblem('upload-busy', { uploadId: id });
  receiving.add(id);
  try {
    const reached = await uploadOffset(folder, id);
    if (reached !== part.offset) throw uploadProblem('upload-offset', { uploadId: id, offset: reached, detailTh: `ได้รับแล้ว ${reached} ไบต์ แต่ส่วนนี้เริ่มที่ ${part.offset}`, detailEn: `${reached} bytes were received; this part begins at ${part.offset}.` });
    const handle = await open(fileOf(folder, id, 'part'), 'r+');
    try {
      return await receive(handle, id, part);
    } finally {
      await handle.sync().finally(() => handle.close());
    }
  } catch (error) {
    throw fileSystemProblem(error, id);
  } finally {
    receiving.delete(id);
  }
}

async function receive(handle: FileHandle, id: string, { offset, size, bytes }: { offset: number; size: number; bytes: Readable }): Promise<number> {
  let at = offset;
  for await (const chunk of bytes) {
    const piece = chunk as Buffer;
    if (at + piece.length > size) {
      await handle.truncate(offset);
      throw uploadProblem('upload-too-long', { uploadId: id, size, detailTh: `แจ้งไว้ ${size} ไบต์`, detailEn: `${size} bytes were announced.` });
    }
    for (let done = 0; done < piece.length;) done += (await handle.write(piece, done, piece.length - done, at + done)).bytesWritten;
    at += piece.length;
  }
  return at;
}

/**
 * Moves a complete upload into the object store under its hash. May be repeated after a crash at any point: the bytes stay until they are
 * in the store, and a note of the key stays after that.
 *
 * @throws `linkage.upload-incomplete`, `linkage.upload-lost`, `kernel.object-corrupt` when the hash is not the expected one; the upload stays.
 */
export async function finishUploadFile(folder: string, id: string, objects: ObjectStore, expected: { size: number; expectSha256: string | null }): Promise<Kept> {
  const done = await readDone(folder, id);
  if (done && await objects.stat(done.key)) return done;
  const offset = await uploadOffset(folder, id);
  if (offset !== expected.size) throw uploadProblem('upload-incomplete', { uploadId: id, offset, size: expected.size });
  const moving = fileOf(folder, id, 'moving');
  await rm(moving, { force: true });
  await link(fileOf(folder, id, 'part'), moving);
  try {
    const kept = await objects.putContentAddressed('raw', { file: moving, take: true }, { expectSha256: expected.expectSha256 ?? undefined });
    await writeDone(folder, id, kept);
    await rm(fileOf(folder, id, 'part'), { force: true });
    return kept;
  } finally {
    await rm(moving, { force: true });
  }
}

/** Removes whatever an upload left in the folder. */
export async function removeUploadFile(folder: string, id: string): Promise<void> {
  for (const kind of ['part', 'moving', 'done'] as const) await rm(fileOf(folder, id, kind), { force: true });
}

/** @throws `linkage.upload-lost` for an id that could leave the folder. */
function fileOf(folder: string, id: string, kind: 'part' | 'moving' | 'done'): string {
  if (!/^[A-Za-z0-9-]{1,64}$/.test(id)) throw uploadProblem('upload-lost', { uploadId: id.slice(0, 64) });
  return join(folder, `${id}.${kind}`);
}

async function readDone(folder: string, id: string): Promise<Kept | null> {
  const text = await readFile(fileOf(folder, id, 'done'), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as Kept);
}

async function writeDone(folder: string, id: string, kept: Kept): Promise<void> {
  const draft = `${fileOf(folder, id, 'done')}-draft`;
  const handle = await open(draft, 'w', 0o640);
  try {
    await handle.writeFile(JSON.stringify({ key: kept.key, sha256: kept.sha256, bytes: kept.bytes }));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, fileOf(folder, id, 'done'));
}
