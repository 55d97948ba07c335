import type { CatalogueRecord } from '@saphan/contracts/catalogue/record';
import { iri, iriOf, rdfType, term, text, typed, type Iri } from '../rdf/graph.ts';
import { contactNode, publisherNode } from './agents.ts';
import { distributionNode } from './distribution.ts';
import { period, places } from './extent.ts';
import { bilingual, conceptNode, isTrue, textOf, valuesOf, when, type Telling, type Told } from './told.ts';

type Name = Parameters<typeof term>[0];

/**
 * Puts a record into the graph as a `dcat:Dataset` with its distributions, by DCAT-AP 3.0.1 (docs/standards/dcat-ap-3.md names each field).
 * What the profile has no word for is said in `gdc:`.
 */
export function describeDataset(telling: Telling, record: CatalogueRecord): Iri {
  const { graph, at } = telling;
  const node = graph.add(iri(at.dataset(record.slug)), rdfType, term('dcat:Dataset'));
  const told: Told = { ...telling, record, node };
  nameIt(told);
  placeIt(told);
  dateIt(told);
  sayWhatOnlyThailandAsks(told);
  graph.add(node, term('dct:publisher'), publisherNode(told, record.agency));
  graph.add(node, term('dcat:contactPoint'), contactNode(told));
  graph.add(node, term('dcat:distribution'), ...record.resources.map((resource) => distributionNode(told, resource)));
  return node;
}

const sayer = ({ graph, node }: Told) => (name: Name, ...objects: Parameters<typeof graph.add>[2][]) => graph.add(node, term(name), ...objects);

function nameIt(told: Told): void {
  const { record, graph, at } = told;
  const { metadata } = record;
  const say = sayer(told);
  say('dct:identifier', text(record.id));
  say('dct:title', ...bilingual(record.titleTh, record.titleEn));
  const described = bilingual(record.descriptionTh, record.descriptionEn);
  // The profile wants a description of every dataset; a draft may have none yet.
  say('dct:description', ...described.length > 0 ? described : bilingual(record.titleTh, record.titleEn));
  say('dcat:keyword', ...record.tags.map((tag) => text(tag, 'th')));
  say('dct:type', conceptNode(told, 'data_type', textOf(metadata, 'data_type')));
  const layer = conceptNode(told, 'geographic_data_set', textOf(metadata, 'geographic_data_set'));
  // A theme must have a name of its own.
  if (layer?.kind === 'iri') say('dcat:theme', layer);
  else say('gdc:geographicDataSet', layer);
  say('dct:accessRights', conceptNode(told, 'data_category', textOf(metadata, 'data_category'), term('dct:RightsStatement')));
  say('dct:language', ...valuesOf(metadata, 'data_language').map((each) => conceptNode(told, 'data_language', each, term('dct:LinguisticSystem'))));
  for (const address of [at.page(record.slug), textOf(metadata, 'url')]) {
    const page = address === null ? null : iriOf(address);
    if (page) say('dcat:landingPage', graph.add(page, rdfType, term('foaf:Document')));
  }
  const reference = textOf(metadata, 'reference_url_catalog');
  say('dct:relation', reference === null ? null : iriOf(reference));
  const source = textOf(metadata, 'data_source');
  if (source !== null) say('dct:provenance', graph.add(graph.blank(term('dct:ProvenanceStatement')), term('rdfs:label'), text(source, 'th')));
  const standard = textOf(metadata, 'standard');
  if (standard !== null) say('dct:conformsTo', graph.add(graph.blank(term('dct:Standard')), term('dct:title'), text(standard, 'th')));
}

function placeIt(told: Told): void {
  const say = sayer(told);
  say('dct:spatial', ...places(told));
  say('dct:temporal', period(told));
  say('gdc:geographicLevel', conceptNode(told, 'geo_coverage', textOf(told.record.metadata, 'geo_coverage')));
}

function dateIt(told: Told): void {
  const { record: { metadata, release, publishedAt, changedAt } } = told;
  const say = sayer(told);
  say('dct:issued', when(textOf(metadata, 'data_release_date') ?? publishedAt));
  say('dct:modified', when(textOf(metadata, 'last_updated_date') ?? release?.publishedAt ?? changedAt));
  say('dct:created', when(textOf(metadata, 'created_date')));
  say('dct:available', when(textOf(metadata, 'data_release_calendar')));
  say('dcat:version', release === null ? null : text(String(release.number)));
  say('dct:accrualPeriodicity', conceptNode(told, 'update_frequency_unit', textOf(metadata, 'update_frequency_unit'), term('dct:Frequency')));
  const every = textOf(metadata, 'update_frequency_interval');
  say('gdc:updateInterval', every !== null && /^[1-9]\d{0,8}$/.test(every) ? typed(every, 'xsd:positiveInteger') : null);
}

/** Fields of the standard with a list, for which neither DCAT nor DCAT-AP has a property. */
const LISTED: readonly (readonly [field: string, name: Name])[] = [
  ['objective', 'gdc:objective'], ['data_classification', 'gdc:classificationLevel'], ['data_collect', 'gdc:collectionUnit'], ['data_support', 'gdc:supportedBy'], ['data_format', 'gdc:storageFormat'],
  ['disaggregate', 'gdc:disaggregation'], ['unit_of_multiplier', 'gdc:unitMultiplier'], ['equivalent_scale', 'gdc:equivalentScale'],
];
const WRITTEN: readonly (readonly [field: string, name: Name])[] = [
  ['unit_of_measure', 'gdc:unitOfMeasure'], ['calculation_method', 'gdc:calculationMethod'], ['positional_accuracy', 'gdc:positionalAccuracy'], ['reference_period', 'gdc:referencePeriod'],
];
const FLAGS: readonly (readonly [field: string, name: Name])[] = [['high_value_dataset', 'gdc:highValueDataset'], ['reference_data', 'gdc:referenceData'], ['official_statistics', 'gdc:officialStatistics']];

function sayWhatOnlyThailandAsks(told: Told): void {
  const { metadata } = told.record;
  const say = sayer(told);
  for (const [field, name] of LISTED) say(name, ...valuesOf(metadata, field).map((value) => conceptNode(told, field, value)));
  for (const [field, name] of WRITTEN) say(name, ...[textOf(metadata, field)].map((value) => (value === null ? null : text(value, 'th'))));
  for (const [field, name] of FLAGS) if (metadata[field] !== undefined) say(name, typed(isTrue(metadata, field), 'xsd:boolean'));
}
