// What the gateway is held against: passes requests on by the same client library, and does nothing else. Usage: node plain-proxy.ts BACKEND-PORT; prints its port.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';

const pool = new Pool(`http://127.0.0.1:${process.argv[2]}`, { connections: 128 });
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
    const body = Buffer.concat(chunks);
    void pool.request({ path: request.url ?? '/', method: request.method as 'POST', headers: { 'content-type': 'application/json', 'content-length': String(body.length) }, body })
      .then(async (answer) => { const content = Buffer.from(await answer.body.arrayBuffer()); response.writeHead(answer.statusCode, { 'content-type': 'application/json', 'content-length': content.length }).end(content); },
        () => { response.writeHead(502).end(); });
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => { process.stdout.write(`${(server.address() as AddressInfo).port}\n`); });
