import { SaxesParser } from 'saxes';
import { formatProblem } from '../problems.ts';
import { brokenZip, type ZipParts } from './open-zip.ts';

export interface XmlHandlers {
  open(name: string, attributes: Record<string, string>): void;
  close(name: string): void;
  text?(text: string): void;
}

/** Without a tag in between no part of a workbook is longer; Excel allows 32,767 characters in a cell. */
const longestStretch = 4_000_000;

/**
 * Reads one part of a workbook as XML, chunk by chunk. Names come without namespace prefix. Document type declarations are refused, so
 * no entity is ever defined or expanded. Yields after each chunk, so the caller can hand on what has been read.
 *
 * @throws `linkage.workbook-broken` when the XML is not well formed, `linkage.workbook-too-large` for text without end.
 */
export async function* parseXml(parts: ZipParts, part: string, handlers: XmlHandlers): AsyncGenerator<void> {
  const stretch = { length: 0 };
  const parser = newParser(part, handlers, stretch);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const source = await parts.open(part);
  try {
    for await (const chunk of source) {
      stretch.length += (chunk as Buffer).length;
      if (stretch.length > longestStretch) throw formatProblem('workbook-too-large', { part, detailTh: 'มีข้อความยาวผิดปกติในสมุดงาน', detailEn: 'A text in the workbook has no end.' });
      parser.write(decoder.decode(chunk as Buffer, { stream: true }));
      yield;
    }
    parser.write(decoder.decode()).close();
    yield;
  } catch (error) {
    throw (error as { code?: string }).code?.startsWith('linkage.') ? error : brokenZip(error);
  } finally {
    source.destroy();
  }
}

/** Reads a whole small part. */
export async function parseWholeXml(parts: ZipParts, part: string, handlers: XmlHandlers): Promise<void> {
  const progress = parseXml(parts, part, handlers);
  while (!(await progress.next()).done);
}

function newParser(part: string, handlers: XmlHandlers, stretch: { length: number }): SaxesParser {
  const parser = new SaxesParser({ position: false });
  parser.on('error', (error) => { throw formatProblem('workbook-broken', { part, detailTh: `XML ของส่วน ${part} ไม่ถูกต้อง`, detailEn: `${part}: ${error.message}` }); });
  parser.on('doctype', () => { throw formatProblem('workbook-broken', { part, detailTh: 'สมุดงานมีการประกาศชนิดเอกสาร (DOCTYPE) ซึ่งไม่รับ', detailEn: 'The workbook declares a document type, which is refused.' }); });
  parser.on('opentag', (tag) => {
    stretch.length = 0;
    handlers.open(localName(tag.name), tag.attributes as Record<string, string>);
  });
  parser.on('closetag', (tag) => {
    stretch.length = 0;
    handlers.close(localName(tag.name));
  });
  if (handlers.text) {
    parser.on('text', (text) => handlers.text?.(text));
    parser.on('cdata', (text) => handlers.text?.(text));
  }
  return parser;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
