import { iri, iriOf, rdfType, term, text, type Node } from '../rdf/graph.ts';
import { bilingual, textOf, type Telling, type Told } from './told.ts';

/** The agency that answers for a dataset, as a node with its names: shapes want an agent, not an address alone. */
export function publisherNode({ graph, at }: Telling, { id, nameTh, nameEn, domain }: { id: string; nameTh: string; nameEn: string; domain: string | null }): Node {
  const node = graph.add(iri(at.agency(id)), rdfType, term('foaf:Agent'), term('foaf:Organization'));
  const home = domain === null ? null : iriOf(`https://${domain}`);
  if (home) graph.add(home, rdfType, term('foaf:Document'));
  return graph.add(graph.add(node, term('foaf:name'), ...bilingual(nameTh, nameEn)), term('foaf:homepage'), home);
}

/** Whom to ask: the section that the record names, else the agency. */
export function contactNode({ graph, record }: Told): Node {
  const node = graph.blank(term('vcard:Organization'));
  graph.add(node, rdfType, term('vcard:Kind'));
  graph.add(node, term('vcard:fn'), text(textOf(record.metadata, 'maintainer') ?? record.agency.nameTh, 'th'));
  const email = textOf(record.metadata, 'maintainer_email');
  return graph.add(node, term('vcard:hasEmail'), email?.includes('@') ? iriOf(`mailto:${email}`) : null);
}
