import type { CatalogueRecord, Metadata } from '@saphan/contracts/catalogue/record';
import type { Addresses } from '../addresses.ts';
import { iri, iriOf, term, text, typed, rdfType, type Graph, type Iri, type Literal, type Node } from '../rdf/graph.ts';
import type { Concept, Terms } from '../terms.ts';

/** What every part of a description writes into and asks. */
export interface Telling { readonly graph: Graph; readonly at: Addresses; readonly terms: Terms }

/** A record in the graph: its node, and where its words come from. */
export interface Told extends Telling { readonly record: CatalogueRecord; readonly node: Iri }

/** The text of a field; null when it is empty. */
export function textOf(metadata: Metadata, field: string): string | null {
  const value = metadata[field];
  return value === undefined || value === '' || Array.isArray(value) ? null : String(value);
}

/** The values of a field, one or many. */
export function valuesOf(metadata: Metadata, field: string): string[] {
  const value = metadata[field];
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String).filter((each) => each !== '');
}

export const isTrue = (metadata: Metadata, field: string): boolean => metadata[field] === true || metadata[field] === 'True' || metadata[field] === 'true';

/** A title or description in both languages; the Thai one alone when they are the same. */
export const bilingual = (th: string | null, en: string | null): Literal[] => [...th ? [text(th, 'th')] : [], ...en && en !== th ? [text(en, 'en')] : []];

/** A day, an instant or a year as a literal of its type; a Buddhist year becomes a year of the common era. Null for what is none. */
export function when(value: string | null): Literal | null {
  if (value === null) return null;
  // Years after 2400 are Buddhist, whoever wrote them into a field of the common era.
  const whole = value.trim().replace(/^(2[4-9]\d\d|[3-9]\d{3})(?=$|-)/, (year) => String(Number(year) - 543));
  if (/^\d{4}$/.test(whole)) return typed(whole, 'xsd:gYear');
  const day = /^(\d{4})-(\d{2})-(\d{2})/.exec(whole);
  if (!day || Number.isNaN(Date.parse(whole)) || new Date(`${day[0]}T00:00:00Z`).getUTCDate() !== Number(day[3])) return null;
  return whole.length === 10 ? typed(whole, 'xsd:date') : typed(new Date(whole).toISOString(), 'xsd:dateTime');
}

/** A value of a list as a node with its class: what the world calls it where that is known, else a concept of the Thai standard. */
export function conceptNode({ graph, terms }: Telling, field: string, value: string | null, type: Iri = term('skos:Concept')): Node | null {
  const concept = value === null ? null : terms.conceptOf(field, value);
  if (!concept || !value) return null;
  const known = concept.iri && iriOf(concept.iri);
  if (known) return labelled(graph, graph.add(known, rdfType, type), concept, type);
  const node = concept.code === null ? graph.blank(type) : graph.add(iri(`urn:saphan:gdc:${field}:${encodeURIComponent(concept.code)}`), rdfType, type);
  return labelled(graph, node, concept, type);
}

function labelled(graph: Graph, node: Node, { th, en }: Concept, type: Iri): Node {
  return graph.add(node, type.value === term('skos:Concept').value ? term('skos:prefLabel') : term('rdfs:label'), ...bilingual(th, en));
}
