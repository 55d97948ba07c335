import type { IncomingMessage, Server } from 'node:http';
import { EdgeProblem, Refusal } from './edge-problem.ts';

/** @throws {EdgeProblem} final, when the port is taken. */
export async function listenAt(server: Server, address: string): Promise<Server> {
  const at = address.lastIndexOf(':');
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new EdgeProblem(`เปิดรับที่ ${address} ไม่ได้ (${error.code})`, `Cannot listen at ${address} (${error.code})`, true)));
    server.listen(Number(address.slice(at + 1)), address.slice(0, at).replace(/^\[|\]$/g, ''), resolve);
  });
  return server;
}

/** @throws {Refusal} 413 as soon as it is known. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > limit) throw new Refusal(413, 'too-large', `คำขอใหญ่เกิน ${limit} ไบต์`, `The request is larger than ${limit} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
