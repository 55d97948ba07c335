import { SaxesParser } from 'saxes';
import { byteLengthOf, type XmlEncoding } from './xml-encoding.ts';

class EndFound extends Error {}

/** Length in bytes of the element that begins the bytes, or null when it does not end in them. */
export function xmlRecordEnd(bytes: Buffer, encoding: XmlEncoding['encoding']): number | null {
  const label = encoding === 'utf-8' || encoding.startsWith('utf-16') ? encoding : 'windows-874';
  const text = new TextDecoder(label, { ignoreBOM: true }).decode(bytes);
  const parser = new SaxesParser({ fragment: true });
  let depth = 0;
  let end: number | null = null;
  parser.on('opentag', () => { depth += 1; });
  parser.on('closetag', () => {
    depth -= 1;
    if (depth > 0) return;
    end = parser.position;
    throw new EndFound();
  });
  parser.on('error', () => { throw new EndFound(); });
  try {
    parser.write(text);
  } catch (error) {
    if (!(error instanceof EndFound)) throw error;
  }
  return end === null ? null : byteLengthOf(text.slice(0, end), encoding);
}
