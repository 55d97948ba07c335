import type { IncomingMessage } from 'node:http';
import { edgeProblem } from '../errors.ts';

/** Reads a body whole. @throws `edge.too-large` as soon as it is known. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw edgeProblem('too-large', { limit });
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > limit) throw edgeProblem('too-large', { limit });
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
