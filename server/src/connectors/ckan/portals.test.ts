import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PartitionAsked } from '#modules/linkage/index.ts';
import { openDecider } from '#modules/access/index.ts';
import { HOST, openCkanHouse, type CkanHouse } from '../../modules/ckan/testing/ckan-house.ts';
import { keepInMemory } from '../testing/keep-in-memory.ts';
import { openWebServer, sendJson, type WebServer } from '../testing/web-server.ts';
import { openCkanConnector, type CkanConfig } from './ckan-connector.ts';

const connector = openCkanConnector({ rules: { allow: ['127.0.0.1'] }, patience: { pauseMs: 1 } });
const open: WebServer[] = [];
afterEach(() => { for (const server of open.splice(0)) server.close(); });
const serve = async (...args: Parameters<typeof openWebServer>) => { const server = await openWebServer(...args); open.push(server); return server; };
async function fetched(config: CkanConfig) {
  const ctx = keepInMemory();
  const result = await connector.fetch(config, ctx);
  return { result, text: (ctx.kept[0] ?? '').toString() };
}

describe('a Saphan as the portal', () => {
  let house: CkanHouse;
  let front: WebServer;
  let url: string;
  /** The number of the rows of a dataset, as whoever looks finds it. */
  const resourceOf = async (name: string) => ((await house.call('package_show', { id: name }, 'operator')).body.result.resources as { id: string; datastore_active: boolean }[]).find((each) => each.datastore_active)?.id ?? '';
  beforeAll(async () => {
    house = await openCkanHouse(openDecider);
    await house.linked('rid-one', 25);
    await house.linked('rid-closed', 5, 2);
    await house.app.ready();
    // The house knows itself by its name without a port.
    front = await openWebServer((request, response) => { request.headers.host = HOST; house.app.routing(request, response); });
    url = front.url;
  });
  afterAll(() => { front?.close(); return house?.close(); });

  it('gives its rows page by page, all of them once', async () => {
    const resource = await resourceOf('rid-one');
    const { result, text } = await fetched({ url, resource, size: 10 });
    const rows = text.split('\n').slice(0, -1).map((line) => JSON.parse(line) as { id: number });
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 25 }, (_, i) => i));
    expect(rows[0]).not.toHaveProperty('_id');
    expect(result).toMatchObject({ kind: 'fetched', name: `${resource}.ndjson`, sourceRows: 25, scope: 'all' });
    if (result.kind === 'fetched') expect(await connector.fetch({ url, resource, size: 10 }, keepInMemory(result.mark))).toEqual({ kind: 'unchanged' });
    expect(await connector.test({ url, resource, size: 10 }, keepInMemory())).toMatchObject({ ok: true, steps: [{}, {}, { en: expect.stringContaining('10 records of 25, and there is a next page') }] });
  });

  it('gives the rows of one partition, by days or by a value', async () => {
    const resource = await resourceOf('rid-one');
    const part = async (partition: PartitionAsked) => {
      const ctx = keepInMemory();
      const result = await connector.fetch({ url, resource, size: 3 }, { ...ctx, partition });
      return { result, rows: (ctx.kept[0] ?? '').toString().split('\n').slice(0, -1).map((line) => JSON.parse(line) as { id: number; registered_on: string }) };
    };
    const days = await part({ by: 'day', column: 'registered_on', id: '2020-01', span: { from: '2020-01-03', before: '2020-01-08' } });
    expect(days).toMatchObject({ rows: [2, 3, 4, 5, 6].map((id) => ({ id, registered_on: `2020-01-0${id + 1}` })), result: { scope: 'all', sourceRows: 5 } });
    expect((await part({ by: 'value', column: 'tambon', id: '100007', span: null })).rows.map(({ id }) => id)).toEqual([7]);
    for (const column of ['tambon', 'none']) await expect(part({ by: 'day', column, id: '2020-01', span: { from: '2020-01-03', before: '2020-01-08' } })).rejects.toThrow(expect.objectContaining({ code: 'connectors.partition-refused', retry: 'config' }));
  });

  it('lets a token find what is closed, and refuses its rows to whoever has no right to them', async () => {
    const resource = await resourceOf('rid-closed');
    await expect(fetched({ url, resource })).rejects.toThrow(expect.objectContaining({ code: 'kernel.answer-refused', retry: 'config' }));
    await expect(fetched({ url, resource, authorization: `sealed:${house.tokens.operator}` })).rejects.toThrow(expect.objectContaining({ code: 'kernel.answer-refused', fields: expect.objectContaining({ upstreamStatus: 403 }) }));
  });
});

describe('a portal', () => {
  it('without rows gives its file, with the token to itself only', async () => {
    const heard: (string | undefined)[] = [];
    const files = await serve((request, response) => { heard.push(request.headers.authorization); response.setHeader('etag', '"1"').end('a,b\n1,2\n'); });
    const portal = await serve((request, response) => { heard.push(request.headers.authorization); sendJson(response, { success: true, result: { name: 'ข้าว', url: `${files.url}/rice.csv`, datastore_active: false, last_modified: '2026-08-01' } }); });
    const { result, text } = await fetched({ url: `${portal.url}/api/3`, resource: 'r', authorization: 'tok' });
    expect([text, result, heard]).toEqual(['a,b\n1,2\n', expect.objectContaining({ name: 'rice.csv', mark: expect.objectContaining({ etag: '"1"', modified: '2026-08-01' }) }), ['tok', undefined]]);
    expect(portal.asked).toEqual(['GET /api/3/action/resource_show?id=r']);
  });

  it('without SQL, or without rows, says that days alone cannot be asked for', async () => {
    const { url } = await serve((request, response) => {
      if (request.url?.endsWith('datastore_search_sql')) response.writeHead(400).end('"Bad request - Action name not known: datastore_search_sql"');
      else sendJson(response, { success: true, result: request.url?.endsWith('datastore_search') ? { fields: [{ id: '_id', type: 'int' }, { id: 'sold_on', type: 'timestamp' }], records: [] } : { datastore_active: true } });
    });
    const partition: PartitionAsked = { by: 'month', column: 'sold_on', id: '2026-01', span: { from: '2026-01-01', before: '2026-02-01' } };
    for (const [more, said] of [[{}, 'datastore_search_sql'], [{ take: 'file' }, 'DataStore']] as const) await expect(connector.fetch({ url, resource: 'r', ...more }, { ...keepInMemory(), partition })).rejects.toThrow(expect.objectContaining({ code: 'connectors.partition-refused', fields: expect.objectContaining({ detailEn: expect.stringContaining(said) }) }));
    expect([connector.partitions?.({ url, resource: 'r' }), connector.partitions?.({ url, resource: 'r', take: 'file' })]).toEqual(['asked', 'never']);
  });

  it('that refuses with status 200 is told in its own words', async () => {
    const { url } = await serve((_request, response) => sendJson(response, { success: false, error: { message: 'Not found: Resource' } }));
    await expect(fetched({ url, resource: 'r' })).rejects.toThrow(expect.objectContaining({ code: 'connectors.portal-refused', fields: expect.objectContaining({ detailEn: 'Not found: Resource' }) }));
  });
});
