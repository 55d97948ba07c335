import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { buildHttp } from './http.ts';
import { openLog } from './log.ts';
import { definePolicies, roles } from './policy.ts';
import { route } from './route.ts';
import { principalOf } from './testing/principals.ts';

const policies = definePolicies('slow', { send: { roles, th: 'ทดสอบ', en: 'Test' } });
let app: FastifyInstance;
let port: number;
let release: (() => void) | undefined;

beforeAll(async () => {
  const sending = { method: 'POST', summary: 'x', policy: policies.send, response: { 200: Type.Object({ ok: Type.Boolean() }) } } as const;
  app = await buildHttp({
    db: { scoped: () => ({}) } as never, log: openLog('test', 'silent'), version: 'test', hosts: ['h'], bodyMs: 200, authenticate: async () => principalOf('visitor'),
    routes: [
      route({ ...sending, path: '/whole', operationId: 'sendWhole', body: Type.Object({ text: Type.String() }), handler: async () => ({ ok: true }) }),
      route({ ...sending, path: '/long', operationId: 'workLong', handler: async () => { await new Promise<void>((done) => { release = done; }); return { ok: true }; } }),
      route({ ...sending, path: '/stream', operationId: 'sendStream', stream: 'request', handler: async ({ request }) => { for await (const _ of request.raw); return { ok: true }; } }),
    ],
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as AddressInfo).port;
});
afterAll(() => app.close());

const head = (path: string, type: string, length: number) => `POST /api/v1${path} HTTP/1.1\r\nHost: h\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;

async function send(text: string) {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (part) => { answer += String(part); }).on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(text);
  return { socket, answer: () => answer, ended: once(socket, 'close') };
}

describe('a body that does not come', () => {
  it('ends its connection when it should have come whole, without an answer', async () => {
    const { answer, ended } = await send(`${head('/whole', 'application/json', 20)}{"te`);
    await ended;
    expect(answer()).toBe('');
  });

  it('may take its time where the handler takes a stream', async () => {
    const { socket, answer } = await send(`${head('/stream', 'application/octet-stream', 4)}ab`);
    const other = await send(`${head('/whole', 'application/json', 20)}{"te`);
    await other.ended;
    socket.write('cd');
    await expect.poll(answer).toContain('{"ok":true}');
    socket.destroy();
  });

  it('is not one that came whole, however long the answer takes', async () => {
    const { socket, answer } = await send(`${head('/long', 'application/json', 2)}{}`);
    const other = await send(`${head('/whole', 'application/json', 20)}{"te`);
    await other.ended;
    await expect.poll(() => release !== undefined).toBe(true);
    release?.();
    await expect.poll(answer).toContain('{"ok":true}');
    socket.destroy();
  });
});
