import { execFile, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { interopHouse, provinceColumns, provinceSql, stationColumns, stationSql, type InteropHouse } from '../testing/house.ts';

const run = promisify(execFile);
const hasGdal = spawnSync('ogrinfo', ['--version']).status === 0;
/** Debian's python3 has python3-owslib; another python may come first in the path. */
const python = ['python3', '/usr/bin/python3'].find((each) => spawnSync(each, ['-c', 'import owslib.ogcapi.records']).status === 0);

let house: InteropHouse;
let base: string;
beforeAll(async () => {
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  house = await interopHouse(undefined, { host: `127.0.0.1:${port}` });
  await house.release(await house.publish('rid-stations', { titleTh: 'สถานีวัดน้ำ' }), stationColumns, stationSql);
  await house.release(await house.publish('rid-by-province'), provinceColumns, provinceSql);
  await house.app.listen({ port, host: '127.0.0.1' });
});
afterAll(() => house?.close());

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const ogrinfo = async (...args: string[]) => (await run('ogrinfo', ['-ro', ...args])).stdout;

describe.skipIf(!hasGdal)('GDAL (skipped where gdal-bin is not installed)', () => {
  it('lists the collections', async () => {
    const text = await ogrinfo(`OAPIF:${base}/ogc`);
    expect(text).toContain('rid-stations');
    expect(text).toContain('rid-by-province');
  });

  it('reads all rows of one, over its pages, with types and extent', async () => {
    const text = await ogrinfo('-al', '-so', '-oo', 'PAGE_SIZE=1000', `OAPIF:${base}/ogc`, 'rid-stations');
    expect(text).toMatch(/Feature Count: 2500/);
    expect(text).toMatch(/Extent: \(98\.0+, 6\.0+\) - \(102\.99\d+, 18\.4\d+\)/);
    for (const field of ['station: String', 'level_m: Real', 'read_on: Date', 'active: Integer(Boolean)']) expect(text).toContain(field);
    const whole = await ogrinfo('-al', '-geom=NO', '-oo', 'PAGE_SIZE=700', `OAPIF:${base}/ogc`, 'rid-stations');
    expect(new Set([...whole.matchAll(/station \(String\) = (S\d{4})/g)].map(([, id]) => id)).size).toBe(2500);
  });

  it('reads the description of the API to ask for values', async () => {
    const { stdout, stderr } = await run('ogrinfo', ['-ro', '-q', '-al', '-where', "station = 'S0042'", `OAPIF:${base}/ogc`, 'rid-stations']);
    expect(stdout).toContain('POINT (98.084 6.21)');
    expect([...stdout.matchAll(/OGRFeature/g)]).toHaveLength(1);
    expect(stderr).toBe('');
  });

  it('asks for a box', async () => {
    const text = await ogrinfo('-al', '-spat', '98', '6', '98.01', '6.02', `OAPIF:${base}/ogc`, 'rid-stations');
    expect([...text.matchAll(/station \(String\) = (S\d{4})/g)].map(([, id]) => id)).toEqual(['S0000', 'S0001', 'S0002', 'S0003', 'S0004']);
  });
});

describe.skipIf(!python)('OWSLib (skipped where python3-owslib is not installed)', () => {
  it('reads records and features', async () => {
    const script = `
import json, sys
from owslib.ogcapi.records import Records
from owslib.ogcapi.features import Features
r = Records('${base}/ogc'); f = Features('${base}/ogc')
one = r.collection_items('catalogue', limit=1)
print(json.dumps({
  'conforms': r.conformance()['conformsTo'], 'records': r.records(), 'features': f.feature_collections(),
  'matched': one['numberMatched'], 'returned': one['numberReturned'], 'record': r.collection_item('catalogue', 'rid-stations')['properties']['title'],
  'box': f.collection_items('rid-stations', bbox=[98, 6, 98.01, 6.02])['numberMatched'], 'api': '/collections/{collectionId}/items' in r.api()['paths'],
  'queryables': sorted(f.collection_queryables('rid-stations')['properties'])[:2]}))`;
    const said = JSON.parse((await run(python as string, ['-c', script])).stdout) as Record<string, any>;
    expect(said).toMatchObject({ records: ['catalogue'], matched: 2, returned: 1, record: 'สถานีวัดน้ำ', box: 5, api: true, queryables: ['active', 'latitude'] });
    expect(said['features']).toEqual(['rid-by-province', 'rid-stations']);
    expect(said['conforms']).toContain('http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core');
  });
});
