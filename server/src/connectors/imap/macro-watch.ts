import { macroRefused } from './attachments.ts';

/** Longest trace that may lie across two pieces. */
const OVERLAP = 400;
const vbaStorage = Buffer.from('_VBA_PROJECT', 'utf16le');
const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/**
 * Hands a file on and breaks when it holds macros: a workbook of Office Open XML with a VBA project or sheets of Excel 4.0 macros, whose names stand in the archive as they are, and an old
 * workbook with either (MS-OVBA §2.2, MS-XLS §2.4.28). What lies packed inside a further archive is not looked into; nothing here ever runs a macro.
 * @throws `connectors.macro-refused`.
 */
export async function* watchForMacros(pieces: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  let [tail, look]: [Buffer, ((bytes: Buffer) => boolean) | null] = [Buffer.alloc(0), null];
  for await (const piece of pieces) {
    const seen = tail.length > 0 ? Buffer.concat([tail, piece]) : piece;
    if (look === null && seen.length >= ole.length) look = lookFor(seen);
    if (look?.(seen)) throw macroRefused(name);
    tail = look === null ? seen : Buffer.from(seen.subarray(Math.max(0, seen.length - OVERLAP)));
    yield piece;
  }
}

function lookFor(beginning: Buffer): (bytes: Buffer) => boolean {
  if (beginning.subarray(0, 2).toString('latin1') === 'PK') return (bytes) => /vbaproject\.bin|xl\/macrosheets\//i.test(bytes.toString('latin1'));
  if (beginning.subarray(0, ole.length).equals(ole)) return (bytes) => bytes.includes(vbaStorage) || hasMacroSheet(bytes);
  return () => false;
}

/** A BoundSheet8 record whose sheet is one of macros: its length must fit the name it holds, so that chance bytes are not taken for it. */
function hasMacroSheet(bytes: Buffer): boolean {
  for (let at = bytes.indexOf(0x85); at >= 0 && at + 12 <= bytes.length; at = bytes.indexOf(0x85, at + 1)) {
    if (bytes[at + 1] !== 0 || bytes[at + 3] !== 0 || (bytes[at + 8] as number) > 2 || bytes[at + 9] !== 1 || (bytes[at + 11] as number) > 1) continue;
    const [letters, wide] = [bytes[at + 10] as number, bytes[at + 11] as number];
    if (letters > 0 && letters <= 31 && bytes[at + 2] === 8 + letters * (1 + wide)) return true;
  }
  return false;
}
