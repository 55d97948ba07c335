import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An agency's web server on this machine, with one honest file and many that are not. */
export interface AgencyWeb { url(path: string): string; answered(path: string): number[]; close(): Promise<void> }

const places: Record<string, string> = { '/to-loopback': 'http://127.0.0.2:1/x', '/to-private': 'http://10.0.0.1/x', '/to-metadata': 'http://169.254.169.254/latest/meta-data' };

/**
 * Serves `content` as /farmers.csv under an ETag; /too-short and /too-long lie, /huge states more than anyone may send; /flood never ends,
 * /drip never ends either but comes slowly; /to-… redirect.
 */
export async function openAgencyWeb(content: string): Promise<AgencyWeb> {
  const answers: [string, number][] = [];
  const bytes = Buffer.from(content);
  const server = createServer((request, reply) => {
    const path = request.url ?? '/';
    reply.once('close', () => answers.push([path, reply.statusCode]));
    if (places[path]) reply.writeHead(302, { location: places[path] }).end();
    else if (path === '/farmers.csv' && request.headers['if-none-match'] === '"v1"') reply.writeHead(304).end();
    else if (path === '/farmers.csv') reply.writeHead(200, { etag: '"v1"', 'content-length': bytes.length }).end(bytes);
    else if (path === '/too-short') sendRaw(reply, bytes.length + 500, bytes);
    else if (path === '/too-long') sendRaw(reply, bytes.length - 500, bytes);
    else if (path === '/huge') reply.writeHead(200, { 'content-type': 'text/csv', 'content-length': 20_000_000_001 }).write(bytes);
    else if (path === '/flood') flood(reply, bytes);
    else if (path === '/drip') drip(reply, bytes);
    else reply.writeHead(404).end();
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return {
    url: (path) => `http://127.0.0.1:${port}${path}`,
    answered: (path) => answers.filter(([each]) => each === path).map(([, status]) => status),
    close: () => { server.closeAllConnections(); return new Promise((resolve) => { server.close(() => resolve()); }); },
  };
}

/** Writes past Node's own check of the length, as a broken server does. */
function sendRaw(reply: ServerResponse, stated: number, bytes: Buffer): void {
  reply.socket?.end(Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: ${stated}\r\n\r\n`), bytes]));
}

/** As fast as it is taken. */
function flood(reply: ServerResponse, head: Buffer): void {
  const rows = Buffer.from('F00099,ใหม่,สงขลา,1.00,01/02/2568\n'.repeat(2_000));
  const more = (): void => { while (!reply.destroyed && reply.write(rows)); };
  reply.on('drain', more).writeHead(200, { 'content-type': 'text/csv' }).write(head);
  more();
}

/** A few rows at a time, never silent long enough to look broken. */
function drip(reply: ServerResponse, head: Buffer): void {
  reply.writeHead(200, { 'content-type': 'text/csv' }).write(head);
  const timer = setInterval(() => reply.write('F00099,ใหม่,สงขลา,1.00,01/02/2568\n'), 20);
  reply.once('close', () => clearInterval(timer));
}
