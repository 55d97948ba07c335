import jsonld from 'jsonld';
import { Parser, Store, type Quad } from 'n3';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { problem } from '../errors.ts';

export type RdfForm = 'turtle' | 'json-ld' | 'rdf-xml';

/** More than this is no page of a catalogue. */
const MOST_TRIPLES = 2_000_000;

/** Which form a document is in, by its type and, where that says nothing, by its beginning. */
export function formOf(mediaType: string, text: string): RdfForm | null {
  if (/json/.test(mediaType)) return 'json-ld';
  if (/turtle|n-triples|\bn3\b/.test(mediaType)) return 'turtle';
  if (/rdf\+xml|[/+]xml/.test(mediaType)) return /<(?:\w+:)?RDF[\s>]/.test(text.slice(0, 4_000)) ? 'rdf-xml' : null;
  const head = text.slice(0, 4_000).trimStart();
  if (/^<(?:!doctype\s+)?html/i.test(head)) return null;
  if (/^[[{]/.test(head)) return 'json-ld';
  if (/^<\?xml|<(?:\w+:)?RDF[\s>]/.test(head)) return 'rdf-xml';
  return /^(?:@prefix|@base|prefix|base|<|#|_:|\[)/i.test(head) ? 'turtle' : null;
}

/**
 * Every triple of a document.
 * @throws `harvest.answer-unreadable`: not well formed, a context elsewhere (which is never fetched), or too much.
 */
export async function readTriples(text: string, form: RdfForm, base: string): Promise<Store> {
  try {
    const quads = form === 'rdf-xml' ? await readRdfXml(text, base) : new Parser({ baseIRI: base, format: form === 'turtle' ? 'text/turtle' : 'application/n-quads' }).parse(form === 'turtle' ? text : await toQuads(text, base));
    if (quads.length > MOST_TRIPLES) throw new RangeError(`${quads.length} triples`);
    return new Store(quads);
  } catch (error) {
    throw problem('answer-unreadable', { detailTh: `อ่าน ${form} ไม่ได้`, detailEn: `${form}: ${(error as Error).message.slice(0, 300)}` }, { cause: error });
  }
}

async function toQuads(text: string, base: string): Promise<string> {
  const document = JSON.parse(text) as object;
  const quads = await jsonld.toRDF(document, { base, format: 'application/n-quads', documentLoader: async (url: string) => { throw new TypeError(`the context ${url} lies elsewhere and is not fetched`); } });
  return quads as unknown as string;
}

function readRdfXml(text: string, baseIRI: string): Promise<Quad[]> {
  if (/<!DOCTYPE[^>]*\[/i.test(text)) return Promise.reject(new TypeError('it declares entities'));
  return new Promise((resolve, reject) => {
    const quads: Quad[] = [];
    const parser = new RdfXmlParser({ baseIRI });
    parser.on('data', (quad: Quad) => quads.push(quad));
    parser.on('error', reject);
    parser.on('end', () => resolve(quads));
    parser.end(text);
  });
}
