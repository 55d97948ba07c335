import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchWithin } from './fetch-within.ts';

let server: Server;
let port = 0;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/away') response.writeHead(302, { location: 'http://10.0.0.1/' }).end();
    else if (request.url === '/large') response.end(Buffer.alloc(2 * 1024 * 1024));
    else request.pipe(response);
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  port = (server.address() as AddressInfo).port;
});
afterAll(() => { server.closeAllConnections(); server.close(); });

const home = async () => [{ address: '127.0.0.1', family: 4 }];
const allowed = fetchWithin({ allow: ['127.0.0.1/32'] }, home);

describe('a fetch within rules', () => {
  it('sends and reads where it may, by name and by address', async () => {
    for (const host of ['service.example', '127.0.0.1']) {
      expect(await (await allowed(`http://${host}:${port}/`, { method: 'POST', body: 'ข้อความ', headers: { 'content-type': 'text/plain' } })).text()).toBe('ข้อความ');
    }
  });
  it('reaches no internal address that the rules do not name', async () => {
    const strict = fetchWithin({ allow: [] }, home);
    for (const host of ['service.example', '127.0.0.1', '[::1]', '169.254.169.254']) await expect(strict(`http://${host}:${port}/`)).rejects.toMatchObject({ code: 'kernel.host-refused' });
    await expect(strict('file:///etc/passwd')).rejects.toMatchObject({ code: 'kernel.url-refused' });
  });
  it('follows no redirect and reads no endless body', async () => {
    expect((await allowed(`http://127.0.0.1:${port}/away`)).status).toBe(302);
    await expect(allowed(`http://127.0.0.1:${port}/large`).then((answer) => answer.arrayBuffer())).rejects.toThrow();
  });
});
