import { createReadStream } from 'node:fs';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { formatProblem } from '../problems.ts';
import { BytePlaces } from './byte-places.ts';
import { readXmlEncoding, streamDecoder } from './xml-encoding.ts';

/** Names come without namespace prefixes; `byte` is the offset of a tag's first byte, and of the byte behind a closing tag. */
export interface XmlReading {
  open(name: string, attributes: [string, string][], byte: number): void;
  close(name: string, byteAfter: number): void;
  text(text: string): void;
}

const limits = {
  /** Bytes without a tag that opens or closes. */
  stretch: 16_000_000,
  depth: 100,
};

/**
 * Reads an XML file chunk by chunk in bounded memory. Document types are refused, so no entity is ever defined, expanded or fetched.
 * Yields after each chunk, so that the caller can hand on what has been read.
 *
 * @throws `linkage.xml-broken` with line and byte when the XML is not well formed, nested deeper than 100 or not in its encoding.
 */
export async function* readXml(path: string, reading: XmlReading): AsyncGenerator<void> {
  const encoding = await readXmlEncoding(path);
  const decode = streamDecoder(encoding);
  const places = new BytePlaces(encoding);
  const progress = { stretch: 0, read: 0 };
  const parser = newParser(reading, places, progress);
  const feed = (text: string) => { places.push(text); parser.write(text); };
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
      progress.stretch += (chunk as Buffer).length;
      if (progress.stretch > limits.stretch) throw broken(parser, 'มีข้อความยาวผิดปกติโดยไม่มีแท็ก', 'a text without end');
      feed(decode(chunk as Buffer));
      progress.read += (chunk as Buffer).length;
      yield;
    }
    feed(decode());
    parser.close();
    yield;
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('linkage.')) throw error;
    if (error instanceof TypeError) throw broken(parser, `มีไบต์ที่ไม่ใช่อักขระของ ${encoding.encoding} หลังไบต์ที่ ${progress.read}`, `bytes that are no text of ${encoding.encoding}, after byte ${progress.read}`);
    throw error;
  }
}

function newParser(reading: XmlReading, places: BytePlaces, progress: { stretch: number }): SaxesParser {
  const parser = new SaxesParser();
  let depth = 0;
  let start = 0;
  parser.on('error', (error) => { throw broken(parser, 'XML เขียนไม่ถูกไวยากรณ์หรือได้รับไม่ครบ', error.message.replace(/^\d+:\d+: /, '')); });
  parser.on('doctype', () => { throw broken(parser, 'มีการประกาศชนิดเอกสาร (DOCTYPE) ซึ่งไม่รับ', 'a document type is declared, which is refused'); });
  parser.on('opentagstart', () => { start = places.tagBefore(parser.position); });
  parser.on('opentag', (tag) => {
    progress.stretch = 0;
    depth += 1;
    if (depth > limits.depth) throw broken(parser, `แท็กซ้อนกันลึกเกิน ${limits.depth} ชั้น`, `tags nested deeper than ${limits.depth}`);
    reading.open(localName(tag.name), attributesOf(tag as SaxesTagPlain), start);
  });
  parser.on('closetag', (tag) => {
    progress.stretch = 0;
    depth -= 1;
    reading.close(localName(tag.name), places.at(parser.position));
  });
  parser.on('text', (text) => reading.text(text));
  parser.on('cdata', (text) => reading.text(text));
  return parser;
}

function attributesOf({ attributes }: SaxesTagPlain): [string, string][] {
  return Object.entries(attributes).filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:')).map(([name, value]) => [localName(name), value]);
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

function broken(parser: SaxesParser, th: string, en: string): Error {
  const { line, columnIndex: column } = parser;
  return formatProblem('xml-broken', { line, detailTh: `บรรทัด ${line} ตัวที่ ${column}: ${th}`, detailEn: `Line ${line}, character ${column}: ${en}.` });
}
