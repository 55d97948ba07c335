import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { formatProblem } from '../problems.ts';
import { sniffFile } from '../sniff-format.ts';

/** What unpacking may cost: text packs 5 to 40 times; only what grows beyond `ratioFromBytes` is judged by its ratio. */
export interface UnpackLimits { bytes: number; ratio: number; ratioFromBytes: number; entries: number }
const usual: UnpackLimits = { bytes: 32e9, ratio: 300, ratioFromBytes: 64e6, entries: 1_000 };

/**
 * Gives `work` the file itself, or the one data file that a ZIP archive or gzip file holds, unpacked into `folder` while `work` runs.
 * A packed workbook (.xlsx, .ods) is a workbook, not an archive.
 *
 * @throws as {@link unpack}.
 */
export async function withUnpacked<T>(path: string, folder: string, work: (path: string) => Promise<T>): Promise<T> {
  const unpacked = await unpack(path, folder);
  try {
    return await work(unpacked ?? path);
  } finally {
    if (unpacked) await rm(unpacked, { force: true });
  }
}

/**
 * Unpacks a ZIP archive that holds exactly one file, or a gzip file, into `folder`.
 *
 * @returns the unpacked file, to be removed by the caller; null when the file is not packed.
 * @throws `linkage.archive-refused` (several files, none, a name that leads elsewhere, an archive in an archive, a password),
 *   `linkage.archive-too-large`, `linkage.archive-broken`.
 */
export async function unpack(path: string, folder: string, limits = usual): Promise<string | null> {
  const kind = await sniffFile(path);
  if (kind !== 'zip' && kind !== 'gzip') return null;
  const target = join(folder, `unpacked-${randomUUID()}`);
  try {
    if (kind === 'gzip') await write([createReadStream(path), createGunzip()], (await stat(path)).size, target, limits);
    else await unpackZip(path, target, limits);
    await checkInner(target);
    return target;
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
}

async function unpackZip(path: string, target: string, limits: UnpackLimits): Promise<void> {
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true }).catch((error: unknown) => { throw broken(error); });
  try {
    const entry = await onlyFile(zip, limits);
    if ((entry.generalPurposeBitFlag & 1) !== 0) throw refused('ไฟล์บีบอัดตั้งรหัสผ่านไว้', 'The archive is protected by a password.');
    const stream = await zip.openReadStreamPromise(entry).catch((error: unknown) => { throw broken(error); });
    await write([stream], entry.compressedSize, target, limits);
  } finally {
    zip.close();
  }
}

/** Folders, and what macOS and Windows leave beside a file, are no data files. yauzl refuses names with `..`, a root or a drive by itself. */
async function onlyFile(zip: ZipFile, limits: UnpackLimits): Promise<Entry> {
  if (zip.entryCount > limits.entries) throw refused(`มีไฟล์อยู่ข้างใน ${zip.entryCount} ไฟล์`, `It holds ${zip.entryCount} files.`);
  const found: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if (!/\/$|^__MACOSX\/|(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(entry.fileName)) found.push(entry);
    }
  } catch (error) {
    if (/relative path|absolute path|invalid characters/i.test((error as Error).message)) throw refused('มีชื่อไฟล์ที่ชี้ออกนอกไฟล์บีบอัด (../ หรือ /)', 'A name in it leads out of the archive (../ or /).');
    throw broken(error);
  }
  if (found.length === 1) return found[0] as Entry;
  const names = found.slice(0, 5).map(({ fileName }) => fileName).join(', ');
  throw refused(found.length === 0 ? 'ไม่มีไฟล์อยู่ข้างใน' : `มีไฟล์อยู่ข้างใน ${found.length} ไฟล์: ${names}`, found.length === 0 ? 'It holds no file.' : `It holds ${found.length} files: ${names}.`);
}

async function write(source: (Readable | Transform)[], packedBytes: number, target: string, limits: UnpackLimits): Promise<void> {
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limits.bytes || (bytes > limits.ratioFromBytes && bytes > packedBytes * limits.ratio)) done(tooLarge(bytes, packedBytes));
      else done(null, chunk);
    },
  });
  await pipeline([...source, count, createWriteStream(target)]).catch((error: unknown) => { throw (error as { code?: string }).code?.startsWith('linkage.') ? error : broken(error); });
}

/** An archive in an archive could go on without end. */
async function checkInner(path: string): Promise<void> {
  const kind = await sniffFile(path);
  if (kind === 'zip' || kind === 'gzip' || kind === 'archive') throw refused('ข้างในเป็นไฟล์บีบอัดอีกชั้นหนึ่ง', 'It holds another archive.');
}

function refused(detailTh: string, detailEn: string): Error {
  return formatProblem('archive-refused', { detailTh, detailEn });
}

function broken(error: unknown): Error {
  return formatProblem('archive-broken', { detailTh: 'คลายไฟล์บีบอัดไม่สำเร็จ', detailEn: (error as Error).message }, { cause: error });
}

function tooLarge(bytes: number, packedBytes: number): Error {
  return formatProblem('archive-too-large', { detailTh: `คลายแล้วเกิน ${bytes} ไบต์ จากไฟล์ ${packedBytes} ไบต์`, detailEn: `${packedBytes} bytes unpack to more than ${bytes}.` });
}
