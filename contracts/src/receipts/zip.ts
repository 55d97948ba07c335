import { concatBytes, utf8 } from '../transparency/bytes.ts';
import { textOf } from './text.ts';

/** A bundle holds small texts; bodies laid beside may be larger. */
const MOST_FILES = 64;
const MOST_BYTES = 256 * 1024 * 1024;
const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];

export type ZipFault = 'not-a-zip' | 'too-many-files' | 'too-large' | 'bad-name' | 'twice' | 'damaged' | 'unknown-packing';

export class ZipProblem extends Error {
  readonly fault: ZipFault;
  readonly file: string | null;
  constructor(fault: ZipFault, file: string | null = null) {
    super(file === null ? fault : `${fault}: ${file}`);
    this.name = 'ZipProblem';
    this.fault = fault;
    this.file = file;
  }
}

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** A zip of stored (unpacked) files, all dated 1 January 1980: the same files give the same bytes. */
export function writeZip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const [parts, index]: [Uint8Array[], Uint8Array[]] = [[], []];
  let at = 0;
  for (const [name, bytes] of files) {
    const nameBytes = utf8(name);
    const facts = (view: DataView, from: number) => {
      // Version 2.0, names in UTF-8, stored, no time, the first day that a zip can tell.
      for (const [i, value] of [20, 0x0800, 0, 0, 0x21].entries()) view.setUint16(from + i * 2, value, true);
      for (const [i, value] of [crcOf(bytes), bytes.length, bytes.length].entries()) view.setUint32(from + 10 + i * 4, value, true);
      view.setUint16(from + 22, nameBytes.length, true);
    };
    const local = new DataView(new ArrayBuffer(30));
    local.setUint32(0, LOCAL, true);
    facts(local, 4);
    const central = new DataView(new ArrayBuffer(46));
    central.setUint32(0, CENTRAL, true);
    central.setUint16(4, 0x0314, true);
    facts(central, 6);
    // A program may be run: verify.sh.
    central.setUint32(38, ((name.endsWith('.sh') ? 0o100755 : 0o100644) << 16) >>> 0, true);
    central.setUint32(42, at, true);
    parts.push(new Uint8Array(local.buffer), nameBytes, bytes);
    index.push(new Uint8Array(central.buffer), nameBytes);
    at += 30 + nameBytes.length + bytes.length;
  }
  return concatBytes(...parts, ...index, endOf(files.size, concatBytes(...index).length, at));
}

function endOf(count: number, size: number, at: number): Uint8Array {
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, END, true);
  end.setUint16(8, count, true);
  end.setUint16(10, count, true);
  end.setUint32(12, size, true);
  end.setUint32(16, at, true);
  return new Uint8Array(end.buffer);
}

/**
 * Reads a zip whole: stored files, and packed ones since people zip a bundle again after laying a body beside it.
 *
 * @returns files by name, in their order; folders left out, and one outer folder around everything taken off.
 * @throws {ZipProblem} for anything that is not a plain small zip.
 */
export async function readZip(zip: Uint8Array): Promise<Map<string, Uint8Array>> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > MOST_FILES) throw new ZipProblem('too-many-files');
  const files = new Map<string, Uint8Array>();
  let at = view.getUint32(end + 16, true);
  let room = MOST_BYTES;
  for (let i = 0; i < count; i++) {
    if (at + 46 > zip.length || view.getUint32(at, true) !== CENTRAL) throw new ZipProblem('damaged');
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [number, number, number];
    const name = nameOf(zip.subarray(at + 46, at + 46 + nameLength));
    if (files.has(name)) throw new ZipProblem('twice', name);
    if (!name.endsWith('/')) {
      room -= view.getUint32(at + 24, true);
      if (room < 0) throw new ZipProblem('too-large', name);
      files.set(name, await readOne(zip, view, at, name));
    }
    at += 46 + nameLength + extraLength + noteLength;
  }
  return withoutOuterFolder(files);
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0 && at >= view.byteLength - 22 - 0xffff; at--) if (view.getUint32(at, true) === END) return at;
  throw new ZipProblem('not-a-zip');
}

function nameOf(bytes: Uint8Array): string {
  const name = textOf(bytes);
  if (name === null || name === '' || name.startsWith('/') || name.includes('\\') || name.includes('\0') || name.split('/').includes('..')) throw new ZipProblem('bad-name', name);
  return name;
}

async function readOne(zip: Uint8Array, view: DataView, central: number, name: string): Promise<Uint8Array> {
  const [flags, packing] = [view.getUint16(central + 8, true), view.getUint16(central + 10, true)];
  const [crc, packed, size, at] = [16, 20, 24, 42].map((offset) => view.getUint32(central + offset, true)) as [number, number, number, number];
  if (flags & 1) throw new ZipProblem('unknown-packing', name);
  if (at + 30 > zip.length || view.getUint32(at, true) !== LOCAL) throw new ZipProblem('damaged', name);
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const raw = zip.subarray(from, from + packed);
  if (raw.length !== packed) throw new ZipProblem('damaged', name);
  const bytes = packing === 0 ? raw : packing === 8 ? await unpack(raw, size, name) : null;
  if (bytes === null) throw new ZipProblem('unknown-packing', name);
  if (bytes.length !== size || crcOf(bytes) !== crc) throw new ZipProblem('damaged', name);
  return bytes;
}

/** Stops as soon as more comes out than the zip said. */
async function unpack(raw: Uint8Array, size: number, name: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of new Blob([raw as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('deflate-raw')) as unknown as AsyncIterable<Uint8Array>) {
      length += part.length;
      if (length > size) break;
      parts.push(part);
    }
  } catch {
    throw new ZipProblem('damaged', name);
  }
  return concatBytes(...parts);
}

function withoutOuterFolder(files: Map<string, Uint8Array>): Map<string, Uint8Array> {
  const outer = [...files.keys()].find((name) => name.endsWith('entry.txt'))?.slice(0, -'entry.txt'.length) ?? '';
  if (outer === '' || ![...files.keys()].every((name) => name.startsWith(outer))) return files;
  return new Map([...files].map(([name, bytes]) => [name.slice(outer.length), bytes]));
}
