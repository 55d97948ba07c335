import { bySubject, rdfType, shortName, usedPrefixes, type Graph, type Iri, type Term } from './graph.ts';

/** A graph in Turtle 1.1 (W3C, 2014). */
export function turtleOf(graph: Graph): string {
  const heads = usedPrefixes(graph).map(([prefix, namespace]) => `@prefix ${prefix}: <${namespace}> .\n`);
  const blocks = bySubject(graph).map(([subject, said]) => {
    const lines = said.map(([predicate, objects]) => `${predicate.value === rdfType.value ? 'a' : nameOf(predicate)} ${objects.map(writeTerm).join(', ')}`);
    return `${writeTerm(subject)} ${lines.join(' ;\n  ')} .\n`;
  });
  return [heads.join(''), ...blocks].join('\n');
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
