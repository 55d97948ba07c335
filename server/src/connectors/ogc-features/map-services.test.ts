import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PartitionAsked } from '#modules/linkage/index.ts';
import { interopHouse, stationColumns, stationSql, type InteropHouse } from '../../modules/interop/testing/house.ts';
import { keepInMemory } from '../testing/keep-in-memory.ts';
import { openWebServer, sendJson, type WebServer } from '../testing/web-server.ts';
import { openWfsConnector } from '../wfs/wfs-connector.ts';
import { openOgcFeaturesConnector, type OgcFeaturesConfig } from './ogc-features-connector.ts';

const rules = { allow: ['127.0.0.1'] };
const open: WebServer[] = [];
afterEach(() => { for (const server of open.splice(0)) server.close(); });
const serve = async (...args: Parameters<typeof openWebServer>) => { const server = await openWebServer(...args); open.push(server); return server; };
const linesOf = (kept: Buffer[]) => (kept[0] ?? '').toString().split('\n').slice(0, -1).map((line) => JSON.parse(line) as Record<string, unknown>);

describe('a Saphan as the OGC API', () => {
  let house: InteropHouse;
  let url: string;
  beforeAll(async () => {
    const port = await freePort();
    house = await interopHouse(undefined, { host: `127.0.0.1:${port}` });
    await house.release(await house.publish('rid-stations'), stationColumns, stationSql);
    await house.app.listen({ port, host: '127.0.0.1' });
    url = `http://127.0.0.1:${port}/ogc`;
  });
  afterAll(() => house?.close());

  it('gives every feature once over its pages, with its point', async () => {
    const connector = openOgcFeaturesConnector({ rules });
    const config: OgcFeaturesConfig = { url, collection: 'rid-stations', geometry: 'wkt', size: 1000 };
    const ctx = keepInMemory();
    expect(await connector.fetch(config, ctx)).toMatchObject({ kind: 'fetched', name: 'rid-stations.ndjson', sourceRows: 2500 });
    const rows = linesOf(ctx.kept);
    expect([rows.length, new Set(rows.map(({ station }) => station)).size]).toEqual([2500, 2500]);
    expect(rows.find(({ station }) => station === 'S0042')).toMatchObject({ level_m: 0.42, geometry: 'POINT (98.084 6.21)' });
    const box = keepInMemory();
    await connector.fetch({ ...config, bbox: '98,6,98.01,6.02', geometry: 'lonlat' }, box);
    expect(linesOf(box.kept).map(({ station }) => station)).toEqual(['S0000', 'S0001', 'S0002', 'S0003', 'S0004']);
    const part = async (partition: PartitionAsked, more: Partial<OgcFeaturesConfig> = {}) => {
      const kept = keepInMemory();
      await connector.fetch({ ...config, ...more }, { ...kept, partition });
      return linesOf(kept.kept);
    };
    const month: PartitionAsked = { by: 'month', column: 'read_on', id: '2020-02', span: { from: '2020-02-01', before: '2020-03-01' } };
    expect((await part({ by: 'value', column: 'station', id: 'S0042', span: null })).map(({ station }) => station)).toEqual(['S0042']);
    const days = (await part(month, { timeProperty: 'read_on' })).map(({ read_on: day }) => day as string | null).sort();
    expect([days.filter((day) => day !== null).length, days[0], days[28], days.length]).toEqual([29, '2020-02-01', '2020-02-29', 30]); // by the standard, what has no time is of every time
    await expect(part(month)).rejects.toThrow(expect.objectContaining({ code: 'connectors.partition-refused', retry: 'config' }));
    await expect(part({ ...month, column: 'none', span: null })).rejects.toThrow(expect.objectContaining({ code: 'connectors.partition-refused' }));
    await expect(connector.fetch({ ...config, collection: 'none' }, keepInMemory())).rejects.toThrow(expect.objectContaining({ code: 'kernel.answer-refused', retry: 'config' }));
  });
});

it.each([
  ['date-time', `"at" >= TIMESTAMP('2025-12-31T17:00:00.000Z') AND "at" < TIMESTAMP('2026-01-31T17:00:00.000Z')`], ['date', `"at" >= DATE('2026-01-01') AND "at" < DATE('2026-02-01')`],
])('a service with CQL2 is asked for the days of a %s by its filter', async (format, filter) => {
  const { url, asked } = await serve((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://x');
    if (pathname.endsWith('/conformance')) sendJson(response, { conformsTo: ['features-3/1.0/conf/features-filter', 'cql2/1.0/conf/cql2-text'].map((each) => `http://www.opengis.net/spec/ogcapi-${each}`) });
    else if (pathname.endsWith('/queryables')) sendJson(response, { properties: { at: { type: 'string', format }, limit: { type: 'string' } } });
    else sendJson(response, { type: 'FeatureCollection', features: [], links: [] });
  });
  const partition: PartitionAsked = { by: 'month', column: 'at', id: '2026-01', span: { from: '2026-01-01', before: '2026-02-01' } };
  const config: OgcFeaturesConfig = { url: `${url}/ogc/`, collection: 'ponds', geometry: 'wkt' };
  const connector = openOgcFeaturesConnector({ rules });
  await expect(connector.fetch(config, { ...keepInMemory(), partition: { by: 'value', column: 'limit', id: '5', span: null } })).rejects.toThrow(expect.objectContaining({ code: 'connectors.partition-refused' }));
  await connector.fetch(config, { ...keepInMemory(), partition });
  const items = new URL(asked.at(-1)?.slice(4) ?? '', url);
  expect([items.pathname, items.searchParams.get('filter'), items.searchParams.get('filter-lang')]).toEqual(['/ogc/collections/ponds/items', filter, 'cql2-text']);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}

describe('a WFS', () => {
  const config = { typeName: 'moac:ponds', geometry: 'lonlat' as const, size: 2 };
  const connector = openWfsConnector({ rules, patience: { tries: 1 } });
  const pond = (id: number) => ({ type: 'Feature', id: `ponds.${id}`, geometry: { type: 'Point', coordinates: [99 + id, 15] }, properties: { code: id } });

  it('is asked page by page to the end', async () => {
    const { url, asked } = await serve((request, response) => {
      const from = Number(new URL(request.url ?? '', 'http://x').searchParams.get('startIndex'));
      sendJson(response, { type: 'FeatureCollection', numberMatched: 3, features: [pond(0), pond(1), pond(2)].slice(from, from + 2) });
    });
    const ctx = keepInMemory();
    expect(await connector.fetch({ ...config, url: `${url}/ows?VERSION=1.1.0&map=x` }, ctx)).toMatchObject({ name: 'moac_ponds.ndjson', sourceRows: 3 });
    expect(linesOf(ctx.kept)[2]).toEqual({ id: 'ponds.2', code: 2, longitude: 101, latitude: 15 });
    expect(asked[1]).toBe('GET /ows?map=x&service=WFS&version=2.0.0&request=GetFeature&typeNames=moac%3Aponds&srsName=EPSG%3A4326&outputFormat=application%2Fjson&count=2&startIndex=2');
  });

  it('that has GML only is read by the order of axes that it names, and asked how many there are when no page says it', async () => {
    const member = (id: number) => `<wfs:member><moac:ponds gml:id="ponds.${id}"><moac:code>${id}</moac:code><moac:at><gml:Point srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>15 ${99 + id}</gml:pos></gml:Point></moac:at></moac:ponds></wfs:member>`;
    const gml = { ...config, outputFormat: 'application/gml+xml; version=3.2' };
    const hub = async (hits: number) => serve((request, response) => {
      const query = new URL(request.url ?? '', 'http://x').searchParams;
      const from = Number(query.get('startIndex'));
      const isHits = query.get('resultType') === 'hits';
      response.writeHead(200, { 'content-type': 'text/xml' }).end(`<wfs:FeatureCollection numberMatched="${isHits ? hits : 'unknown'}">${isHits ? '' : [member(0), member(1), member(2)].slice(from, from + 2).join('')}</wfs:FeatureCollection>`);
    });
    const { url, asked } = await hub(3);
    const ctx = keepInMemory();
    expect(await connector.fetch({ ...gml, url }, ctx)).toMatchObject({ sourceRows: 3 });
    expect(linesOf(ctx.kept)).toEqual([0, 1, 2].map((id) => ({ id: `ponds.${id}`, code: String(id), longitude: 99 + id, latitude: 15 })));
    expect([asked.length, asked[0], asked[3]]).toEqual([4, expect.stringContaining('srsName=urn%3Aogc%3Adef%3Acrs%3AEPSG%3A%3A4326'), expect.stringContaining('resultType=hits')]);
    const short = await hub(4);
    await expect(connector.fetch({ ...gml, url: short.url }, keepInMemory())).rejects.toThrow(expect.objectContaining({ code: 'connectors.rows-missing' }));
  });

  it('that knows no pages is stopped, and one that answers an exception is shown with it', async () => {
    const same = await serve((_request, response) => sendJson(response, { type: 'FeatureCollection', numberMatched: 'unknown', features: [pond(0)] }));
    await expect(connector.fetch({ ...config, url: same.url }, keepInMemory())).rejects.toThrow(expect.objectContaining({ code: 'connectors.page-repeated' }));
    const broken = await serve((_request, response) => { response.writeHead(200, { 'content-type': 'text/xml' }).end('<ows:ExceptionReport>No such feature type'); });
    await expect(connector.fetch({ ...config, url: broken.url }, keepInMemory())).rejects.toThrow(expect.objectContaining({ code: 'connectors.answer-no-data', fields: expect.objectContaining({ detailEn: expect.stringContaining('No such feature type') }) }));
  });
});
