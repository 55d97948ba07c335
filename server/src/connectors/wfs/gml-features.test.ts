import { describe, expect, it } from 'vitest';
import { wktOf } from '../web/feature-line.ts';
import { geoJsonOfGml } from './gml-features.ts';
import { isLatFirst } from './gml-geometry.ts';

const epsg4326 = 'urn:ogc:def:crs:EPSG::4326';
const read = (xml: string, srs = epsg4326) => JSON.parse(geoJsonOfGml(xml, srs)) as { numberMatched: number | string; features: { id?: string; geometry: never; properties: Record<string, unknown> }[] };
const wkts = (xml: string, srs?: string) => read(xml, srs).features.map(({ geometry }) => geometry && wktOf(geometry));

/** The forms of three servers, written from WFS 2.0 (09-025r2), GML 3.2.1 (07-036) and simple features (06-049r1). */
const geoserver = `<?xml version="1.0" encoding="UTF-8"?><wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:moac="urn:moac" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" numberMatched="7" numberReturned="2" timeStamp="2026-11-21T00:00:00Z">
 <wfs:boundedBy><gml:Envelope srsName="${epsg4326}"><gml:lowerCorner>5 97</gml:lowerCorner><gml:upperCorner>20 105</gml:upperCorner></gml:Envelope></wfs:boundedBy>
 <wfs:member><moac:ponds gml:id="ponds.1"><moac:code>001</moac:code><moac:name>หนอง &amp; บึง</moac:name><moac:depth xsi:nil="true"/><moac:owner><moac:agency>rid</moac:agency></moac:owner><moac:tag>ก</moac:tag><moac:tag>ข</moac:tag>
  <moac:geom><gml:MultiSurface gml:id="g1" srsName="${epsg4326}" srsDimension="2"><gml:surfaceMember><gml:Polygon gml:id="g2"><gml:exterior><gml:LinearRing><gml:posList>15 99 15 100 16 100 15 99</gml:posList></gml:LinearRing></gml:exterior><gml:interior><gml:LinearRing><gml:posList>15.1 99.5 15.2 99.6 15.3 99.5 15.1 99.5</gml:posList></gml:LinearRing></gml:interior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></moac:geom></moac:ponds></wfs:member>
 <wfs:member><moac:ponds gml:id="ponds.2"><moac:code>002</moac:code></moac:ponds></wfs:member></wfs:FeatureCollection>`;
const mapserver = `<wfs:FeatureCollection xmlns:ms="http://mapserver.gis.umn.edu/mapserver" xmlns:wfs="http://www.opengis.net/wfs" xmlns:gml="http://www.opengis.net/gml"><gml:boundedBy><gml:Envelope srsName="EPSG:4326"><gml:lowerCorner>97 5</gml:lowerCorner></gml:Envelope></gml:boundedBy>
 <gml:featureMember><ms:wells fid="wells.1"><gml:boundedBy><gml:Envelope srsName="EPSG:4326"/></gml:boundedBy><ms:msGeometry><gml:Point srsName="EPSG:4326"><gml:coordinates>99.5,18.25</gml:coordinates></gml:Point></ms:msGeometry><ms:code>W1</ms:code></ms:wells></gml:featureMember>
 <gml:featureMember><ms:wells fid="wells.2"><ms:msGeometry><gml:LineString><gml:coordinates decimal="," cs=";" ts="|">99,5;18|99,6;19</gml:coordinates></gml:LineString></ms:msGeometry></ms:wells></gml:featureMember></wfs:FeatureCollection>`;
const deegree = `<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:app="urn:app" numberMatched="unknown" numberReturned="2">
 <wfs:member><app:Canal gml:id="C1"><app:line><gml:Curve srsName="http://www.opengis.net/def/crs/EPSG/0/4326"><gml:segments><gml:LineStringSegment><gml:posList>15 99 16 100</gml:posList></gml:LineStringSegment><gml:LineStringSegment><gml:posList srsDimension="2">16 100 17 101</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve></app:line></app:Canal></wfs:member>
 <wfs:member><app:Canal gml:id="C2"><app:line><gml:Point srsName="urn:ogc:def:crs:EPSG::32647" srsDimension="3"><gml:pos>500000 1660000 12.5</gml:pos></gml:Point></app:line><app:basin href="#B1"/></app:Canal></wfs:member></wfs:FeatureCollection>`;

describe('features of GML', () => {
  it('of GeoServer (3.2): texts as they are, nested values, latitude first by its URN', () => {
    const { numberMatched, features } = read(geoserver);
    expect(numberMatched).toBe(7);
    expect(features[0]).toMatchObject({ id: 'ponds.1', properties: { code: '001', name: 'หนอง & บึง', depth: null, owner: { agency: 'rid' }, tag: ['ก', 'ข'] } });
    expect(wkts(geoserver)).toEqual(['MULTIPOLYGON (((99 15, 100 15, 100 16, 99 15), (99.5 15.1, 99.6 15.2, 99.5 15.3, 99.5 15.1)))', null]);
  });

  it('of MapServer (GML 2 and 3.1): coordinates with their separators, longitude first by the short name', () => {
    expect(read(mapserver).features.map(({ id, properties }) => [id, properties])).toEqual([['wells.1', { code: 'W1' }], ['wells.2', {}]]);
    expect(wkts(mapserver)).toEqual(['POINT (99.5 18.25)', 'LINESTRING (99.5 18, 99.6 19)']);
  });

  it('of deegree: curves by segments, three dimensions, easting first in UTM, references', () => {
    expect(wkts(deegree)).toEqual(['LINESTRING (99 15, 100 16, 101 17)', 'POINT Z (500000 1660000 12.5)']);
    expect(read(deegree)).toMatchObject({ numberMatched: 'unknown', features: [{}, { properties: { basin: '#B1' } }] });
  });

  it.each([[epsg4326, true], ['urn:ogc:def:crs:EPSG:9.9:4240', true], ['urn:ogc:def:crs:EPSG::24047', false], ['EPSG:4326', false], ['http://www.opengis.net/gml/srs/epsg.xml#4326', false], ['urn:ogc:def:crs:OGC:1.3:CRS84', false], ['http://www.opengis.net/def/crs/OGC/1.3/CRS84', false]])('%s begins with the latitude: %s', (srs, first) => expect(isLatFirst(srs)).toBe(first));

  it('refuses exceptions, document types, arcs and figures that are none', () => {
    expect(() => read('<ows:ExceptionReport><ows:Exception/></ows:ExceptionReport>')).toThrow('no feature collection');
    expect(() => read('<!DOCTYPE x [<!ENTITY a "b">]><FeatureCollection/>')).toThrow('document type');
    const line = (inside: string) => `<FeatureCollection><member><f><g>${inside}</g></f></member></FeatureCollection>`;
    const arc = '<Curve><segments><ArcString><posList>1 2 3 4 5 6</posList></ArcString></segments></Curve>';
    for (const shape of [arc, '<Point><pos>1 north</pos></Point>', '<LineString><posList>1 2 3</posList></LineString>']) expect(() => read(line(shape))).toThrow(expect.objectContaining({ code: 'connectors.geometry-unexpected' }));
  });
});
