import { open } from 'node:fs/promises';
import type { SourceFormat } from '@saphan/contracts/contract';
import { linkageProblem } from '../errors.ts';
import { refusedKinds, type RefusedKind } from './file-kinds.ts';
import { formatProblem } from './problems.ts';
import { sniffArchive } from './sniff-archive.ts';
import { sniffJson } from './sniff-json.ts';

/** What a file is by its content; `csv` stands for any delimited text. */
export type FileKind = SourceFormat | 'empty' | RefusedKind;

/** How many leading bytes {@link sniffFormat} wants to see. */
export const sniffBytes = 256 * 1024;

const oleMagic = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const magics: [string | Buffer, RefusedKind | 'parquet'][] = [
  ['PAR1', 'parquet'], ['PARE', 'parquet-encrypted'], ['%PDF', 'pdf'], [Buffer.from([0x1f, 0x8b]), 'gzip'], ['BZh', 'archive'],
  [Buffer.from('fd377a585a', 'hex'), 'archive'], [Buffer.from('28b52ffd', 'hex'), 'archive'], ['Rar!', 'archive'], [Buffer.from('377abcaf271c', 'hex'), 'archive'],
  [Buffer.from('89504e470d0a', 'hex'), 'image'], [Buffer.from('ffd8ff', 'hex'), 'image'], ['GIF8', 'image'], [Buffer.from('49492a00', 'hex'), 'image'],
  [Buffer.from('4d4d002a', 'hex'), 'image'], ['SQLite format 3\0', 'sqlite'], [Buffer.from('7f454c46', 'hex'), 'executable'], [Buffer.from('4d5a9000', 'hex'), 'executable'],
];

/** Tells what a file is from its first bytes (see {@link sniffBytes}), never from its name. */
export function sniffFormat(head: Buffer): FileKind {
  if (head.length === 0) return 'empty';
  for (const [magic, kind] of magics) {
    if (startsWith(head, magic)) return kind;
  }
  if (startsWith(head, oleMagic)) return sniffCompoundFile(head);
  if (startsWith(head, 'PK\x03\x04') || startsWith(head, 'PK\x05\x06')) return sniffZip(head);
  if (startsWith(head, 'RIFF') && head.includes('WEBP')) return 'image';
  if (isDbf(head)) return 'dbf';
  return sniffText(head);
}

/** As {@link sniffFormat} for a file; looks further than the head where the kind lies deeper. */
export async function sniffFile(path: string): Promise<FileKind> {
  const handle = await open(path, 'r');
  try {
    const head = await readAt(handle, 0, sniffBytes);
    if (startsWith(head, 'PK')) return await sniffArchive(path) ?? sniffFormat(head);
    if (!startsWith(head, oleMagic) || head.length < 512) return sniffFormat(head);
    // Compound File Binary (MS-CFB §2.2): the directory begins at the sector named at offset 48.
    const directory = await readAt(handle, (head.readUInt32LE(48) + 1) * 2 ** head.readUInt16LE(30), 16_384);
    return sniffCompoundFile(Buffer.concat([oleMagic, directory]));
  } finally {
    await handle.close();
  }
}

/**
 * Lets a file pass whose content is of the expected format.
 * @throws `linkage.empty-file`, `linkage.workbook-protected`, `linkage.file-kind-refused` or `linkage.format-mismatch`.
 */
export function checkFileKind(kind: FileKind, expected: SourceFormat | null): SourceFormat {
  if (kind === 'empty') throw linkageProblem('empty-file');
  if (kind === 'protected-workbook') throw formatProblem('workbook-protected');
  if (kind in refusedKinds) {
    const { th, en } = refusedKinds[kind as RefusedKind];
    throw formatProblem('file-kind-refused', { kind, detailTh: `ไฟล์ที่ได้รับเป็น${th}`, detailEn: `The file received is ${en}.` });
  }
  const format = kind as SourceFormat;
  if (expected === 'fixed' && format === 'csv') return expected;
  if (expected && expected !== format && !isEither(expected, format, 'json', 'ndjson')) {
    throw formatProblem('format-mismatch', { expected, received: format, detailTh: `ข้อกำหนดบอก ${expected} แต่เนื้อไฟล์เป็น ${format}`, detailEn: `The contract says ${expected}; the content is ${format}.` });
  }
  return expected ?? format;
}

function sniffZip(head: Buffer): FileKind {
  if (head.includes('application/vnd.oasis.opendocument.spreadsheet')) return 'ods';
  if (head.includes('xl/workbook.bin')) return 'xlsb';
  if (head.includes('xl/')) return 'xlsx';
  if (head.includes('word/')) return 'word';
  if (head.includes('ppt/')) return 'slides';
  return head.includes('[Content_Types].xml') ? 'xlsx' : 'zip';
}

function sniffCompoundFile(bytes: Buffer): FileKind {
  if (hasName(bytes, 'EncryptedPackage')) return 'protected-workbook';
  if (hasName(bytes, 'Workbook') || hasName(bytes, 'Book')) return 'xls';
  return hasName(bytes, 'WordDocument') ? 'word' : 'office-legacy';
}

/** Directory names of a compound file are UTF-16LE, ended by a zero. */
function hasName(bytes: Buffer, name: string): boolean {
  return bytes.includes(Buffer.from(`${name}\0`, 'utf16le'));
}

function isDbf(head: Buffer): boolean {
  if (head.length < 68 || ![0x03, 0x30, 0x83, 0x8b, 0xf5].includes(head[0] as number)) return false;
  const headerBytes = head.readUInt16LE(8);
  return headerBytes >= 65 && headerBytes < head.length && (head[headerBytes - 1] === 0x0d || (headerBytes - 1) % 32 === 0);
}

function sniffText(head: Buffer): FileKind {
  const wide = startsWith(head, Buffer.from([0xff, 0xfe])) || startsWith(head, Buffer.from([0xfe, 0xff]));
  const text = wide ? decodeWide(head) : head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
  const start = text.trimStart().slice(0, 2048);
  if (/^<(!doctype\s+html|html|head|body|table|script)[\s>]/i.test(start) || /^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html)/i.test(start)) return 'html';
  if (/^<(\?xml|[A-Za-z_][\w.-]*[\s>/:])/.test(start)) return 'xml';
  const json = sniffJson(text.trimStart());
  if (json) return wide ? 'json-utf16' : json;
  return wide || !looksBinary(head) ? 'csv' : 'binary';
}

function decodeWide(head: Buffer): string {
  return new TextDecoder(head[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(head);
}

/** Control bytes that no text has. A stray NUL is the sieve's to reject; UTF-16 without a mark has 00 or 0E (Thai) in every other place. */
function looksBinary(head: Buffer): boolean {
  let controls = 0;
  const high = [0, 0];
  for (let at = 0; at < head.length; at += 1) {
    const byte = head[at] as number;
    if (byte === 0 || byte === 0x0e) high[at & 1] = (high[at & 1] ?? 0) + 1;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 0x1a && byte !== 0x1b)) controls += 1;
  }
  const isWide = Math.max(...high) > head.length * 0.4 && Math.min(...high) < head.length * 0.1;
  return !isWide && controls > head.length / 20;
}

function startsWith(head: Buffer, magic: string | Buffer): boolean {
  const bytes = typeof magic === 'string' ? Buffer.from(magic, 'latin1') : magic;
  return head.subarray(0, bytes.length).equals(bytes);
}

function isEither(a: SourceFormat, b: SourceFormat, first: SourceFormat, second: SourceFormat): boolean {
  return (a === first || a === second) && (b === first || b === second);
}

async function readAt(handle: Awaited<ReturnType<typeof open>>, offset: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
}
