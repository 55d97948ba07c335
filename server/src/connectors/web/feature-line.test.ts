import { expect, it } from 'vitest';
import { featureLine, wktOf, type GeometryForm } from './feature-line.ts';
import { JsonText } from './json-text.ts';

const line = (text: string, form: GeometryForm) => { const json = new JsonText(text); return featureLine(json, json.whole, form); };

it('writes id, properties as they are written, and the shape', () => {
  const feature = '{"type":"Feature","id":"S1","geometry":{"type":"Point","coordinates":[98.5,6.25]},\n"properties":{"level_m":1.10,"latitude":"6°",\n "ชื่อ":{"th":"ก"}}}';
  expect(line(feature, 'wkt')).toBe('{"id":"S1","level_m":1.10,"latitude":"6°","ชื่อ":{"th":"ก"},"geometry":"POINT (98.5 6.25)"}');
  expect(line(feature, 'lonlat')).toBe('{"id":"S1","level_m":1.10,"latitude":"6°","ชื่อ":{"th":"ก"},"longitude":98.5,"geometry_latitude":6.25}');
  expect(line('{"type":"Feature","geometry":null,"properties":null}', 'lonlat')).toBe('{"longitude":null,"latitude":null}');
  expect(line('{"type":"Feature","id":1,"geometry":null,"properties":{"id":7}}', 'none')).toBe('{"id":7}');
  expect(() => line('{"geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]}}', 'lonlat')).toThrow(expect.objectContaining({ code: 'connectors.geometry-unexpected' }));
});

it.each<[object, string]>([
  [{ type: 'Point', coordinates: [1, 2, 3] }, 'POINT Z (1 2 3)'], [{ type: 'LineString', coordinates: [[1, 2], [3, 4.5]] }, 'LINESTRING (1 2, 3 4.5)'], [{ type: 'MultiPoint', coordinates: [[1, 2]] }, 'MULTIPOINT (1 2)'],
  [{ type: 'Polygon', coordinates: [[[0, 0], [1, 0], [0, 1], [0, 0]]] }, 'POLYGON ((0 0, 1 0, 0 1, 0 0))'], [{ type: 'MultiPolygon', coordinates: [[[[0, 0], [1, 0], [0, 0]]]] }, 'MULTIPOLYGON (((0 0, 1 0, 0 0)))'],
  [{ type: 'Polygon', coordinates: [] }, 'POLYGON EMPTY'], [{ type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [1, 2] }] }, 'GEOMETRYCOLLECTION (POINT (1 2))'],
])('writes %j as WKT', (geometry, wkt) => { expect(wktOf(geometry as never)).toBe(wkt); });
