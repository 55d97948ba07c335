import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A compound file (MS-CFB) whose directory holds `EncryptedPackage`, as Excel writes a workbook with a password. */
export function protectedWorkbook(): Buffer {
  const file = Buffer.alloc(512 * 4);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  file.writeUInt16LE(9, 30); // sectors of 512 bytes
  file.writeUInt32LE(0, 48); // the directory begins at sector 0
  ['Root Entry', 'EncryptionInfo', 'EncryptedPackage'].forEach((name, i) => file.write(`${name}\0`, 512 + i * 128, 'utf16le'));
  return file;
}

/** A workbook of about 300 KB whose sheet unpacks to 300 MB, more than 1,000 : 1. */
export async function zipBomb(): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'), '[Content_Types].xml');
  zip.addBuffer(Buffer.from('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'), '_rels/.rels');
  zip.addBuffer(Buffer.from('<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>'), 'xl/workbook.xml');
  zip.addBuffer(Buffer.from('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'), 'xl/_rels/workbook.xml.rels');
  zip.addReadStream(Readable.from(blanks(300e6)), 'xl/worksheets/sheet1.xml');
  zip.end();
  return buffer(zip.outputStream as Readable);
}

function* blanks(bytes: number): Generator<Buffer> {
  const piece = Buffer.alloc(1e6, ' ');
  for (let sent = 0; sent < bytes; sent += piece.length) yield piece;
}

/** A file made while it is sent: `pieces` gives it anew at each call. */
export interface MadeFile { readonly bytes: number; readonly hash: string; pieces(): Generator<Buffer> }

/** A file with one record far longer than memory should hold: real Thai letters, for holes of a sparse file would be NUL bytes. */
export function longLine({ before, lineBytes, after }: { before: string; lineBytes: number; after: string }): MadeFile {
  const letters = Buffer.alloc(9_000_000, 'ก');
  const pieces = function* (): Generator<Buffer> {
    yield Buffer.from(`${before}F99999,`);
    for (let left = lineBytes; left > 0; left -= letters.length) yield letters.subarray(0, Math.min(left, letters.length));
    yield Buffer.from(`\n${after}`);
  };
  const hash = createHash('sha256');
  let bytes = 0;
  for (const piece of pieces()) { hash.update(piece); bytes += piece.length; }
  return { bytes, hash: hash.digest('hex'), pieces };
}
