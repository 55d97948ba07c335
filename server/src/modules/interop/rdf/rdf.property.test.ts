import fc from 'fast-check';
import jsonld from 'jsonld';
import { Parser, Writer, type Quad } from 'n3';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { describe, expect, it } from 'vitest';
import { Graph, iri, iriOf, legible, rdfType, term, text, typed, type Blank, type Node, type Term } from './graph.ts';
import { jsonLdOf } from './json-ld.ts';
import { negotiate } from './documents.ts';
import { rdfXmlOf } from './rdf-xml.ts';
import { turtleOf } from './turtle.ts';

const whole = (pieces: Iterable<string>) => [...pieces].join('');
const refuseRemote = async (address: string) => { throw new TypeError(`asked for ${address}`); };
/** Equal for graphs that say the same, whatever their blank nodes are called. */
const canonical = (input: object | string, inputFormat?: string): Promise<string> => jsonld.canonize(input as never, { format: 'application/n-quads', ...(inputFormat && { inputFormat }), documentLoader: refuseRemote } as never) as unknown as Promise<string>;

async function nQuads(quads: Quad[]): Promise<string> {
  const writer = new Writer({ format: 'N-Quads' });
  writer.addQuads(quads);
  return new Promise((resolve, reject) => writer.end((error, result) => (error ? reject(error) : resolve(result as string))));
}

async function readXml(document: string): Promise<Quad[]> {
  const quads: Quad[] = [];
  const parser = new RdfXmlParser();
  parser.on('data', (quad: Quad) => quads.push(quad));
  return new Promise((resolve, reject) => {
    parser.on('error', reject).on('end', () => resolve(quads));
    parser.end(document);
  });
}

/** The same statements as N-Quads, written by n3 from the terms themselves: what the documents are compared with. */
async function expected(graph: Graph): Promise<string> {
  const { DataFactory } = await import('n3');
  const of = (each: Term) => each.kind === 'iri' ? DataFactory.namedNode(each.value) : each.kind === 'blank' ? DataFactory.blankNode(each.value)
    : DataFactory.literal(each.value, each.language ?? (each.datatype && DataFactory.namedNode(each.datatype.value)));
  return canonical(await nQuads(graph.statements.map(({ subject, predicate, object }) => DataFactory.quad(of(subject) as never, of(predicate) as never, of(object) as never))), 'application/n-quads');
}

const words = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.constantFrom('"', '\\', '\r\n\t', 'น้ำท่วม', ']]>', '<b>&amp;</b>', '"""', "''", '\u0085\u2028', '{{', '@th', ' '));
const nodes: fc.Arbitrary<Node> = fc.oneof(
  words.map((value) => iri(`https://example.org/${encodeURIComponent(legible(value))}`)),
  fc.constantFrom('b1', 'b2', 'b3').map((value): Blank => ({ kind: 'blank', value })),
  fc.constant(iri('urn:saphan:gdc:x')), fc.constant(term('dcat:Dataset')),
);
const objects: fc.Arbitrary<Term> = fc.oneof(nodes, words.map((value) => text(value)), words.map((value) => text(value, 'th')), words.map((value) => typed(value, 'xsd:token')), fc.integer().map((value) => typed(value, 'xsd:integer')));
const predicates = fc.constantFrom(term('dct:title'), term('dcat:theme'), term('gdc:objective'), iri('http://example.org/own/name'), rdfType);
const graphs = fc.array(fc.tuple(nodes, predicates, objects), { maxLength: 12 }).map((said) => {
  const graph = new Graph();
  for (const [subject, predicate, object] of said) if (predicate !== rdfType || object.kind === 'iri') graph.add(subject, predicate, object);
  return graph;
});

describe('a graph, written and read back by others', () => {
  it('says the same in Turtle', async () => {
    await fc.assert(fc.asyncProperty(graphs, async (graph) => {
      expect(await canonical(await nQuads(new Parser().parse(whole(turtleOf(graph)))), 'application/n-quads')).toBe(await expected(graph));
    }), { numRuns: 150 });
  });

  it('says the same in JSON-LD, and reading it fetches nothing', async () => {
    await fc.assert(fc.asyncProperty(graphs, async (graph) => {
      expect(await canonical(JSON.parse(whole(jsonLdOf(graph))))).toBe(await expected(graph));
    }), { numRuns: 150 });
  });

  it('says the same in RDF/XML', async () => {
    await fc.assert(fc.asyncProperty(graphs, async (graph) => {
      expect(await canonical(await nQuads(await readXml(whole(rdfXmlOf(graph)))), 'application/n-quads')).toBe(await expected(graph));
    }), { numRuns: 150 });
  });
});

describe('an address in a record', () => {
  it.each([
    ['https://example.org/แผนที่ น้ำ?q=<a>', 'https://example.org/แผนที่%20น้ำ?q=%3Ca%3E'], ['mailto:a@b.go.th', 'mailto:a@b.go.th'], ['https://x/100%', 'https://x/100%25'],
  ])('%s becomes an IRI', (address, value) => { expect(iriOf(address)?.value).toBe(value); });
  it.each(['', 'ไม่มี', 'www.example.org', '/data', '_:b1', 'http://', 'https://[', '../x', 'javascript:alert(1)', 'data:text/html,x'])('%j is none and is left out', (address) => { expect(iriOf(address)).toBeNull(); });
});

describe('what a client likes', () => {
  it.each([
    [undefined, 'ttl'], ['*/*', 'ttl'], ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'html'], ['application/rdf+xml', 'rdf'], ['application/ld+json;q=0.9, text/turtle;q=0.2', 'jsonld'],
    ['text/turtle;q=0, */*;q=0.1', 'jsonld'], ['image/png', null], ['text/*', 'ttl'], ['application/json', 'jsonld'],
  ])('%s is answered with %s', (accept, form) => { expect(negotiate(accept)).toBe(form); });
});
