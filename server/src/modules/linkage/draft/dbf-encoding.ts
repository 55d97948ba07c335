import { open } from 'node:fs/promises';
import { wholeCharacters } from '../formats/decode-text.ts';
import { readDbfHeader } from '../formats/dbf/dbf-header.ts';
import { detectEncoding, type EncodingEvidence } from './encoding-evidence.ts';
import { note } from './note.ts';

const SEEN_BYTES = 1024 * 1024;

/**
 * In which encoding the texts of a DBF table are: by its language driver, unless the bytes say otherwise, for many programs leave that
 * byte as it was. Bytes that are UTF-8 beyond ASCII are hardly ever anything else.
 */
export async function dbfEncoding(path: string): Promise<Pick<EncodingEvidence, 'encoding' | 'confidence' | 'alternative' | 'notes'>> {
  const header = await readDbfHeader(path);
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SEEN_BYTES), 0, SEEN_BYTES, header.firstRecord);
    const texts = header.fields.filter(({ type }) => type === 'C');
    const pieces: Buffer[] = header.fields.map(({ name }) => name);
    for (let at = 0; at + header.recordBytes <= bytesRead; at += header.recordBytes) {
      for (const { offset, length } of texts) pieces.push(buffer.subarray(at + offset, at + offset + length));
    }
    const seen = Buffer.concat(pieces.flatMap((piece) => [wholeCharacters(piece), Buffer.from('\n')]));
    return decide(header.encoding, detectEncoding(seen, bytesRead < SEEN_BYTES), seen.every((byte) => byte < 0x80));
  } finally {
    await file.close();
  }
}

function decide(driver: EncodingEvidence['encoding'] | null, seen: EncodingEvidence, isAscii: boolean): Pick<EncodingEvidence, 'encoding' | 'confidence' | 'alternative' | 'notes'> {
  if (driver === null || driver === seen.encoding) return seen;
  if (seen.encoding === 'utf-8' && !isAscii && seen.undefinedCount === 0 && seen.confidence > 0.8) {
    return { ...seen, alternative: driver, notes: [...seen.notes, note(`หัวไฟล์บอก ${driver} แต่เนื้อความเป็น UTF-8`, `The head of the file says ${driver}; the texts are UTF-8.`)] };
  }
  return { encoding: driver, confidence: 0.95, alternative: seen.encoding, notes: [note(`หัวไฟล์ (language driver) บอกรหัสอักขระ ${driver}`, `The head of the file (language driver) says ${driver}.`)] };
}
