import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { formatProblem } from '../problems.ts';

/** Limits that keep a hostile archive from filling memory, disk or time. */
const zipLimits = {
  entries: 10_000,
  /** One part unpacked; a full sheet of 1,048,576 rows and 30 columns stays below. */
  partBytes: 8e9,
  /** Deflate reaches 1,032 : 1; real sheets stay below 200 : 1. Only parts above `ratioFromBytes` are judged. */
  ratio: 400,
  ratioFromBytes: 32e6,
};

/** The parts of a workbook, readable any number of times. */
export interface ZipParts {
  has(name: string): boolean;
  /** Unpacked bytes of a part; the declared size is enforced while reading. */
  open(name: string): Promise<Readable>;
  close(): void;
}

/**
 * Opens the archive of a workbook and checks its directory against {@link zipLimits} before anything is unpacked.
 * @throws `linkage.workbook-broken`, `linkage.workbook-too-large` or `linkage.workbook-protected`.
 */
export async function openZip(path: string): Promise<ZipParts> {
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true }).catch((error: unknown) => { throw brokenZip(error); });
  try {
    const entries = await readDirectory(zip, (await stat(path)).size);
    return {
      has: (name) => entries.has(name.toLowerCase()),
      open: (name) => openPart(zip, entries.get(name.toLowerCase()), name),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** Any failure of the archive reader as a problem. */
export function brokenZip(error: unknown): Error {
  return formatProblem('workbook-broken', { detailTh: 'อ่านไฟล์บีบอัดภายในไม่ได้', detailEn: (error as Error).message }, { cause: error });
}

async function readDirectory(zip: ZipFile, fileBytes: number): Promise<Map<string, Entry>> {
  if (zip.entryCount > zipLimits.entries) throw tooLarge(`${zip.entryCount} entries`);
  const entries = new Map<string, Entry>();
  let packed = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      packed += entry.compressedSize;
      if (packed > fileBytes) throw tooLarge('parts of the archive overlap');
      entries.set(entry.fileName.toLowerCase(), entry);
    }
  } catch (error) {
    throw (error as { code?: string }).code?.startsWith('linkage.') ? error : brokenZip(error);
  }
  return entries;
}

async function openPart(zip: ZipFile, entry: Entry | undefined, name: string): Promise<Readable> {
  if (!entry) throw formatProblem('workbook-broken', { part: name, detailTh: `ไม่มีส่วน ${name} ในสมุดงาน`, detailEn: `The part ${name} is missing.` });
  if ((entry.generalPurposeBitFlag & 1) !== 0) throw formatProblem('workbook-protected');
  if (entry.uncompressedSize > zipLimits.partBytes) throw tooLarge(`${name} unpacks to ${entry.uncompressedSize} bytes`);
  if (entry.uncompressedSize > zipLimits.ratioFromBytes && entry.uncompressedSize > entry.compressedSize * zipLimits.ratio) {
    throw tooLarge(`${name} unpacks ${Math.round(entry.uncompressedSize / entry.compressedSize)} : 1 to ${entry.uncompressedSize} bytes`);
  }
  return zip.openReadStreamPromise(entry).catch((error: unknown) => { throw brokenZip(error); });
}

function tooLarge(en: string): Error {
  return formatProblem('workbook-too-large', { detailEn: en, detailTh: 'ขนาดหลังขยายหรือจำนวนส่วนภายในเกินกำหนด' });
}
