import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
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
  }, 120_000);
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
    await expect(connector.fetch({ ...config, collection: 'none' }, keepInMemory())).rejects.toThrow(expect.objectContaining({ code: 'kernel.answer-refused', retry: 'config' }));
  });
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

  it('that knows no pages is stopped, and one that answers an exception is shown with it', async () => {
    const same = await serve((_request, response) => sendJson(response, { type: 'FeatureCollection', numberMatched: 'unknown', features: [pond(0)] }));
    await expect(connector.fetch({ ...config, url: same.url }, keepInMemory())).rejects.toThrow(expect.objectContaining({ code: 'connectors.page-repeated' }));
    const broken = await serve((_request, response) => { response.writeHead(200, { 'content-type': 'text/xml' }).end('<ows:ExceptionReport>No such feature type'); });
    await expect(connector.fetch({ ...config, url: broken.url }, keepInMemory())).rejects.toThrow(expect.objectContaining({ code: 'connectors.answer-no-data', fields: expect.objectContaining({ detailEn: expect.stringContaining('No such feature type') }) }));
  });
});
