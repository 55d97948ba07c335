import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { connectors } from '../index.ts';
import { keepInMemory } from '../testing/keep-in-memory.ts';
import { openHttpConnector } from './http-connector.ts';

const open: (() => void)[] = [];
afterEach(() => { for (const close of open.splice(0)) close(); });

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  open.push(() => { server.closeAllConnections(); server.close(); });
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}
const connector = openHttpConnector({ rules: { allow: ['127.0.0.1'] }, limits: { idleMs: 2000, bytes: 50_000_000 }, resumeAttempts: 2, resumePauseMs: 1 });
const file = Buffer.from('รหัส,ชื่อ\n'.repeat(20_000));
const code = (name: string, retry: string, fields: object = {}) => expect.objectContaining({ code: name, retry, fields: expect.objectContaining(fields) });

/** Sends a part of the file and then cuts the line. */
function sendAndCut(response: ServerResponse, part: Buffer): void {
  response.write(part, () => setTimeout(() => response.destroy(), 10));
}
/** Answers ranges as a good server does, but cuts the line after `cut` bytes each time. */
function resuming(cut: number, seen: IncomingMessage[] = [], etag = () => '"v1"'): RequestListener {
  return (request, response) => {
    seen.push(request);
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const isSame = request.headers['if-range'] === undefined || request.headers['if-range'] === etag();
    const start = isSame ? from : 0;
    response.writeHead(start > 0 ? 206 : 200, { etag: etag(), 'content-length': file.length - start, ...(start > 0 ? { 'content-range': `bytes ${start}-${file.length - 1}/${file.length}` } : {}) });
    if (file.length - start <= cut) response.end(file.subarray(start));
    else sendAndCut(response, file.subarray(start, start + cut));
  };
}

it('fetches a file, names it, and asks only for a newer one next time', async () => {
  const url = await serve((request, response) => {
    if (request.headers['if-none-match'] === '"7"') response.writeHead(304).end();
    else response.writeHead(200, { etag: '"7"', 'content-disposition': "attachment; filename*=UTF-8''%E0%B8%82%E0%B9%89%E0%B8%B2%E0%B8%A7.csv" }).end(file);
  });
  const ctx = keepInMemory();
  const first = await connector.fetch({ url }, ctx);
  expect(first).toMatchObject({ kind: 'fetched', name: 'ข้าว.csv', bytes: file.length, mark: { etag: '"7"' } });
  expect(ctx.kept[0]?.equals(file)).toBe(true);
  expect(ctx.progress.at(-1)).toEqual([file.length, null]);
  if (first.kind === 'fetched') expect(await connector.fetch({ url }, keepInMemory(first.mark))).toEqual({ kind: 'unchanged' });
});

it('uses Last-Modified where there is no tag, and the hash where there is neither', async () => {
  const dated = await serve((request, response) => { response.writeHead(request.headers['if-modified-since'] ? 304 : 200, { 'last-modified': 'Sat, 01 Aug 2026 00:00:00 GMT' }).end(request.headers['if-modified-since'] ? undefined : file); });
  const first = await connector.fetch({ url: `${dated}/data/rice%20one.csv?key=1` }, keepInMemory());
  expect(first).toMatchObject({ name: 'rice one.csv' });
  if (first.kind === 'fetched') expect(await connector.fetch({ url: dated }, keepInMemory(first.mark))).toEqual({ kind: 'unchanged' });
  const plain = await serve((_request, response) => response.end(file));
  const second = await connector.fetch({ url: plain }, keepInMemory());
  if (second.kind === 'fetched') expect(await connector.fetch({ url: plain }, keepInMemory(second.mark))).toEqual({ kind: 'unchanged' });
});

it('goes on with a broken transfer from the byte it reached', async () => {
  const seen: IncomingMessage[] = [];
  const url = await serve(resuming(150_000, seen));
  const ctx = keepInMemory();
  await connector.fetch({ url }, ctx);
  expect(ctx.kept[0]?.equals(file)).toBe(true);
  expect(seen.length).toBeGreaterThan(2);
  expect(seen[1]?.headers).toMatchObject({ 'if-range': '"v1"', range: expect.stringMatching(/^bytes=\d+-$/) });
});

it('mixes no two files when the file changed in between', async () => {
  let version = 0;
  const url = await serve(resuming(150_000, [], () => `"v${version += 1}"`));
  const ctx = keepInMemory();
  await expect(connector.fetch({ url }, ctx)).rejects.toThrow(code('kernel.transfer-broken', 'transient'));
  expect(ctx.kept).toEqual([]);
});

it('does not resume without a tag or date to go by', async () => {
  let asked = 0;
  const url = await serve((_request, response) => { asked += 1; response.writeHead(200, { 'content-length': file.length, etag: 'W/"weak"' }); sendAndCut(response, file.subarray(0, 1000)); });
  await expect(connector.fetch({ url }, keepInMemory())).rejects.toThrow(code('kernel.transfer-broken', 'transient'));
  expect(asked).toBe(1);
});

it('says that a stated length is a lie when the rest never comes', async () => {
  const url = await serve((request, response) => {
    if (request.headers.range) {
      response.writeHead(206, { etag: '"1"', 'content-range': 'bytes 100-999/1000', 'content-length': 900 }).flushHeaders();
      setTimeout(() => response.destroy(), 5);
      return;
    }
    response.writeHead(200, { etag: '"1"', 'content-length': 1000 });
    sendAndCut(response, file.subarray(0, 100));
  });
  const ctx = keepInMemory();
  await expect(connector.fetch({ url }, ctx)).rejects.toThrow(code('kernel.length-lied', 'transient', { received: 100, stated: 1000 }));
  expect(ctx.kept).toEqual([]);
});

it('stops an endless body at the limit and keeps nothing', async () => {
  const url = await serve((_request, response) => { const more = (): void => { while (response.write(Buffer.alloc(262_144))); response.once('drain', more); }; more(); });
  const small = connectors({ allowPrivateHosts: ['127.0.0.1'], maxFetchBytes: 2_000_000 }).get('http');
  const ctx = keepInMemory();
  await expect(small?.fetch({ url }, ctx)).rejects.toThrow(code('kernel.answer-too-large', 'data'));
  expect(ctx.kept).toEqual([]);
});

it.each([[404, 'kernel.answer-refused', 'config'], [401, 'kernel.answer-refused', 'config'], [503, 'kernel.answer-unavailable', 'transient'], [429, 'kernel.answer-unavailable', 'transient']])('classes status %i', async (status, name, retry) => {
  const url = await serve((_request, response) => response.writeHead(status, { 'retry-after': '120' }).end('no'));
  await expect(connector.fetch({ url }, keepInMemory())).rejects.toThrow(code(name, retry, { upstreamStatus: status, retryAfterS: 120 }));
});

it('refuses internal hosts, at once and behind a redirect, and compressed transfers', async () => {
  const guarded = openHttpConnector({ rules: { allow: [] } });
  await expect(guarded.fetch({ url: 'http://127.0.0.1:9/' }, keepInMemory())).rejects.toThrow(code('kernel.host-refused', 'config'));
  const url = await serve((_request, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end());
  await expect(connector.fetch({ url }, keepInMemory())).rejects.toThrow(code('kernel.host-refused', 'config'));
  const packed = await serve((_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'));
  await expect(connector.fetch({ url: packed }, keepInMemory())).rejects.toThrow(code('connectors.encoding-refused', 'config'));
});

it('sends its sealed key, shows no query, and tests step by step', async () => {
  const url = await serve((request, response) => response.writeHead(request.headers.authorization === 'Bearer k' ? 200 : 403, { 'content-type': 'text/csv' }).end('ok'));
  expect((await connector.fetch({ url, authorization: 'sealed:Bearer k' }, keepInMemory())).kind).toBe('fetched');
  expect(connector.describe({ url: 'https://a.go.th/x.csv?key=secret' })).toBe('https://a.go.th/x.csv?…');
  expect(await connector.test({ url, authorization: 'Bearer k' }, keepInMemory())).toMatchObject({ ok: true, steps: [{ ok: true }, { ok: true, en: expect.stringContaining('text/csv') }] });
  expect(await connector.test({ url }, keepInMemory())).toMatchObject({ ok: false, steps: [{ ok: true }, { ok: false, th: expect.stringContaining('403') }] });
});
