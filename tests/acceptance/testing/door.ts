import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { house } from './house.ts';

/** A way into the server at which something can be done when a request comes by; everything is handed on as it is. */
export interface Door { readonly address: string; close(): Promise<void> }

/** Opens a door; `before` is awaited with method and path of each request before it is handed on. */
export async function openDoor(before: (method: string, path: string) => void): Promise<Door> {
  const target = new URL(house().instance.address);
  const server = createServer((asked, reply) => {
    before(asked.method ?? '', asked.url ?? '');
    const onward = request({ host: target.hostname, port: target.port, method: asked.method, path: asked.url, headers: { ...asked.headers, host: target.host } }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(reply);
    });
    onward.once('error', () => reply.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => { server.closeAllConnections(); return new Promise((resolve) => { server.close(() => resolve()); }); },
  };
}
