import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Sends a document with its ETag, or 304 to whoever has it (RFC 9110 §13.1.2). Nobody keeps it unasked: the same address says more to
 * whoever may see more.
 */
export function answer(request: FastifyRequest, reply: FastifyReply, type: string, document: string | object): FastifyReply {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  const etag = `"${createHash('sha256').update(type).update(text).digest('base64url').slice(0, 27)}"`;
  reply.headers({ etag, 'cache-control': 'no-cache', vary: 'accept, authorization, cookie' });
  const known = request.headers['if-none-match']?.split(',').map((each) => each.trim().replace(/^W\//, '')) ?? [];
  // As bytes: of a text the framework would rewrite the type, and GDAL knows `version=3.0` without quotes only.
  return known.includes(etag) || known.includes('*') ? reply.status(304).send() : reply.header('content-type', type).send(Buffer.from(text));
}
