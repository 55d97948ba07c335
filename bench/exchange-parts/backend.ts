// A provider that verifies nothing and answers 1 KB, at as little cost as may be, so that what is measured stands before it. Usage: node backend.ts; prints its port.
import { createServer, type AddressInfo } from 'node:net';

const content = JSON.stringify({ rows: 'x'.repeat(1000) });
const answer = Buffer.from(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${content.length}\r\nkeep-alive: timeout=60\r\n\r\n${content}`);
const END = '\r\n\r\n';

/** Bytes of the first request that came, or 0 while it is not whole. */
function lengthOf(came: Buffer): number {
  const end = came.indexOf(END);
  if (end === -1) return 0;
  const whole = end + END.length + Number(/\r\ncontent-length: *(\d+)/i.exec(came.toString('latin1', 0, end))?.[1] ?? 0);
  return came.length < whole ? 0 : whole;
}

const server = createServer((socket) => {
  let came: Buffer = Buffer.alloc(0);
  socket.setNoDelay(true).on('error', () => undefined).on('data', (chunk: Buffer) => {
    came = came.length === 0 ? chunk : Buffer.concat([came, chunk]);
    for (let length = lengthOf(came); length > 0; length = lengthOf(came)) { came = came.subarray(length); socket.write(answer); }
  });
});
server.listen(0, '127.0.0.1', () => { process.stdout.write(`${(server.address() as AddressInfo).port}\n`); });
