import { hash, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Door } from '#modules/exchange/index.ts';
import type { RoadAddress } from './address.ts';
import { roadErrorOf } from './road-error.ts';

interface RoadCall { incoming: IncomingMessage; consumer: string; address: RoadAddress; claims: Record<string, string>; messageId: string }

/** How the gateway takes a call of X-Road's REST protocol, and how its answer is dressed. */
export function roadDoor({ incoming, consumer, address: { provider, code, rest, query }, claims, messageId }: RoadCall): Door {
  const dress = (exchangeId: string) => dressOf({ consumer, provider, code, messageId }, exchangeId);
  return {
    target: `/x/${code}${rest}${query}`, claims,
    answerHeaders: async ({ id, body }) => ({ ...dress(id), 'x-road-request-hash': requestHash(incoming, body && body.bytes > 0 ? await bytesOf(body.open()) : null) }),
    refusal: (problem, id) => {
      const { status, type, body } = roadErrorOf(problem, id);
      return { status, body, headers: { ...dress(id), 'x-road-error': type, 'content-type': 'application/json; charset=utf-8' } };
    },
  };
}

interface Dressed { consumer: string; provider: string; code: string; messageId: string }
const dressOf = ({ consumer, provider, code, messageId }: Dressed, requestId: string) => ({ 'x-road-client': consumer, 'x-road-service': `${provider}/${code}`, 'x-road-id': messageId, 'x-road-request-id': requestId });

/** Headers of what a metadata service tells: it is answered as any other service. */
export const metadataHeaders = (incoming: IncomingMessage, asked: Dressed): Record<string, string> => ({ ...dressOf(asked, randomUUID()), 'x-road-request-hash': requestHash(incoming, null) });

const bytesOf = async (content: Buffer | NodeJS.ReadableStream): Promise<Buffer> => (Buffer.isBuffer(content) ? content : buffer(content));

/** SHA512(SHA512(headers) + SHA512(body)) in base64, headers alone where there is no body (protocol for REST §4.3). */
function requestHash({ method, url, headers }: IncomingMessage, body: Buffer | null): string {
  const signed = Object.entries(headers).filter(([name]) => name.startsWith('x-road-') || name === 'content-type').toSorted(([a], [b]) => (a < b ? -1 : 1));
  const head = hash('sha512', [`${method} ${url}`, ...signed.map(([name, value]) => `${name}: ${String(value)}`)].join('\n'), 'buffer');
  return body === null ? head.toString('base64') : hash('sha512', Buffer.concat([head, hash('sha512', body, 'buffer')]), 'base64');
}
