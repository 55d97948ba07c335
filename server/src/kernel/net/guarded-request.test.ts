import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTls, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { afterEach, expect, it } from 'vitest';
import { selfSigned, selfSignedFor } from '../testing/certificate.ts';
import { guardedFetch, type GuardedRequest } from './guarded-fetch.ts';

const servers: { close(): unknown }[] = [];
afterEach(() => { for (const server of servers.splice(0)) server.close(); });

async function serve(listener: RequestListener, tls?: ServerOptions): Promise<string> {
  const server = (tls ? createTls(tls, listener) : createServer(listener)).listen(0, '127.0.0.1');
  servers.push({ close: () => { server.closeAllConnections(); server.close(); } });
  await once(server, 'listening');
  return `${tls ? 'https://hub.example' : 'http://127.0.0.1'}:${(server.address() as AddressInfo).port}`;
}

const echo: RequestListener = async (request, response) => { response.end(JSON.stringify({ method: request.method, body: await text(request), headers: request.headers })); };
const local = { allow: ['127.0.0.1'] };
const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
const code = (name: string) => expect.objectContaining({ code: `kernel.${name}`, retry: 'config' });
const asked = async (url: string, options: GuardedRequest) => JSON.parse((await buffer((await guardedFetch(url, local, { resolve, ...options })).body)).toString()) as { method: string; body: string; headers: Record<string, string> };
const post: GuardedRequest = { method: 'POST', body: 'secret=1', headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-plain': 'y' }, credentials: { 'x-agency-key': 'k' } };

it('posts a body', async () => {
  expect(await asked(await serve(echo), post)).toMatchObject({ method: 'POST', body: 'secret=1', headers: { 'content-length': '8', 'x-agency-key': 'k', 'accept-encoding': 'identity' } });
});

it.each([[303, 'GET', ''], [302, 'GET', ''], [307, 'POST', 'secret=1'], [308, 'POST', 'secret=1']])('follows a redirect %i of a POST with %s', async (status, method, body) => {
  const url = await serve((request, response) => { if (request.url === '/') response.writeHead(status, { location: '/there' }).end(); else void echo(request, response); });
  const seen = await asked(url, post);
  expect(seen).toMatchObject({ method, body, headers: { 'x-agency-key': 'k', 'x-plain': 'y' } });
  expect(seen.headers['content-type']).toBe(method === 'POST' ? 'application/x-www-form-urlencoded' : undefined);
});

it('takes no body and no credential of any name to another origin', async () => {
  const other = await serve(echo);
  const seen = await asked(await serve((_request, response) => response.writeHead(302, { location: other }).end()), { ...post, headers: { ...post.headers, Authorization: 'Bearer x' } });
  expect(seen.method).toBe('GET');
  expect(seen.body).toBe('');
  expect(seen.headers).toMatchObject({ 'x-plain': 'y' });
  expect(seen.headers).not.toHaveProperty('x-agency-key');
  expect(seen.headers).not.toHaveProperty('authorization');
  await expect(asked(await serve((_request, response) => response.writeHead(307, { location: other }).end()), post)).rejects.toThrow(code('body-redirected'));
});

const host = selfSigned('hub.example');
const own = selfSignedFor({ subject: [['550403', 'saphan']] });
const client = { cert: own.certificate, key: own.key };
const mutual: ServerOptions = { key: host.key, cert: host.certificate, ca: own.certificate, requestCert: true, rejectUnauthorized: true };

it('shows a client certificate, and to its own origin only', async () => {
  const url = await serve(echo, mutual);
  expect((await asked(url, { ca: host.certificate, client })).method).toBe('GET');
  let shown: boolean | undefined;
  const other = await serve((request, response) => { shown = 'subject' in (request.socket as unknown as { getPeerCertificate(): object }).getPeerCertificate(); void echo(request, response); }, { ...mutual, rejectUnauthorized: false });
  await asked(await serve((_request, response) => response.writeHead(302, { location: other }).end(), mutual), { ca: host.certificate, client });
  expect(shown).toBe(false);
});

/** Node ends such a connection without a word; OpenSSL, like most servers, sends an alert. */
it.skipIf(spawnSync('openssl', ['version']).status !== 0).each([
  ['-tls1_2', code('client-certificate-refused')],
  // In TLS 1.3 the alert comes after the handshake, and the client library tells the closed line only.
  ['-tls1_3', expect.objectContaining({ code: 'kernel.host-unreachable', fields: expect.objectContaining({ detailEn: expect.stringContaining('our certificate') }) })],
])('says that the host wants another client certificate (%s; skipped without openssl)', async (version, problem) => {
  const folder = mkdtempSync(join(tmpdir(), 'saphan-mutual-'));
  for (const [name, pem] of [['key', host.key], ['cert', host.certificate], ['ca', own.certificate]] as const) writeFileSync(join(folder, name), pem);
  const server = spawn('openssl', ['s_server', '-accept', '127.0.0.1:0', '-key', 'key', '-cert', 'cert', '-CAfile', 'ca', '-Verify', '1', '-verify_return_error', '-www', version], { cwd: folder });
  servers.push({ close: () => { server.kill(); rmSync(folder, { recursive: true }); } });
  let port: string | undefined;
  for await (const line of server.stdout) if ((port = /^ACCEPT 127\.0\.0\.1:(\d+)/m.exec(String(line))?.[1])) break;
  const stranger = selfSignedFor({ subject: [['550403', 'stranger']] });
  await expect(asked(`https://hub.example:${port}`, { ca: host.certificate, client: { cert: stranger.certificate, key: stranger.key } })).rejects.toThrow(problem);
});

it('says that certificate and key do not belong together or are none', async () => {
  const url = await serve(echo, mutual);
  await expect(asked(url, { ca: host.certificate, client: { cert: own.certificate, key: host.key } })).rejects.toThrow(code('client-certificate-broken'));
  await expect(asked(url, { ca: host.certificate, client: { cert: 'none', key: 'none' } })).rejects.toThrow(code('client-certificate-broken'));
});
