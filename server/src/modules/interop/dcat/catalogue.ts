import type { CatalogueRecord } from '@saphan/contracts/catalogue/record';
import { addressesOf } from '../addresses.ts';
import { breather } from '../rdf/breath.ts';
import { Graph, iri, rdfType, term, text, typed, type Iri } from '../rdf/graph.ts';
import type { Terms } from '../terms.ts';
import { describeDataset } from './dataset.ts';
import { when, type Telling } from './told.ts';

/** Where a page of the catalogue stands among the others. Addresses are whole. */
export interface PagePlace { readonly self: string; readonly first: string; readonly previous: string | null; readonly next: string | null; readonly last: string | null; readonly total: number; readonly size: number }

/** One record as a graph. */
export function datasetGraph(publicUrl: string, terms: Terms, record: CatalogueRecord): Graph {
  const graph = new Graph();
  const telling: Telling = { graph, at: addressesOf(publicUrl), terms };
  const catalogue = describeCatalogue(telling);
  const node = describeDataset(telling, record);
  graph.add(catalogue, term('dcat:dataset'), node);
  graph.add(catalogue, term('dcat:record'), entryOf(telling, node, record));
  return graph;
}

/** A page of the catalogue as a graph: the catalogue, the datasets of the page, and where the other pages are (Hydra, as other portals page). */
export async function catalogueGraph(publicUrl: string, terms: Terms, records: readonly CatalogueRecord[], place: PagePlace): Promise<Graph> {
  const graph = new Graph();
  const telling: Telling = { graph, at: addressesOf(publicUrl), terms };
  const catalogue = describeCatalogue(telling);
  const breathe = breather();
  for (const record of records) {
    const node = describeDataset(telling, record);
    graph.add(catalogue, term('dcat:dataset'), node);
    graph.add(catalogue, term('dcat:record'), entryOf(telling, node, record));
    await breathe();
  }
  const page = graph.add(iri(place.self), rdfType, term('hydra:PagedCollection'), term('hydra:PartialCollectionView'));
  const link = (name: Parameters<typeof term>[0], address: string | null) => graph.add(page, term(name), address === null ? null : iri(address));
  link('hydra:first', place.first);
  link('hydra:previous', place.previous);
  link('hydra:next', place.next);
  link('hydra:last', place.last);
  graph.add(page, term('hydra:totalItems'), typed(place.total, 'xsd:integer'));
  graph.add(page, term('hydra:itemsPerPage'), typed(place.size, 'xsd:integer'));
  return graph;
}

function describeCatalogue({ graph, at }: Telling): Iri {
  const node = graph.add(iri(at.catalogue), rdfType, term('dcat:Catalog'));
  const home = graph.add(iri(`${at.base}/`), rdfType, term('foaf:Document'));
  const publisher = graph.add(graph.add(iri(`${at.catalogue}#publisher`), rdfType, term('foaf:Agent')), term('foaf:name'), text('กระทรวงเกษตรและสหกรณ์', 'th'), text('Ministry of Agriculture and Cooperatives', 'en'));
  graph.add(node, term('dct:title'), text('บัญชีข้อมูลของกระทรวง', 'th'), text('The ministry’s data catalogue', 'en'));
  graph.add(node, term('dct:description'), text('ชุดข้อมูลของหน่วยงานในกระทรวง พร้อมคำอธิบายตามมาตรฐานข้อมูลภาครัฐ', 'th'), text('Datasets of the ministry’s agencies, described by the Thai government standard', 'en'));
  graph.add(node, term('dct:publisher'), publisher);
  graph.add(node, term('foaf:homepage'), home);
  graph.add(node, term('dct:language'), ...['THA', 'ENG'].map((code) => graph.add(iri(`http://publications.europa.eu/resource/authority/language/${code}`), rdfType, term('dct:LinguisticSystem'))));
  graph.add(node, term('dcat:service'), serviceNode({ graph, at }));
  return node;
}

function serviceNode({ graph, at }: Pick<Telling, 'graph' | 'at'>): Iri {
  const node = graph.add(iri(at.ogc()), rdfType, term('dcat:DataService'));
  graph.add(node, term('dct:title'), text('บริการ OGC API', 'th'), text('OGC API', 'en'));
  graph.add(node, term('dcat:endpointURL'), iri(at.ogc()));
  return graph.add(node, term('dcat:endpointDescription'), iri(at.ogc('/api')));
}

/** The entry that tells when the record itself changed, apart from its data. */
function entryOf({ graph, at }: Telling, node: Iri, record: CatalogueRecord): Iri {
  const entry = graph.add(iri(`${at.dataset(record.slug)}#record`), rdfType, term('dcat:CatalogRecord'));
  graph.add(entry, term('foaf:primaryTopic'), node);
  graph.add(entry, term('dct:issued'), when(record.createdAt));
  return graph.add(entry, term('dct:modified'), when(record.changedAt));
}
