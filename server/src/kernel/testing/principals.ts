import type { FastifyRequest } from 'fastify';
import { roles, visitor, type Principal, type Role } from '../policy.ts';

const WHOLE_MINISTRY: readonly Role[] = ['operator', 'secretariat', 'auditor'];

/** Somebody of one role who just signed in as well as can be: officers of single agencies belong to `rid`. */
export function principalOf(role: Role, over: Partial<Principal> = {}): Principal {
  if (role === 'visitor') return { ...visitor, ...over };
  return {
    kind: role === 'service' ? 'service' : 'person', name: `test-${role}`, role, roles: [role],
    accountId: '01998000-0000-7000-8000-000000000001', personId: role === 'service' ? null : '01998000-0000-7000-8000-000000000002',
    persona: role === 'citizen' ? 'citizen' : role === 'service' ? '' : 'appointment:1', personaTh: 'ตำแหน่งทดสอบ', personaEn: 'test post',
    agencies: WHOLE_MINISTRY.includes(role) ? ['*'] : role === 'citizen' ? [] : ['rid'], powers: [], scopes: role === 'service' ? ['*'] : null,
    sessionId: role === 'service' ? null : '01998000-0000-7000-8000-000000000003', tokenId: role === 'service' ? '01998000-0000-7000-8000-000000000004' : null,
    aal: 3, phishingResistant: true, ial: 30, authenticatedAt: new Date().toISOString(), bestAal: 3, ...over,
  };
}

/** Fills the port of authentication from a header that names a role; an unknown one has no rights at all. */
export function actingAs(headerName = 'x-test-role', fallback: Role = 'operator'): (request: FastifyRequest) => Promise<Principal> {
  return async ({ headers }) => {
    const asked = String(headers[headerName] ?? fallback);
    const role = roles.find((each) => each === asked);
    return role ? principalOf(role) : principalOf('reader', { name: 'test-nobody', roles: [] });
  };
}
