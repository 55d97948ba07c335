import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { breather } from './rdf/breath.ts';

/** Characters that are encoded and hashed at once: a fraction of a millisecond. */
const SLICE = 32_768;

/**
 * Sends a document with its ETag, or 304 to whoever has it (RFC 9110 §13.1.2). Nobody keeps it unasked: the same address says more to
 * whoever may see more.
 */
export function answer(request: FastifyRequest, reply: FastifyReply, type: string, document: string | object): FastifyReply {
  const bytes = Buffer.from(typeof document === 'string' ? document : JSON.stringify(document));
  return send(request, reply, type, [bytes], createHash('sha256').update(type).update(bytes).digest('base64url'));
}

/** The same for a long document that comes in pieces. Others are served between them: to encode and hash 5 MB at once would hold them up for 100 ms. */
export async function answerPieces(request: FastifyRequest, reply: FastifyReply, type: string, pieces: Iterable<string>): Promise<FastifyReply> {
  const breathe = breather();
  const hash = createHash('sha256').update(type);
  const slices: Buffer[] = [];
  let text = '';
  const cut = () => {
    const bytes = Buffer.from(text);
    hash.update(bytes);
    slices.push(bytes);
    text = '';
  };
  for (const piece of pieces) {
    text += piece;
    if (text.length >= SLICE) cut();
    await breathe();
  }
  cut();
  return send(request, reply, type, slices, hash.digest('base64url'));
}

function send(request: FastifyRequest, reply: FastifyReply, type: string, slices: readonly Buffer[], hash: string): FastifyReply {
  const etag = `"${hash.slice(0, 27)}"`;
  reply.headers({ etag, 'cache-control': 'no-cache', vary: 'accept, authorization, cookie' });
  const known = request.headers['if-none-match']?.split(',').map((each) => each.trim().replace(/^W\//, '')) ?? [];
  // As bytes: of a text the framework would rewrite the type, and GDAL knows `version=3.0` without quotes only.
  return known.includes(etag) || known.includes('*') ? reply.status(304).send() : reply.header('content-type', type).send(slices.length === 1 ? slices[0] : Buffer.concat(slices));
}
