import { rdfType, shortName, type Graph, type Iri, type Term } from './graph.ts';

/** A graph in Turtle 1.1 (W3C, 2014), piece by piece. */
export function* turtleOf(graph: Graph): Generator<string> {
  for (const [prefix, namespace] of graph.prefixes) yield `@prefix ${prefix}: <${namespace}> .\n`;
  for (const { node, said } of graph.described()) {
    const lines = Array.from(said, ({ predicate, objects }) => `${predicate.value === rdfType.value ? 'a' : nameOf(predicate)} ${objects.map(writeTerm).join(', ')}`);
    yield `\n${writeTerm(node)} ${lines.join(' ;\n  ')} .\n`;
  }
}

const nameOf = (iri: Iri) => shortName(iri) ?? `<${iri.value}>`;

function writeTerm(term: Term): string {
  if (term.kind === 'iri') return nameOf(term);
  if (term.kind === 'blank') return `_:${term.value}`;
  const quoted = `"${term.value.replaceAll(/["\\\n\r\t]/g, (mark) => ESCAPES[mark] as string)}"`;
  if (term.language) return `${quoted}@${term.language}`;
  return term.datatype ? `${quoted}^^${nameOf(term.datatype)}` : quoted;
}

const ESCAPES: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
