import type { CatalogueResource } from '@saphan/contracts/catalogue/record';
import { iri, iriOf, rdfType, term, text, typed, type Node } from '../rdf/graph.ts';
import { bilingual, conceptNode, textOf, when, type Telling, type Told } from './told.ts';

/** Formats that the EU's list of file types knows, by the words of our resources. */
const FILE_TYPES = new Set(['CSV', 'XLSX', 'XLS', 'JSON', 'XML', 'PDF', 'HTML', 'TXT', 'DOCX', 'DOC', 'ZIP', 'SHP', 'TIFF', 'GML', 'KML', 'GEOJSON', 'PARQUET', 'RDF', 'ODS', 'PNG', 'JPEG']);
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/;

/** One way to take a dataset: its address, format, size, hash, licence and rights. */
export function distributionNode(told: Told, resource: CatalogueResource): Node | null {
  const { graph, at, record } = told;
  const address = iriOf(at.whole(resource.url));
  if (!address) return null;
  const node = graph.add(iri(at.distribution(record.slug, resource.id)), rdfType, term('dcat:Distribution'));
  const say = (name: Parameters<typeof term>[0], ...objects: Parameters<typeof graph.add>[2][]) => graph.add(node, term(name), ...objects);
  say('dct:title', ...bilingual(resource.nameTh, resource.nameEn));
  say('dct:description', resource.description === null ? null : text(resource.description, 'th'));
  say('dcat:accessURL', address);
  if (resource.kind !== 'link') say('dcat:downloadURL', address);
  say('dct:format', formatNode(told, resource.format));
  say('dcat:mediaType', mediaNode(told, resource.mediaType));
  say('dcat:byteSize', resource.bytes === null ? null : typed(resource.bytes, 'xsd:nonNegativeInteger'));
  say('spdx:checksum', checksumNode(told, resource.sha256));
  say('dct:issued', when(textOf(resource.metadata, 'resource_data_release_date') ?? textOf(resource.metadata, 'resource_created_date')));
  say('dct:modified', when(textOf(resource.metadata, 'resource_last_updated_date') ?? resource.changedAt));
  say('dct:license', conceptNode(told, 'license_id', textOf(record.metadata, 'license_id'), term('dct:LicenseDocument')));
  say('dct:rights', rightsNode(told, textOf(resource.metadata, 'resource_accessible_condition') ?? textOf(record.metadata, 'accessible_condition')));
  return node;
}

function formatNode({ graph }: Telling, format: string): Node | null {
  const name = format.toUpperCase();
  if (name === '') return null;
  const node = FILE_TYPES.has(name) ? graph.add(iri(`http://publications.europa.eu/resource/authority/file-type/${name}`), rdfType, term('dct:MediaTypeOrExtent')) : graph.blank(term('dct:MediaTypeOrExtent'));
  return graph.add(node, term('rdfs:label'), text(format));
}

function mediaNode({ graph }: Telling, mediaType: string | null): Node | null {
  const type = mediaType?.split(';')[0]?.trim().toLowerCase() ?? '';
  return MEDIA_TYPE.test(type) ? graph.add(iri(`https://www.iana.org/assignments/media-types/${type}`), rdfType, term('dct:MediaType')) : null;
}

function checksumNode({ graph }: Telling, sha256: string | null): Node | null {
  if (sha256 === null || !/^[0-9a-f]{64}$/i.test(sha256)) return null;
  const node = graph.add(graph.blank(term('spdx:Checksum')), term('spdx:algorithm'), term('spdx:checksumAlgorithm_sha256'));
  return graph.add(node, term('spdx:checksumValue'), typed(sha256.toLowerCase(), 'xsd:hexBinary'));
}

function rightsNode({ graph }: Telling, condition: string | null): Node | null {
  return condition === null ? null : graph.add(graph.blank(term('dct:RightsStatement')), term('rdfs:label'), text(condition, 'th'));
}
