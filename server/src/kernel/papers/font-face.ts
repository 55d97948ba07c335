import { readLetters } from './font-letters.ts';

/** One font file and what stands in it. */
export interface Face {
  bytes: Buffer;
  /** As programs call it. */
  family: string;
  bold: boolean;
  italic: boolean;
  letters: ReadonlySet<number>;
}

/** Reads a font (OpenType 1.9: `name`, `head`, `cmap`). @throws {TypeError | RangeError} when it is none. */
export function readFace(bytes: Buffer): Face {
  if (!['00010000', '4f54544f', '74727565'].includes(bytes.toString('hex', 0, 4))) throw new TypeError('it begins like no font');
  const style = table(bytes, 'head').readUInt16BE(44);
  return { bytes, family: familyOf(table(bytes, 'name')), bold: (style & 1) !== 0, italic: (style & 2) !== 0, letters: readLetters(bytes) };
}

function table(bytes: Buffer, tag: string): Buffer {
  for (let at = 12, i = 0; i < bytes.readUInt16BE(4); at += 16, i += 1) {
    if (bytes.toString('latin1', at, at + 4) !== tag) continue;
    const from = bytes.readUInt32BE(at + 8);
    const until = from + bytes.readUInt32BE(at + 12);
    if (until > bytes.length) throw new RangeError(`its table ${tag} is cut off`);
    return bytes.subarray(from, until);
  }
  throw new TypeError(`it has no table ${tag}`);
}

/** Name 1, as Windows reads it (UTF-16) before what older programs read. */
function familyOf(names: Buffer): string {
  const [count, texts] = [names.readUInt16BE(2), names.readUInt16BE(4)];
  let found = '';
  for (let i = 0; i < count; i += 1) {
    const at = 6 + i * 12;
    if (names.readUInt16BE(at + 6) !== 1) continue;
    const [platform, length, from] = [names.readUInt16BE(at), names.readUInt16BE(at + 8), texts + names.readUInt16BE(at + 10)];
    const text = Buffer.from(names.subarray(from, from + length));
    if (platform === 3) return text.swap16().toString('utf16le');
    found ||= text.toString('latin1');
  }
  if (found === '') throw new TypeError('it has no family name');
  return found;
}
