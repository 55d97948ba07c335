import type { FastifyReply, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';
import { problem } from '../errors.ts';

/** What the provider keeps while a person is asked. */
export interface Interaction {
  uid: string;
  iat: number;
  prompt: { name: string; reasons: string[]; details: Record<string, unknown> };
  params: Record<string, unknown>;
  session?: { accountId?: string };
  grantId?: string;
  returnTo: string;
}

/**
 * The interaction that this browser began: its signed cookie and the address must name the same one.
 *
 * @throws `signon.interaction-not-found`.
 */
export async function findInteraction(provider: Provider, { request, reply }: { request: FastifyRequest; reply: FastifyReply }, uid: string): Promise<Interaction> {
  const found = await provider.interactionDetails(request.raw, reply.raw).catch((cause: unknown) => { throw problem('interaction-not-found', {}, { cause: asLost(cause) }); });
  if (found.uid !== uid) throw problem('interaction-not-found');
  return found as unknown as Interaction;
}

function asLost(cause: unknown): unknown {
  if ((cause as { error?: string }).error === 'invalid_request') return cause;
  throw cause;
}
