import { text } from 'node:stream/consumers';
import type { RequestListener } from 'node:http';
import { Value } from 'typebox/value';
import { afterEach, describe, expect, it } from 'vitest';
import type { ReadBounds } from '#modules/linkage/index.ts';
import { keepInMemory } from '../testing/keep-in-memory.ts';
import { openWebServer, sendJson, type WebServer } from '../testing/web-server.ts';
import { restSchema, type Paging, type RestConfig } from './rest-config.ts';
import { openRestConnector } from './rest-connector.ts';

const open: WebServer[] = [];
afterEach(() => { for (const server of open.splice(0)) server.close(); });
const serve = async (listener: RequestListener) => { const server = await openWebServer(listener); open.push(server); return server; };

const connector = openRestConnector({ rules: { allow: ['127.0.0.1'] }, limits: { idleMs: 2000 }, patience: { pauseMs: 1, longestWaitS: 2, tries: 4, pageBytes: 100_000 } });
const code = (name: string, retry: string, fields: object = {}) => expect.objectContaining({ code: name, retry, fields: expect.objectContaining(fields) });
const none: Paging = { style: 'none' };
async function fetched(config: RestConfig, bounds?: ReadBounds) {
  expect(Value.Errors(restSchema, config)).toEqual([]);
  const ctx = { ...keepInMemory(), ...(bounds && { bounds }) };
  const result = await connector.fetch(config, ctx);
  return { result, lines: (ctx.kept[0] ?? '').toString().split('\n').slice(0, -1), kept: ctx.kept };
}
const ids = (lines: string[]) => lines.map((line) => (JSON.parse(line) as { id: number }).id);
const rows = Array.from({ length: 7 }, (_, i) => ({ id: i + 1 }));
const query = (url: string | undefined) => new URL(url ?? '', 'http://x').searchParams;

describe('paging', () => {
  const all = [1, 2, 3, 4, 5, 6, 7];
  it('by number goes on to the page without records, or to the total', async () => {
    const { url, asked } = await serve((request, response) => { const at = Number(query(request.url).get('page')) - 1; sendJson(response, { total: 7, data: rows.slice(at * 3, at * 3 + 3) }); });
    const config: RestConfig = { url: `${url}/r?year=2568`, records: 'data', paging: { style: 'page', parameter: 'page', size: 3, sizeParameter: 'per_page' } };
    expect(ids((await fetched(config)).lines)).toEqual(all);
    expect(asked).toEqual([1, 2, 3, 4].map((page) => `GET /r?year=2568&per_page=3&page=${page}`));
    const counted = await fetched({ ...config, total: '/total' });
    expect([ids(counted.lines), counted.result, asked.length]).toEqual([all, expect.objectContaining({ kind: 'fetched', name: 'records.ndjson', scope: 'all', sourceRows: 7 }), 7]);
  });

  it('by offset counts what came, not what was asked for', async () => {
    const { url } = await serve((request, response) => { const at = Number(query(request.url).get('skip')); sendJson(response, rows.slice(at, at + 2)); });
    expect(ids((await fetched({ url, paging: { style: 'offset', parameter: 'skip', size: 1000, sizeParameter: 'limit' } })).lines)).toEqual(all);
  });

  it('by a mark, an address in the answer, and a Link header', async () => {
    const { url } = await serve((request, response) => {
      const at = Number(query(request.url).get('at') ?? 0);
      const next = at + 3 < 7 ? at + 3 : null;
      sendJson(response, { meta: { mark: next, next: next === null ? '' : `/other?at=${next}` }, items: rows.slice(at, at + 3) }, next === null ? {} : { link: `<https://x/a,b>; rel="first", <?at=${next}>; title="a, b"; rel="last NEXT"` });
    });
    const pagings: Paging[] = [{ style: 'cursor', parameter: 'at', path: 'meta.mark' }, { style: 'next', path: '/meta/next' }, { style: 'link' }];
    for (const paging of pagings) expect(ids((await fetched({ url, records: 'items', paging })).lines)).toEqual(all);
  });

  it('within the body of a POST', async () => {
    const { url, asked } = await serve(async (request, response) => {
      const { paging: { from = 0 } = {}, filter } = JSON.parse(await text(request)) as { paging?: { from?: number }; filter: unknown };
      expect(filter).toEqual({ year: 2568, province: 'เชียงใหม่' });
      sendJson(response, rows.slice(from, from + 4));
    });
    const paging: Paging = { style: 'offset', parameter: '/paging/from' };
    expect(ids((await fetched({ url, method: 'POST', body: '{"filter":{"year":2568}}', parameters: [{ name: '/filter/province', value: 'เชียงใหม่' }, { name: 'v', value: '2' }], paging })).lines)).toEqual(all);
    expect(asked[0]).toBe('POST /?v=2');
    await expect(fetched({ url, method: 'POST', body: '[1]', paging })).rejects.toThrow(code('connectors.body-no-json', 'config'));
  });
});

it('keeps records as they are written: digits, nesting, one line each', async () => {
  const { url } = await serve((_request, response) => sendJson(response, '\ufeff[\n {"id": 12345678901234567890,\n  "area": 1.10, "at": {"p": "ก\\n"}},\r\n 5\n]'));
  const { lines } = await fetched({ url, paging: none });
  expect(lines).toEqual(['{"id": 12345678901234567890,"area": 1.10, "at": {"p": "ก\\n"}}', '5']);
});

it('says unchanged when the same records come again', async () => {
  const { url } = await serve((_request, response) => sendJson(response, rows));
  const first = await fetched({ url, paging: none });
  if (first.result.kind === 'fetched') expect(await connector.fetch({ url, paging: none }, keepInMemory(first.result.mark))).toEqual({ kind: 'unchanged' });
  expect(connector.describe({ url: 'https://a.go.th/x?key=1', paging: none })).toBe('https://a.go.th/x?…');
});

describe('the changed part', () => {
  const changed = ['2026-08-01T09:00:00+07:00', '2026-08-01T03:00:00Z', null, '2026-07-31T00:00:00Z'];
  it('is asked for by its parameter, and the highest value is the mark', async () => {
    const { url, asked } = await serve((request, response) => sendJson(response, query(request.url).has('since') ? [] : changed.map((at, id) => ({ id, meta: { at } }))));
    const config: RestConfig = { url, paging: none, since: 'since=gt:{after}' };
    const first = await fetched(config, { column: 'meta.at', after: null });
    expect(first.result).toMatchObject({ scope: 'all', mark: { cursor: '2026-08-01T03:00:00Z' } });
    expect((await fetched(config, { column: 'meta.at', after: '2026-08-01 +1' })).result).toEqual({ kind: 'unchanged' });
    expect(asked).toEqual(['GET /', `GET /?since=gt%3A2026-08-01+%2B1`]);
    await expect(fetched({ url, paging: none }, { column: 'id', after: '1' })).rejects.toThrow(code('connectors.cursor-unset', 'config'));
  });

  it('is a part, with the highest number by size', async () => {
    const { url } = await serve((_request, response) => sendJson(response, [{ id: 9 }, { id: 10 }]));
    expect((await fetched({ url, paging: none, since: 'from={after}' }, { column: 'id', after: '7' })).result).toMatchObject({ scope: 'part', mark: { cursor: '10' } });
  });
});

describe('a source that misbehaves', () => {
  it('by storms of 429 and 503 is waited for, and no longer than allowed', async () => {
    let storm = 0;
    const { url, asked } = await serve((_request, response) => {
      storm += 1;
      if (storm === 1) response.writeHead(429, { 'retry-after': '1' }).end();
      else if (storm === 2) response.writeHead(503).end('<html>');
      else if (storm === 3) { response.writeHead(200, { 'content-length': 100 }).write('[', () => setTimeout(() => response.destroy(), 5)); } else sendJson(response, rows);
    });
    const began = performance.now();
    expect((await fetched({ url, paging: none })).lines).toHaveLength(7);
    expect([asked.length, performance.now() - began >= 990]).toEqual([4, true]);
    const endless = await serve((_request, response) => { response.writeHead(429).end(); });
    await expect(fetched({ url: endless.url, paging: none })).rejects.toThrow(code('kernel.answer-unavailable', 'transient', { upstreamStatus: 429 }));
    const long = await serve((_request, response) => { response.writeHead(429, { 'retry-after': '3600' }).end(); });
    await expect(fetched({ url: long.url, paging: none })).rejects.toThrow(code('kernel.answer-unavailable', 'transient', { retryAfterS: 3600 }));
    expect([endless.asked.length, long.asked.length]).toEqual([4, 1]);
  });

  it('is not asked faster than agreed', async () => {
    const times: number[] = [];
    const { url } = await serve((request, response) => { times.push(performance.now()); const at = Number(query(request.url).get('o')); sendJson(response, rows.slice(at, at + 3)); });
    await fetched({ url, requestsPerMinute: 600, paging: { style: 'offset', parameter: 'o' } });
    expect(times).toHaveLength(4);
    expect((times.at(-1) as number) - (times[0] as number)).toBeGreaterThan(280);
  });

  it.each<[string, RequestListener, Paging]>([
    ['gives the last page again and again', (_request, response) => sendJson(response, rows), { style: 'page', parameter: 'page' }],
    ['turns in a circle of marks', (request, response) => sendJson(response, { d: [{ id: request.url, at: performance.now() }], next: query(request.url).get('c') === 'a' ? 'b' : 'a' }), { style: 'cursor', parameter: 'c', path: 'next' }],
    ['names its own page as the next', (request, response) => sendJson(response, [{ at: performance.now() }], { link: `<${request.url}>; rel=next` }), { style: 'link' }],
  ])('%s is stopped', async (_what, listener, paging) => {
    const { url, asked } = await serve(listener);
    await expect(fetched({ url, paging, ...(paging.style === 'cursor' && { records: 'd' }) })).rejects.toThrow(code('connectors.page-repeated', 'config'));
    expect(asked.length).toBeLessThan(4);
  });

  it('that never ends is stopped at the limits, and nothing is kept', async () => {
    let n = 0;
    const { url } = await serve((_request, response) => { n += 1; sendJson(response, [{ n }]); });
    const paging: Paging = { style: 'page', parameter: 'p' };
    await expect(fetched({ url, paging, mostPages: 5 })).rejects.toThrow(code('connectors.too-many-pages', 'config', { limit: 5 }));
    const small = openRestConnector({ rules: { allow: ['127.0.0.1'] }, limits: { bytes: 60 } });
    const ctx = keepInMemory();
    await expect(small.fetch({ url, paging }, ctx)).rejects.toThrow(code('kernel.answer-too-large', 'data'));
    expect(ctx.kept).toEqual([]);
    const large = await serve((_request, response) => sendJson(response, `["${'x'.repeat(200_000)}"]`));
    await expect(fetched({ url: large.url, paging: none })).rejects.toThrow(code('connectors.page-too-large', 'config'));
  });

  it.each([
    ['text/html', '<!DOCTYPE html>\n<title>ปิดปรับปรุง k-1</title>', 'text/html'], ['application/json', '{"data":[{"id":1}', '“{"data":[{"id":1}”'], ['', 'OK', '“OK”'], ['application/json', Buffer.from([0x5b, 0x22, 0xa1, 0x22, 0x5d]), '“["'],
  ])('by answering 200 with %s and no data is shown with its beginning', async (type, body, shown) => {
    const { url } = await serve((_request, response) => { response.writeHead(200, { 'content-type': type }).end(body); });
    await expect(fetched({ url, paging: none, authorization: 'k-1' })).rejects.toThrow(code('connectors.answer-no-data', 'transient', { detailTh: expect.stringContaining(shown), detailEn: expect.not.stringContaining('k-1') }));
  });

  it('by an error in JSON is shown with it, and with where lists are', async () => {
    const { url } = await serve((_request, response) => sendJson(response, { ok: false, error: 'quota', result: { rows: [] } }));
    await expect(fetched({ url, paging: none, records: 'data' })).rejects.toThrow(code('connectors.records-missing', 'config', { lists: ['result.rows'], detailEn: expect.stringContaining('"error":"quota"') }));
    await expect(fetched({ url, paging: none })).rejects.toThrow(code('connectors.records-missing', 'config'));
    expect(await connector.test({ url, paging: none, records: 'data' }, keepInMemory())).toMatchObject({ ok: false, steps: [{ ok: true }, { ok: false }] });
    expect(await connector.test({ url, paging: none, records: 'result.rows' }, keepInMemory())).toMatchObject({ ok: true, steps: [{}, { en: 'Ask for the first page: 0 records, no next page' }] });
  });

  it('by losing records or changing while it is read is caught', async () => {
    const short = await serve((request, response) => sendJson(response, { total: 7, d: query(request.url).get('o') === '0' ? rows.slice(0, 3) : [] }));
    await expect(fetched({ url: short.url, records: 'd', total: 'total', paging: { style: 'offset', parameter: 'o' } })).rejects.toThrow(code('connectors.rows-missing', 'transient', { rows: 3, total: 7 }));
    const moving = await serve((request, response) => { const at = Number(query(request.url).get('o')); sendJson(response, { total: 7 + at, d: rows.slice(at, at + 3) }); });
    await expect(fetched({ url: moving.url, records: 'd', total: 'total', paging: { style: 'offset', parameter: 'o' } })).rejects.toThrow(code('connectors.changed-while-read', 'transient', { before: 7, after: 10 }));
  });

  it('by leading on to another host is not followed', async () => {
    const { url } = await serve((_request, response) => sendJson(response, rows, { link: '<http://169.254.169.254/x>; rel="next"' }));
    await expect(fetched({ url, paging: { style: 'link' } })).rejects.toThrow(code('connectors.page-elsewhere', 'config'));
  });

  it('is left when the run is stopped', async () => {
    const stop = new AbortController();
    const { url } = await serve((_request, response) => { response.writeHead(429, { 'retry-after': '2' }).end(); stop.abort(); });
    await expect(connector.fetch({ url, paging: none }, keepInMemory(undefined, stop.signal))).rejects.toThrow(expect.objectContaining({ code: 'kernel.stopped' }));
  });
});
