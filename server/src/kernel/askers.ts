import type { FastifyRequest } from 'fastify';
import type { Principal } from './policy.ts';

const askers = new WeakMap<FastifyRequest, Principal>();

/** Notes who asks: from the check of rights to the handler, and for the line of a refusal. */
export const noteAsker = (request: FastifyRequest, who: Principal): void => { askers.set(request, who); };

/** Who asks; null as long as nobody found out. */
export const askerOf = (request: FastifyRequest): Principal | null => askers.get(request) ?? null;
