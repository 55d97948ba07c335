import { bySubject, prefixes, usedPrefixes, type Graph, type Iri, type Node, type Term } from './graph.ts';

/** A graph in RDF 1.1 XML (W3C, 2014). A predicate needs a name that XML allows; every one of ours has it. */
export function rdfXmlOf(graph: Graph): string {
  const known = new Map<string, string>([['http://www.w3.org/1999/02/22-rdf-syntax-ns#', 'rdf'], ...usedPrefixes(graph).map(([prefix, namespace]) => [namespace, prefix] as const)]);
  const body = bySubject(graph).map(([subject, said]) => {
    const properties = said.flatMap(([predicate, objects]) => objects.map((object) => propertyOf(predicate, object, known)));
    return `  <rdf:Description ${naming('about', subject)}>\n${properties.join('')}  </rdf:Description>\n`;
  });
  // Namespaces are known when the body is written.
  const heads = [...known].map(([namespace, prefix]) => ` xmlns:${prefix}="${escape(namespace)}"`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF${heads.join('')}>\n${body.join('')}</rdf:RDF>\n`;
}

/** `rdf:about="…"` and alike; a node without a name is `rdf:nodeID`. */
const naming = (attribute: 'about' | 'resource', node: Node) => (node.kind === 'blank' ? `rdf:nodeID="${node.value}"` : `rdf:${attribute}="${escape(node.value)}"`);

function propertyOf(predicate: Iri, object: Term, known: Map<string, string>): string {
  const name = elementName(predicate, known);
  if (object.kind !== 'literal') return `    <${name} ${naming('resource', object)}/>\n`;
  const about = object.language ? ` xml:lang="${escape(object.language)}"` : object.datatype ? ` rdf:datatype="${escape(object.datatype.value)}"` : '';
  return `    <${name}${about}>${escape(object.value)}</${name}>\n`;
}

function elementName({ value }: Iri, known: Map<string, string>): string {
  const [, namespace = '', local = ''] = /^(.*?)([A-Za-z_][A-Za-z0-9_.-]*)$/.exec(value) ?? [];
  if (local === '') throw new TypeError(`${value} cannot be the name of an XML element`);
  const prefix = known.get(namespace) ?? Object.entries(prefixes).find(([, each]) => each === namespace)?.[0] ?? `ns${known.size}`;
  known.set(namespace, prefix);
  return `${prefix}:${local}`;
}

/** Line ends and tabs as references: a parser would make spaces or other line ends of them. */
function escape(text: string): string {
  return text.replaceAll(/[&<>"'\n\r\t]/g, (mark) => ESCAPES[mark] as string);
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' };
