import { Problem } from '#kernel/problem.ts';
import type { EdgeAnswer, EdgeCall } from '#modules/edge/index.ts';
import { exchangeProblem } from '../errors.ts';

/** What stands as the upstream's address when an edge of the provider's system answers. */
export const EDGE_UPSTREAM = 'edge:';

/** Largest body that goes to an edge or comes from one: it lies in memory on the way. */
const LARGEST_BYTES = 32 * 1024 * 1024;

export type AskEdge = (call: EdgeCall) => Promise<EdgeAnswer>;

interface Asked {
  readonly service: { readonly slug: string; readonly systemId: number; readonly limitBytes: number; readonly timeoutMs: number };
  readonly message: { readonly method: string; readonly target: string };
  readonly body: { readonly bytes: number; open(): Buffer | AsyncIterable<Buffer> };
}

/** Has an edge answer, as if it were an upstream that was asked over a line of ours. @throws problems of `exchange`. */
export async function askEdge(askIt: AskEdge | undefined, { service, message, body }: Asked, headers: Readonly<Record<string, string>>): Promise<EdgeAnswer> {
  const limitBytes = Math.min(service.limitBytes, LARGEST_BYTES);
  if (!askIt) throw exchangeProblem('provider-unreachable');
  if (body.bytes > limitBytes) throw exchangeProblem('body-too-large', { limitBytes });
  try {
    return await askIt({ systemId: service.systemId, slug: service.slug, method: message.method, target: message.target, headers: Object.entries(headers), body: body.bytes > 0 ? await bytesOf(body.open()) : null, limitBytes, timeoutMs: service.timeoutMs });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'edge.no-answer') throw exchangeProblem('provider-too-slow', {}, { cause: error });
    if (error.code === 'edge.not-connected') throw exchangeProblem('provider-unreachable', { detailTh: error.entry.th, detailEn: error.entry.en }, { cause: error });
    throw error;
  }
}

async function bytesOf(body: Buffer | AsyncIterable<Buffer>): Promise<Buffer> {
  if (Buffer.isBuffer(body)) return body;
  const pieces: Buffer[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}
