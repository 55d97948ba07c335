import { webProblem } from '../web/problems.ts';
import type { GmlElement } from './gml-element.ts';

/** A shape of GeoJSON (RFC 7946); collections have `geometries` instead of coordinates. */
export type GeoShape = { type: string; coordinates: unknown } | { type: 'GeometryCollection'; geometries: GeoShape[] };
type Position = number[];
interface Place { isLatFirst: boolean; dimension: number }

const shapes = new Set(['Point', 'LineString', 'Polygon', 'Curve', 'Surface', 'MultiPoint', 'MultiCurve', 'MultiLineString', 'MultiSurface', 'MultiPolygon', 'MultiGeometry']);

/** Whether an element is a shape of GML 2 or 3 simple features (OGC 06-049r1). */
export const isShape = ({ name }: GmlElement): boolean => shapes.has(name);

/**
 * A GML shape as GeoJSON, longitude and easting first.
 * @param srsName what was asked for, of shapes that do not say their own.
 * @throws `connectors.geometry-unexpected` for arcs and what else is no simple feature.
 */
export function shapeOfGml(element: GmlElement, srsName: string): GeoShape {
  return shapeOf(element, { isLatFirst: isLatFirst(srsName), dimension: 2 });
}

/**
 * Whether coordinates begin with the latitude: in the URN and the URL form of EPSG's geographic systems (4001–4999), whose order is the
 * authority's (OGC 06-121r9 §10.1); the short form `EPSG:4326`, `epsg.xml#4326` and CRS84 begin with the longitude.
 */
export function isLatFirst(srsName: string): boolean {
  const [, code] = /^(?:urn:(?:x-)?ogc:def:crs:EPSG:[^:]*:|https?:\/\/www\.opengis\.net\/def\/crs\/EPSG\/[^/]+\/)(\d+)$/i.exec(srsName.trim()) ?? [];
  return code !== undefined && Number(code) > 4000 && Number(code) < 5000 && code !== '4978';
}

function shapeOf(element: GmlElement, outer: Place): GeoShape {
  const at = placeOf(element, outer);
  switch (element.name) {
    case 'Point': return { type: 'Point', coordinates: positionsOf(element, at)[0] ?? [] };
    case 'LineString': case 'Curve': return { type: 'LineString', coordinates: lineOf(element, at) };
    case 'Polygon': return { type: 'Polygon', coordinates: ringsOf(element, at) };
    case 'Surface': return surfaceOf(element, at);
    case 'MultiPoint': return { type: 'MultiPoint', coordinates: membersOf(element).map((each) => positionsOf(each, placeOf(each, at))[0] ?? []) };
    case 'MultiCurve': case 'MultiLineString': return { type: 'MultiLineString', coordinates: membersOf(element).map((each) => lineOf(each, placeOf(each, at))) };
    case 'MultiSurface': case 'MultiPolygon': return { type: 'MultiPolygon', coordinates: membersOf(element).flatMap((each) => polygonsOf(each, placeOf(each, at))) };
    case 'MultiGeometry': return { type: 'GeometryCollection', geometries: membersOf(element).map((each) => shapeOf(each, at)) };
    default: throw unexpected(element.name);
  }
}

function surfaceOf(element: GmlElement, at: Place): GeoShape {
  const polygons = polygonsOf(element, at);
  return polygons.length === 1 ? { type: 'Polygon', coordinates: polygons[0] } : { type: 'MultiPolygon', coordinates: polygons };
}

function polygonsOf(element: GmlElement, at: Place): Position[][][] {
  if (element.name === 'Polygon') return [ringsOf(element, at)];
  if (element.name !== 'Surface') throw unexpected(element.name);
  return inner(element, 'patches').flatMap(({ children }) => children).map((patch) => {
    if (patch.name !== 'PolygonPatch') throw unexpected(patch.name);
    return ringsOf(patch, placeOf(patch, at));
  });
}

function ringsOf(element: GmlElement, at: Place): Position[][] {
  const bounds = [...inner(element, 'exterior', 'outerBoundaryIs'), ...inner(element, 'interior', 'innerBoundaryIs')];
  return bounds.flatMap(({ children }) => children).map((ring) => {
    if (ring.name === 'LinearRing') return positionsOf(ring, placeOf(ring, at));
    if (ring.name !== 'Ring') throw unexpected(ring.name);
    return joined(membersOf(ring).map((curve) => lineOf(curve, placeOf(curve, at))));
  });
}

/** The positions of a line; of the segments of a curve one after another. */
function lineOf(element: GmlElement, at: Place): Position[] {
  if (element.name === 'LineString') return positionsOf(element, at);
  if (element.name !== 'Curve') throw unexpected(element.name);
  return joined(inner(element, 'segments').flatMap(({ children }) => children).map((segment) => {
    if (segment.name !== 'LineStringSegment') throw unexpected(segment.name);
    return positionsOf(segment, placeOf(segment, at));
  }));
}

/** A line begins where the one before it ended; that position counts once. */
const joined = (lines: Position[][]): Position[] => lines.reduce((whole, line) => [...whole, ...(whole.length > 0 && whole.at(-1)?.join() === line[0]?.join() ? line.slice(1) : line)], []);

function positionsOf(element: GmlElement, at: Place): Position[] {
  return element.children.flatMap((child): Position[] => {
    const { dimension, isLatFirst: swap } = placeOf(child, at);
    if (child.name === 'pos') return [ordered(figuresOf(child.text), swap)];
    if (child.name === 'posList') return grouped(figuresOf(child.text), dimension).map((each) => ordered(each, swap));
    if (child.name === 'pointProperty' || child.name === 'pointRep') return child.children.flatMap((point) => positionsOf(point, placeOf(point, at)));
    if (child.name === 'coord') return [ordered(child.children.map(({ text }) => figureOf(text)), swap)];
    return child.name === 'coordinates' ? coordinatesOf(child).map((each) => ordered(each, swap)) : [];
  });
}

/** GML 2: tuples and figures have separators of their own. */
function coordinatesOf({ text, attributes: { cs = ',', ts = ' ', decimal = '.' } }: GmlElement): Position[] {
  const tuples = ts.trim() === '' ? text.trim().split(/\s+/) : text.trim().split(ts);
  return tuples.filter((tuple) => tuple.trim() !== '').map((tuple) => tuple.trim().split(cs.trim() === '' ? /\s+/ : cs).map((figure) => figureOf(figure.replace(decimal, '.'))));
}

function placeOf({ attributes: { srsName, srsDimension, dimension } }: GmlElement, outer: Place): Place {
  const told = Number(srsDimension ?? dimension);
  return { isLatFirst: srsName === undefined ? outer.isLatFirst : isLatFirst(srsName), dimension: Number.isInteger(told) && told >= 2 && told <= 3 ? told : outer.dimension };
}

const inner = ({ children }: GmlElement, ...names: string[]): GmlElement[] => children.filter(({ name }) => names.includes(name));
/** Members stand one in each `…Member`, or all in one `…Members`. */
const membersOf = ({ children }: GmlElement): GmlElement[] => children.filter(({ name }) => /Members?$/.test(name)).flatMap((member) => member.children);
const ordered = ([a, b, ...rest]: Position, isSwapped: boolean): Position => (isSwapped ? [b as number, a as number, ...rest] : [a as number, b as number, ...rest]);
const figuresOf = (text: string): number[] => text.trim().split(/\s+/).filter((figure) => figure !== '').map(figureOf);

function grouped(figures: number[], size: number): Position[] {
  if (figures.length % size !== 0) throw unexpected(`posList ${figures.length} / ${size}`);
  return Array.from({ length: figures.length / size }, (_, at) => figures.slice(at * size, at * size + size));
}

function figureOf(text: string): number {
  const figure = Number(text);
  if (text.trim() === '' || !Number.isFinite(figure)) throw unexpected(text);
  return figure;
}

function unexpected(what: string): Error {
  return webProblem('geometry-unexpected', { type: what.slice(0, 40), detailTh: `GML: ${what.slice(0, 40)}`, detailEn: `GML: ${what.slice(0, 40)}.` });
}
