import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTls, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface WebServer { url: string; /** Requests as `GET /path?query`. */ asked: string[]; close(): void }

/** A web server on the loopback that answers as it is told and remembers what it was asked. */
export async function openWebServer(listener: RequestListener, tls?: ServerOptions): Promise<WebServer> {
  const asked: string[] = [];
  const heard = (request: IncomingMessage, response: ServerResponse) => {
    asked.push(`${request.method} ${request.url}`);
    return listener(request, response as never);
  };
  const server = (tls ? createTls(tls, heard) : createServer(heard)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, close: () => { server.closeAllConnections(); server.close(); } };
}

/** Answers JSON. */
export function sendJson(response: ServerResponse, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(typeof body === 'string' ? body : JSON.stringify(body));
}
