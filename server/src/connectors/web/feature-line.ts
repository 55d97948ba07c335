import { Type } from 'typebox';
import { said } from '../said.ts';
import type { JsonText, Slice } from './json-text.ts';
import { webProblem } from './problems.ts';

/** How the shape of a feature is written beside its properties. */
export type GeometryForm = 'wkt' | 'lonlat' | 'none';

export const geometrySetting = said({ th: 'เขียนพิกัดเป็น', en: 'Geometry as' }, Type.Union([
  said({ th: 'WKT ในคอลัมน์ geometry', en: 'WKT in the column geometry' }, Type.Literal('wkt')),
  said({ th: 'คอลัมน์ longitude และ latitude (เฉพาะจุด)', en: 'columns longitude and latitude (points only)' }, Type.Literal('lonlat')),
  said({ th: 'ไม่เขียน', en: 'not at all' }, Type.Literal('none')),
], { default: 'wkt' }));

/**
 * A GeoJSON feature (RFC 7946) as one flat record: its id, its properties as they are written, and its shape. A name that a property has is
 * given with `geometry_` before it.
 * @throws `connectors.geometry-unexpected` when longitude and latitude are wanted of what is no point.
 */
export function featureLine(json: JsonText, feature: Slice, form: GeometryForm): string {
  const members = json.members(feature);
  const properties = members.get('properties');
  const cells = new Map<string, string>();
  if (properties && json.kind(properties) === 'object') for (const [name, slice] of json.members(properties)) cells.set(name, json.line(slice));
  const id = members.get('id');
  const parts = [...(id && !cells.has('id') ? [['id', json.line(id)] as const] : []), ...cells, ...shapeOf(json, members.get('geometry'), form).map(([name, value]) => [cells.has(name) ? `geometry_${name}` : name, value] as const)];
  return `{${parts.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
}

function shapeOf(json: JsonText, slice: Slice | undefined, form: GeometryForm): [string, string][] {
  if (form === 'none') return [];
  const geometry = slice && json.kind(slice) === 'object' ? JSON.parse(json.text.slice(slice.start, slice.end)) as Geometry : null;
  if (form === 'wkt') return [['geometry', geometry === null ? 'null' : JSON.stringify(wktOf(geometry))]];
  if (geometry === null) return [['longitude', 'null'], ['latitude', 'null']];
  if (geometry.type !== 'Point') throw webProblem('geometry-unexpected', { type: String(geometry.type).slice(0, 40), detailTh: String(geometry.type).slice(0, 40), detailEn: `${String(geometry.type).slice(0, 40)}.` });
  const [longitude = null, latitude = null] = geometry.coordinates as number[];
  return [['longitude', String(longitude)], ['latitude', String(latitude)]];
}

interface Geometry { type: string; coordinates?: unknown; geometries?: Geometry[] }
type Nested = number | Nested[];

const depths: Record<string, number> = { Point: 0, MultiPoint: 1, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 };

/** Well-known text (OGC 06-103r4 §7) of a GeoJSON geometry; a third coordinate makes it `Z`. */
export function wktOf({ type, coordinates, geometries }: Geometry): string {
  if (type === 'GeometryCollection') return `GEOMETRYCOLLECTION ${geometries?.length ? `(${geometries.map(wktOf).join(', ')})` : 'EMPTY'}`;
  const depth = Object.hasOwn(depths, type) ? depths[type] : undefined;
  if (depth === undefined || !Array.isArray(coordinates)) throw webProblem('geometry-unexpected', { detailTh: 'รูปทรงไม่ใช่ GeoJSON', detailEn: 'The shape is no GeoJSON.' });
  if (coordinates.length === 0) return `${type.toUpperCase()} EMPTY`;
  const first = [coordinates].flat(Infinity).length > 0 && positionOf(coordinates as Nested[]).length > 2 ? ' Z' : '';
  return `${type.toUpperCase()}${first} ${depth === 0 ? `(${(coordinates as number[]).slice(0, 3).join(' ')})` : nested(coordinates as Nested[], depth)}`;
}

const nested = (list: Nested[], depth: number): string => `(${list.map((each) => (depth === 1 ? (each as number[]).slice(0, 3).join(' ') : nested(each as Nested[], depth - 1))).join(', ')})`;

function positionOf(list: Nested[]): number[] {
  let here = list;
  while (Array.isArray(here[0])) here = here[0];
  return here as number[];
}
