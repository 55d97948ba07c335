// A provider that verifies nothing and answers 1 KB. Usage: node backend.ts; prints its port.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const answer = Buffer.from(JSON.stringify({ rows: 'x'.repeat(1000) }));
const server = createServer((request, response) => {
  request.resume().on('end', () => { response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer); });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => { process.stdout.write(`${(server.address() as AddressInfo).port}\n`); });
