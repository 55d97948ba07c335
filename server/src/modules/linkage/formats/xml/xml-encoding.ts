import { open } from 'node:fs/promises';
import type { Encoding } from '@saphan/contracts/contract';
import { textDecoder } from '../decode-text.ts';
import { formatProblem } from '../problems.ts';

export interface XmlEncoding { encoding: Encoding; /** Bytes of a byte order mark at the start. */ mark: 0 | 2 | 3 }

const names = new Map<string, Encoding>([
  ['utf-8', 'utf-8'], ['utf8', 'utf-8'], ['us-ascii', 'utf-8'], ['ascii', 'utf-8'], ['windows-874', 'windows-874'], ['cp874', 'windows-874'], ['x-windows-874', 'windows-874'], ['ms874', 'windows-874'],
  ['tis-620', 'tis-620'], ['tis620', 'tis-620'], ['tis620.2533-1', 'tis-620'], ['iso-8859-11', 'iso-8859-11'], ['iso8859-11', 'iso-8859-11'],
]);

/**
 * The encoding an XML file names itself: by its mark, its first letters or its declaration, else UTF-8 (XML 1.0 §4.3.3).
 * @throws `linkage.xml-broken` for an encoding that is not read.
 */
export async function readXmlEncoding(path: string): Promise<XmlEncoding> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
    return encodingOf(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

function encodingOf(head: Buffer): XmlEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', mark: 2 };
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', mark: 3 };
  if (head[0] === 0x3c && head[1] === 0) return { encoding: 'utf-16le', mark: 0 };
  if (head[0] === 0 && head[1] === 0x3c) return { encoding: 'utf-16be', mark: 0 };
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/i.exec(head.toString('latin1'))?.[1];
  const encoding = declared === undefined ? 'utf-8' : names.get(declared.toLowerCase());
  if (encoding) return { encoding, mark: 0 };
  throw formatProblem('xml-broken', { detailTh: `ไฟล์บอกรหัสอักขระ ${declared} ซึ่งไม่รับ ใช้ UTF-8, UTF-16, TIS-620 หรือ Windows-874`, detailEn: `The file declares the encoding ${declared}, which is not read; use UTF-8, UTF-16, TIS-620 or Windows-874.` });
}

/** Decodes a stream strictly: a call without bytes ends it. Throws where bytes are no text. */
export function streamDecoder({ encoding }: XmlEncoding): (bytes?: Buffer) => string {
  if (encoding === 'utf-8' || encoding.startsWith('utf-16')) {
    const decoder = new TextDecoder(encoding, { fatal: true });
    return (bytes) => (bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode());
  }
  const decode = textDecoder(encoding);
  return (bytes) => {
    const text = bytes ? decode(bytes) : '';
    if (text === null) throw new TypeError(`bytes that ${encoding} does not define`);
    return text;
  };
}

/** Bytes that a stretch of decoded text took in the file. */
export function byteLengthOf(text: string, encoding: Encoding): number {
  if (encoding === 'utf-8') return Buffer.byteLength(text);
  return encoding.startsWith('utf-16') ? text.length * 2 : text.length;
}
