import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { beforeEach, expect, it } from 'vitest';
import { openObjectStore, type ObjectStore } from '#kernel/objects.ts';
import { appendToUpload, createUploadFile, finishUploadFile, removeUploadFile, uploadOffset } from './upload-file.ts';

let folder: string;
let objects: ObjectStore;
const id = '0190aa00-0000-7000-8000-000000000001';
const code = (name: string) => expect.objectContaining({ code: name });
const append = (offset: number, bytes: Readable | string, size = 10) => appendToUpload(folder, id, { offset, size, bytes: typeof bytes === 'string' ? Readable.from([Buffer.from(bytes)]) : bytes });

beforeEach(async () => {
  const root = await mkdtemp(join(tmpdir(), 'saphan-upload-'));
  folder = join(root, 'uploads');
  objects = await openObjectStore(join(root, 'objects'), { cacheFolder: join(root, 'cache') });
  await createUploadFile(folder, id);
});

it('grows by parts and becomes an object under its hash', async () => {
  expect(await append(0, '01234')).toBe(5);
  expect(await append(5, '56789')).toBe(10);
  const kept = await finishUploadFile(folder, id, objects, { size: 10, expectSha256: createHash('sha256').update('0123456789').digest('hex') });
  expect(kept.bytes).toBe(10);
  expect(await text(await objects.get(kept.key))).toBe('0123456789');
  expect(await readdir(folder)).toEqual([`${id}.done`]);
});

it('keeps what arrived when a part breaks off, and goes on from there', async () => {
  const breaking = Readable.from((async function* () { yield Buffer.from('012'); throw new Error('line lost'); })());
  await expect(append(0, breaking)).rejects.toThrow('line lost');
  expect(await uploadOffset(folder, id)).toBe(3);
  await expect(append(0, '01234')).rejects.toEqual(expect.objectContaining({ code: 'linkage.upload-offset', fields: expect.objectContaining({ offset: 3 }) }));
  expect(await append(3, '3456789')).toBe(10);
});

it('refuses a gap, a surplus, and completing half an upload', async () => {
  await append(0, '01234');
  await expect(append(7, '789')).rejects.toThrow(code('linkage.upload-offset'));
  await expect(append(5, '56789x')).rejects.toThrow(code('linkage.upload-too-long'));
  expect(await uploadOffset(folder, id)).toBe(5);
  await expect(finishUploadFile(folder, id, objects, { size: 10, expectSha256: null })).rejects.toThrow(code('linkage.upload-incomplete'));
});

it('stays when the hash is another than expected', async () => {
  await append(0, '0123456789');
  await expect(finishUploadFile(folder, id, objects, { size: 10, expectSha256: '0'.repeat(64) })).rejects.toThrow(code('kernel.object-corrupt'));
  expect(await uploadOffset(folder, id)).toBe(10);
});

it('takes one part at a time', async () => {
  const slow = new Readable({ read() { /* fed below */ } });
  const first = append(0, slow);
  await expect(append(0, 'x')).rejects.toThrow(code('linkage.upload-busy'));
  slow.push('0123456789');
  slow.push(null);
  expect(await first).toBe(10);
});

it('completes again after a crash at any point', async () => {
  await append(0, '0123456789');
  await writeFile(join(folder, `${id}.moving`), 'left by a killed process');
  const first = await finishUploadFile(folder, id, objects, { size: 10, expectSha256: null });
  expect(await finishUploadFile(folder, id, objects, { size: 10, expectSha256: null })).toEqual(first);
  await rm(join(folder, `${id}.done`));
  await expect(finishUploadFile(folder, id, objects, { size: 10, expectSha256: null })).rejects.toThrow(code('linkage.upload-lost'));
});

it('removes every trace, and never leaves its folder', async () => {
  await removeUploadFile(folder, id);
  expect(await readdir(folder)).toEqual([]);
  await expect(uploadOffset(folder, '../../etc/passwd')).rejects.toThrow(code('linkage.upload-lost'));
});
