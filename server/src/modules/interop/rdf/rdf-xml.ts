import { shortName, type Graph, type Iri, type Node, type Term } from './graph.ts';

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

/** A graph in RDF 1.1 XML (W3C, 2014), piece by piece. A predicate needs a name that XML allows; every one of ours has it. */
export function* rdfXmlOf(graph: Graph): Generator<string> {
  const heads = graph.prefixes.filter(([prefix]) => prefix !== 'rdf').map(([prefix, namespace]) => ` xmlns:${prefix}="${escape(namespace)}"`);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF xmlns:rdf="${RDF}"${heads.join('')}>\n`;
  for (const { node, said } of graph.described()) {
    const properties = Array.from(said, ({ predicate, objects }) => objects.map((object) => propertyOf(predicate, object)).join(''));
    yield `  <rdf:Description ${naming('about', node)}>\n${properties.join('')}  </rdf:Description>\n`;
  }
  yield '</rdf:RDF>\n';
}

/** `rdf:about="…"` and alike; a node without a name is `rdf:nodeID`. */
const naming = (attribute: 'about' | 'resource', node: Node) => (node.kind === 'blank' ? `rdf:nodeID="${node.value}"` : `rdf:${attribute}="${escape(node.value)}"`);

function propertyOf(predicate: Iri, object: Term): string {
  const { name, own } = elementOf(predicate);
  if (object.kind !== 'literal') return `    <${name}${own} ${naming('resource', object)}/>\n`;
  const about = object.language ? ` xml:lang="${escape(object.language)}"` : object.datatype ? ` rdf:datatype="${escape(object.datatype.value)}"` : '';
  return `    <${name}${own}${about}>${escape(object.value)}</${name}>\n`;
}

/** Name of an element; a namespace without a prefix of ours is said on the element itself. */
function elementOf(predicate: Iri): { name: string; own: string } {
  const short = shortName(predicate);
  if (short !== null) return { name: short, own: '' };
  const [, namespace = '', local = ''] = /^(.*?)([A-Za-z_][A-Za-z0-9_.-]*)$/.exec(predicate.value) ?? [];
  if (local === '') throw new TypeError(`${predicate.value} cannot be the name of an XML element`);
  return { name: `own:${local}`, own: ` xmlns:own="${escape(namespace)}"` };
}

/** Line ends and tabs as references: a parser would make spaces or other line ends of them. */
const escape = (text: string): string => (/[&<>"'\n\r\t]/.test(text) ? text.replaceAll(/[&<>"'\n\r\t]/g, (mark) => ESCAPES[mark] as string) : text);

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' };
