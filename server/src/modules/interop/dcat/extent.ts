import type { CatalogueRecord } from '@saphan/contracts/catalogue/record';
import { iri, rdfType, term, typed, text, type Node } from '../rdf/graph.ts';
import { textOf, when, type Told } from './told.ts';

const THAILAND = iri('http://publications.europa.eu/resource/authority/country/THA');
/** Levels of the standard that lie inside Thailand: country, region, province … point. */
const WITHIN = new Set(['04', '05', '06', '07', '08', '09', '10', '11']);
/** All provinces are the country. */
const PROVINCES = 77;
export type Bbox = readonly [number, number, number, number];

/** West, south, east, north: as the record says, else as its rows say. The standard's `north_bound_longitude` holds a latitude. */
export function bboxOf({ metadata, release }: Pick<CatalogueRecord, 'metadata' | 'release'>): Bbox | null {
  const said = ['west', 'south', 'east', 'north'].map((side) => textOf(metadata, `${side}_bound_longitude`));
  const [west, south, east, north] = said.map((each) => (each === null ? Number.NaN : Number(each))) as [number, number, number, number];
  return Math.abs(west) <= 180 && Math.abs(east) <= 180 && Math.abs(south) <= 90 && Math.abs(north) <= 90 && south <= north ? [west, south, east, north] : release?.bbox ?? null;
}

/** First and last day or year, as the record says, else as its rows say. */
export function temporalOf({ metadata, release }: Pick<CatalogueRecord, 'metadata' | 'release'>): { from: string | null; to: string | null } | null {
  const [from, to] = [textOf(metadata, 'first_year_of_data'), textOf(metadata, 'last_year_of_data')];
  return from ?? to ? { from, to } : release?.temporal ?? null;
}

/** A box as WKT; corners in longitude and latitude, as CRS84 has them. */
export const polygonOf = ([w, s, e, n]: Bbox): string => `POLYGON((${w} ${s}, ${e} ${s}, ${e} ${n}, ${w} ${n}, ${w} ${s}))`;

/** Where a dataset's data lies. */
export function places({ graph, record }: Told): Node[] {
  const found: Node[] = [];
  if (WITHIN.has(textOf(record.metadata, 'geo_coverage') ?? '')) found.push(graph.add(THAILAND, rdfType, term('dct:Location')));
  const box = bboxOf(record);
  if (box) found.push(graph.add(graph.blank(term('dct:Location')), term('dcat:bbox'), typed(polygonOf(box), 'geo:wktLiteral')));
  const provinces = record.release?.provinces ?? [];
  if (provinces.length > 0 && provinces.length < PROVINCES) for (const code of provinces) found.push(graph.add(graph.blank(term('dct:Location')), term('dct:identifier'), text(`TH-${code}`)));
  return found;
}

/** When a dataset's data is of. */
export function period({ graph, record }: Told): Node | null {
  const said = temporalOf(record);
  const [from, to] = [when(said?.from ?? null), when(said?.to ?? null)];
  if (!from && !to) return null;
  const node = graph.add(graph.blank(term('dct:PeriodOfTime')), term('dcat:startDate'), from);
  return graph.add(node, term('dcat:endDate'), to);
}
