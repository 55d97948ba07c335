import { rdfType, shortName, type Described, type Graph, type Iri, type Node, type Term } from './graph.ts';

/** A graph in JSON-LD 1.1 (W3C, 2020) with its own context, piece by piece; nothing needs to be fetched to read it. */
export function* jsonLdOf(graph: Graph): Generator<string> {
  yield `{"@context":${JSON.stringify(Object.fromEntries(graph.prefixes))},"@graph":[`;
  let first = true;
  for (const described of graph.described()) {
    yield `${first ? '' : ',\n'}${JSON.stringify(nodeOf(described))}`;
    first = false;
  }
  yield ']}';
}

function nodeOf({ node, said }: Described): object {
  return {
    '@id': idOf(node),
    ...Object.fromEntries(Array.from(said, ({ predicate, objects }) => {
      // Only names may follow `@type`.
      const isType = predicate.value === rdfType.value && objects.every((object) => object.kind === 'iri');
      return isType ? ['@type', objects.map((object) => nameOf(object as Iri))] : [nameOf(predicate), objects.map(valueOf)];
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
