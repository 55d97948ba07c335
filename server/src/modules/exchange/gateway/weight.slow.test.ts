import { createHash } from 'node:crypto';
import { createServer, request } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openGatewayHouse, type GatewayHouse } from '../testing/gateway-house.ts';
import { signedHeaders } from '../testing/signing-system.ts';

const PIECE = Buffer.alloc(64 * 1024, 'ก'), PIECES = 1_600, BYTES = PIECE.length * PIECES;
let house: GatewayHouse;
beforeAll(async () => { house = await openGatewayHouse(); });
afterAll(() => house.close());

const pieces = () => Readable.from((function* () { for (let n = 0; n < PIECES; n += 1) yield PIECE; })());
const digest = () => { const sum = createHash('sha256'); for (let n = 0; n < PIECES; n += 1) sum.update(PIECE); return `sha-256=:${sum.digest('base64')}:`; };

// Whoever sends and answers is in this process too; two bodies held whole would be 200 MB.
it('carries 100 MB up and 100 MB down in little memory', async () => {
  let [came, highest] = [0, 0];
  const upstream = createServer((incoming, outgoing) => {
    incoming.on('data', (chunk: Buffer) => { came += chunk.length; });
    incoming.on('end', () => { outgoing.writeHead(200, { 'content-type': 'application/octet-stream' }); pieces().pipe(outgoing); });
  });
  await new Promise<void>((done) => { upstream.listen(0, '127.0.0.1', done); });
  const { number } = await house.service({ slug: 'heavy', limitBytes: 200_000_000, timeoutMs: 60_000, upstreamUrl: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}` });
  const said = digest(), target = '/x/heavy/people';
  const headers = { ...signedHeaders(house.consumer, { method: 'POST', target, origin: house.origin, agreement: number, headers: { 'content-type': 'text/plain', 'content-length': String(BYTES), 'content-digest': said } }) };
  const before = process.memoryUsage().rss;
  const watch = setInterval(() => { highest = Math.max(highest, process.memoryUsage().rss); }, 20);
  const answer = await new Promise<{ status: number | undefined; bytes: number; digest: unknown }>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: house.port, method: 'POST', path: target, headers, setHost: false }, (reply) => {
      let bytes = 0;
      reply.on('data', (chunk: Buffer) => { bytes += chunk.length; });
      reply.on('end', () => resolve({ status: reply.statusCode, bytes, digest: reply.headers['content-digest'] }));
    });
    asked.on('error', reject);
    pieces().pipe(asked);
  });
  clearInterval(watch);
  upstream.closeAllConnections(); upstream.close();
  expect([answer, came]).toEqual([{ status: 200, bytes: BYTES, digest: said }, BYTES]);
  expect((highest - before) / 1e6).toBeLessThan(150);
});

it('answers while two thousand connections lie idle or stop in the middle of their headers', async () => {
  const { number } = await house.service({ slug: 'crowded' });
  const before = process.memoryUsage().rss;
  const sockets: Socket[] = await Promise.all(Array.from({ length: 2_000 }, (_, n) => new Promise<Socket>((resolve) => {
    const socket = connect(house.port, '127.0.0.1', () => { if (n % 2 === 0) socket.write('POST /x/crowded/people HTTP/1.1\r\nHost: x\r\nX-A: '); resolve(socket); });
    socket.on('error', () => undefined);
  })));
  expect((await house.call({ target: '/x/crowded/people', agreement: number, body: '{}' })).status).toBe(200);
  expect((process.memoryUsage().rss - before) / 1e6).toBeLessThan(150);
  const huge = await new Promise<string>((resolve) => {
    const socket = connect(house.port, '127.0.0.1', () => { socket.write(`POST /x/crowded/people HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(1_000_000)}`); });
    socket.on('error', () => undefined);
    socket.once('data', (data) => resolve(String(data)));
  });
  expect(huge).toMatch(/^HTTP\/1.1 431/);
  for (const socket of sockets) socket.destroy();
});
