import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcp } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { guardedFetch, type GuardedRequest } from './guarded-fetch.ts';
import { checkHost, isInternal } from './host-guard.ts';

const servers: { close(): unknown }[] = [];
afterEach(() => { for (const server of servers.splice(0)) server.close(); });

async function serve(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener).listen(0, '127.0.0.1');
  servers.push({ close: () => { server.closeAllConnections(); server.close(); } });
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

/** A server that answers these bytes whatever it is asked. */
async function serveBytes(...pieces: string[]): Promise<string> {
  const server = createTcp((socket) => { socket.on('error', () => undefined); socket.once('data', () => { for (const piece of pieces) socket.write(piece); socket.end(); }); }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

const local = { allow: ['127.0.0.1'] };
const code = (name: string) => expect.objectContaining({ code: `kernel.${name}` });
const read = async (url: string, options: GuardedRequest = {}) => (await buffer((await guardedFetch(url, local, options)).body)).toString();

describe('addresses', () => {
  it.each(['127.0.0.1', '127.9.9.9', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '100.127.255.255', '224.0.0.1', '239.1.1.1',
    '255.255.255.255', '192.0.2.1', '198.18.0.1', '240.0.0.1', '::', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '0:0:0:0:0:ffff:a00:1', '::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::1', 'fe80::1',
    'fe80::1%eth0', 'fc00::1', 'fd12:3456::1', 'ff02::1', '2001:db8::1', '2002:7f00:1::', '100::1', 'fec0::1', 'not-an-address'])('counts %s as internal', (address) => expect(isInternal(address)).toBe(true));

  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '203.150.1.1', '2606:4700::1111', '2404:6800:4001::1', '::ffff:8.8.8.8', '64:ff9b::808:808'])('counts %s as public', (address) => expect(isInternal(address)).toBe(false));

  it('refuses a name when any of its addresses is internal, and pins the first', async () => {
    const resolve = (...addresses: string[]) => async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    await expect(checkHost('mixed.example', { allow: [] }, resolve('8.8.8.8', '127.0.0.1'))).rejects.toThrow(code('host-refused'));
    expect(await checkHost('good.example', { allow: [] }, resolve('8.8.8.8', '1.1.1.1'))).toEqual({ address: '8.8.8.8', family: 4 });
    await expect(checkHost('none.example', { allow: [] }, async () => { throw new Error('ENOTFOUND'); })).rejects.toThrow(code('host-unknown'));
    expect(await checkHost('db.local', { allow: ['10.0.0.0/8'] }, resolve('10.2.3.4'))).toMatchObject({ address: '10.2.3.4' });
    expect(await checkHost('DB.local.', { allow: ['db.local'] }, resolve('10.2.3.4'))).toMatchObject({ address: '10.2.3.4' });
    await expect(checkHost('db.local', { allow: ['10.3.0.0/16'] }, resolve('10.2.3.4'))).rejects.toThrow(code('host-refused'));
    expect(await checkHost('[::ffff:10.2.3.4]', { allow: ['10.0.0.0/8'] })).toMatchObject({ family: 6 });
  });
});

describe('a guarded fetch', () => {
  it('reads a body and tells its headers', async () => {
    const url = await serve((request, response) => response.setHeader('ETag', '"1"').end(`ok ${request.headers['accept-encoding']}`));
    const answer = await guardedFetch(`${url}/a.csv`, local);
    expect(answer).toMatchObject({ status: 200, length: 11, url: `${url}/a.csv`, headers: { etag: '"1"' } });
    expect((await buffer(answer.body)).toString()).toBe('ok identity');
  });

  it.each(['http://127.0.0.1:1/', 'http://localhost:1/', 'http://[::1]:1/', 'http://0x7f000001/', 'http://2130706433/', 'http://[::ffff:127.0.0.1]/', 'http://0/', 'http://127.1/'])('refuses %s', async (url) => {
    await expect(guardedFetch(url, { allow: [] })).rejects.toThrow(code('host-refused'));
  });

  it.each(['ftp://example.org/a', 'file:///etc/passwd', 'http://user:secret@example.org/', 'nonsense', 'gopher://127.0.0.1'])('refuses the form of %s without repeating a secret', async (url) => {
    const error = await guardedFetch(url, local).catch((each: unknown) => each);
    expect(error).toEqual(code('url-refused'));
    expect(JSON.stringify((error as { fields: unknown }).fields)).not.toContain('secret');
  });

  it('connects to the checked address though the name changes its meaning', async () => {
    const url = new URL(await serve((request, response) => response.end(String(request.headers.host))));
    let asked = 0;
    const resolve = async () => { asked += 1; return [{ address: '127.0.0.1', family: 4 }]; };
    const answer = await guardedFetch(`http://moved.example:${url.port}/`, local, { resolve });
    expect((await buffer(answer.body)).toString()).toBe(`moved.example:${url.port}`);
    expect(asked).toBe(1);
  });

  it('follows redirects but checks each, at most five', async () => {
    const url = await serve((request, response) => {
      const hop = Number(request.url?.slice(1));
      if (hop > 0) response.writeHead(302, { location: `/${hop - 1}` }).end();
      else response.end('there');
    });
    expect(await read(`${url}/5`)).toBe('there');
    await expect(read(`${url}/6`)).rejects.toThrow(code('too-many-redirects'));
  });

  it.each(['http://169.254.169.254/latest/meta-data', 'http://[::1]/', 'http://10.0.0.1/', '//192.168.1.1/x'])('refuses a redirect to %s', async (location) => {
    const url = await serve((_request, response) => response.writeHead(307, { location }).end());
    await expect(read(url)).rejects.toThrow(code('host-refused'));
  });

  it('refuses a redirect to a file and drops credentials towards another origin', async () => {
    const file = await serve((_request, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end());
    await expect(read(file)).rejects.toThrow(code('url-refused'));
    const other = await serve((request, response) => response.end(JSON.stringify([request.headers.authorization ?? null, request.headers['x-plain']])));
    const first = await serve((_request, response) => response.writeHead(302, { location: other }).end());
    expect(JSON.parse(await read(first, { headers: { Authorization: 'Bearer x', 'x-plain': 'y' } }))).toEqual([null, 'y']);
  });

  it('stops a body without end at the limit', async () => {
    const url = await serve((_request, response) => { const more = (): void => { while (response.write(Buffer.alloc(65_536))); response.once('drain', more); }; more(); });
    await expect(read(url, { limits: { bytes: 1_000_000 } })).rejects.toThrow(code('answer-too-large'));
  });

  it('refuses a stated length above the limit at once', async () => {
    const url = await serve((_request, response) => { response.writeHead(200, { 'content-length': '9999999999' }); response.write('x'); });
    await expect(read(url, { limits: { bytes: 1_000_000 } })).rejects.toThrow(code('answer-too-large'));
  });

  it('gives up on silence: before the head, within the body, and in all', async () => {
    const mute = await serve(() => undefined);
    await expect(read(mute, { limits: { idleMs: 60 } })).rejects.toThrow(code('timed-out'));
    const halting = await serve((_request, response) => { response.write('half'); });
    await expect(read(halting, { limits: { idleMs: 60 } })).rejects.toThrow(code('timed-out'));
    const dripping = await serve((_request, response) => { const timer = setInterval(() => response.write('.'), 10); response.on('close', () => clearInterval(timer)); });
    await expect(read(dripping, { limits: { idleMs: 5000, totalMs: 100 } })).rejects.toThrow(code('timed-out'));
  });

  it('names a body shorter or longer than stated', async () => {
    const short = await serveBytes('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n', 'only this');
    await expect(read(short)).rejects.toEqual(expect.objectContaining({ code: 'kernel.transfer-broken', retry: 'transient', fields: expect.objectContaining({ received: 9, stated: 100 }) }));
    const long = await serveBytes('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n', 'four and more');
    await expect(read(long)).rejects.toThrow(code('length-lied'));
    const chunked = await serveBytes('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', '4\r\nfour\r\n');
    await expect(read(chunked)).rejects.toThrow(code('transfer-broken'));
  });

  it('says when nobody answers, and stops on request', async () => {
    const server = createTcp().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    server.close();
    await expect(read(`http://127.0.0.1:${port}`)).rejects.toThrow(code('host-unreachable'));
    const halting = await serve((_request, response) => { response.write('half'); });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    await expect(read(halting, { signal: controller.signal })).rejects.toThrow(code('stopped'));
    await expect(read(halting, { signal: AbortSignal.abort() })).rejects.toThrow(code('stopped'));
  });
});
