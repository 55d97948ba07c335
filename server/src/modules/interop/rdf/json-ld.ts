import { bySubject, rdfType, shortName, usedPrefixes, type Graph, type Iri, type Node, type Term } from './graph.ts';

/** A graph in JSON-LD 1.1 (W3C, 2020) with its own context; nothing needs to be fetched to read it. */
export function jsonLdOf(graph: Graph): object {
  return { '@context': Object.fromEntries(usedPrefixes(graph)), '@graph': bySubject(graph).map(([subject, said]) => nodeOf(subject, said)) };
}

function nodeOf(subject: Node, said: [Iri, Term[]][]): object {
  return {
    '@id': idOf(subject),
    ...Object.fromEntries(said.map(([predicate, objects]) => {
      const isType = predicate.value === rdfType.value;
      const values = objects.map((object) => (isType && object.kind === 'iri' ? nameOf(object) : valueOf(object)));
      // Only names may follow `@type`.
      const key = isType && objects.every((object) => object.kind === 'iri') ? '@type' : nameOf(predicate);
      return [key, key === '@type' ? values : isType ? objects.map(valueOf) : values];
    })),
  };
}

const nameOf = (iri: Iri) => shortName(iri) ?? iri.value;
const idOf = (node: Node) => (node.kind === 'blank' ? `_:${node.value}` : node.value);

function valueOf(term: Term): object {
  if (term.kind !== 'literal') return { '@id': idOf(term) };
  if (term.language) return { '@value': term.value, '@language': term.language };
  return term.datatype ? { '@value': term.value, '@type': nameOf(term.datatype) } : { '@value': term.value };
}
