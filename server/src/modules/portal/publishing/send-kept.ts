import type { FastifyReply, FastifyRequest } from 'fastify';
import { tagOf } from './atom.ts';

const KEEP_SECONDS = 300;

/** Sends a text that everybody gets alike: kept for five minutes, and not sent again to whoever has it. */
export function sendKept(request: FastifyRequest, reply: FastifyReply, type: string, text: string): FastifyReply {
  const tag = tagOf(text);
  reply.headers({ etag: tag, 'cache-control': `public, max-age=${KEEP_SECONDS}` }).type(type);
  return request.headers['if-none-match'] === tag ? reply.status(304).send('') : reply.send(text);
}
