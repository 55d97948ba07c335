import { type GmlElement, readElements } from './gml-element.ts';
import { type GeoShape, isShape, shapeOfGml } from './gml-geometry.ts';

const memberOf = new Set(['member', 'featureMember', 'featureMembers']);
type Value = string | null | Value[] | { [name: string]: Value };

/**
 * A feature collection of WFS 2.0 (GML 3.2) or 1.x (GML 2, 3.1) as GeoJSON text: properties as the texts they are, members within a
 * property as an object, the first shape as the geometry.
 * @param srsName the coordinate system that was asked for, of shapes that name none.
 * @throws SyntaxError when it is no feature collection, e.g. an exception report.
 */
export function geoJsonOfGml(xml: string, srsName: string): string {
  const features: string[] = [];
  let matched: string | undefined;
  let srs = srsName;
  let isCollection = false;
  readElements(xml, {
    open(name, attributes, parents) {
      if (parents.length === 0) {
        isCollection = name === 'FeatureCollection';
        matched = attributes['numberMatched'];
      }
      if (name === 'Envelope' && parents.length === 2 && attributes['srsName']) srs = attributes['srsName'];
      return parents.length === 2 && memberOf.has(parents[1] as string);
    },
    take: (element) => { features.push(JSON.stringify(featureOf(element, srs))); },
  });
  if (!isCollection) throw new SyntaxError('no feature collection');
  return `{"type":"FeatureCollection","numberMatched":${matched !== undefined && /^\d{1,15}$/.test(matched) ? matched : '"unknown"'},"features":[${features.join(',')}]}`;
}

function featureOf({ attributes, children }: GmlElement, srsName: string): object {
  const properties: Record<string, Value> = {};
  let geometry: GeoShape | null = null;
  for (const child of children) {
    if (child.name === 'boundedBy') continue;
    const shape = child.children.find(isShape);
    if (shape && geometry === null) geometry = shapeOfGml(shape, srsName);
    else add(properties, child.name, shape ? JSON.stringify(shapeOfGml(shape, srsName)) : valueOf(child));
  }
  const id = attributes['id'] ?? attributes['fid'];
  return { type: 'Feature', ...(id !== undefined && { id }), geometry, properties };
}

/** Text, an object of its members, what it points to, or nothing. */
function valueOf({ attributes, children, text }: GmlElement): Value {
  if (attributes['nil'] === 'true' || attributes['nil'] === '1') return null;
  if (children.length === 0) return text.trim() === '' ? attributes['href'] ?? null : text;
  const members: Record<string, Value> = {};
  for (const child of children) add(members, child.name, valueOf(child));
  return members;
}

/** A name that comes again makes a list. */
function add(members: Record<string, Value>, name: string, value: Value): void {
  if (!Object.hasOwn(members, name)) { Object.defineProperty(members, name, { value, enumerable: true, configurable: true, writable: true }); return; }
  const before = members[name] as Value;
  members[name] = Array.isArray(before) ? [...before, value] : [before, value];
}
