import type { IncomingHttpHeaders } from 'node:http';
import { readBearer } from '#kernel/bearer.ts';
import { readCookie, SESSION_COOKIE } from '#kernel/cookies.ts';
import type { Database, Tx } from '#kernel/db.ts';
import { leadingRole, visitor, type Principal, type Role } from '#kernel/policy.ts';
import { kernelProblem } from '#kernel/problems.ts';
import { findAccountFacts, type AccountFacts } from './account/facts.ts';
import { firstPersona, personasOf, type Persona } from './account/personas.ts';
import { findSessionBySecret, findSessionById, touchIfStale, type StoredSession } from './session/find-live.ts';
import { findApiToken, TOKEN_PREFIX } from './tokens/find-token.ts';
import type { TokenHolder } from './types.ts';

export type ResolveToken = (tx: Tx, bearer: string) => Promise<TokenHolder | null>;

/**
 * Says who asks, anew at each request: nothing is kept between two, so a suspension or an ended mandate counts at the next one.
 *
 * @param resolveToken finds whoever holds a token that the provider issued.
 * @throws `kernel.sign-in-needed` for a token that counts no more: its bearer is told, not treated as a stranger.
 */
export function authenticate(db: Database, resolveToken?: ResolveToken): (request: { headers: IncomingHttpHeaders }) => Promise<Principal> {
  return async ({ headers }) => {
    if (headers.authorization !== undefined) {
      const bearer = readBearer(headers.authorization);
      const found = bearer === null ? null : await db.tx((tx) => findBearer(tx, bearer, resolveToken));
      if (!found) throw kernelProblem('sign-in-needed');
      return found;
    }
    const secret = readCookie(headers.cookie, SESSION_COOKIE);
    return secret === null ? visitor : await db.tx((tx) => findSessionHolder(tx, secret)) ?? visitor;
  };
}

async function findSessionHolder(tx: Tx, secret: string): Promise<Principal | null> {
  const session = await findSessionBySecret(tx, secret);
  if (session?.state !== 'active') return null;
  const facts = await findAccountFacts(tx, session.accountId);
  if (!facts) return null;
  await touchIfStale(tx, session);
  return principalOf(facts, session.persona, bySession(session));
}

async function findBearer(tx: Tx, bearer: string, resolveToken?: ResolveToken): Promise<Principal | null> {
  const holder = bearer.startsWith(TOKEN_PREFIX) ? await findApiToken(tx, bearer) : await resolveToken?.(tx, bearer);
  const facts = holder && await findAccountFacts(tx, holder.accountId);
  if (!holder || facts?.state !== 'active') return null;
  const session = holder.sessionId === null ? null : await findSessionById(tx, holder.sessionId);
  if (holder.sessionId !== null && session?.state !== 'active') return null;
  const proved = session ? bySession(session) : { sessionId: null, aal: 1 as const, phishingResistant: false, ial: facts.ial, authenticatedAt: null };
  return principalOf(facts, session?.persona ?? holder.persona ?? firstPersona(facts), { ...proved, scopes: holder.scopes, tokenId: holder.tokenId });
}

const bySession = ({ id, aal, phishingResistant, ial, authenticatedAt }: StoredSession) => ({ sessionId: id, aal, phishingResistant, ial, authenticatedAt });

type Proof = Pick<Principal, 'sessionId' | 'aal' | 'phishingResistant' | 'ial' | 'authenticatedAt'> & Partial<Pick<Principal, 'scopes' | 'tokenId'>>;

/** An account acting as one of its personas; a persona that it no longer has gives what every citizen has. */
export function principalOf(facts: AccountFacts, personaId: string, proof: Proof): Principal {
  const name = facts.userName ?? facts.displayName;
  const own = { accountId: facts.id, personId: facts.personId, name, scopes: null, tokenId: null, bestAal: facts.bestAal, ...proof };
  if (facts.kind === 'service') return { ...own, ...serviceRights(facts), kind: 'service', persona: '', personaTh: '', personaEn: '', powers: [] };
  const persona = personasOf(facts).find(({ id }) => id === personaId);
  return { ...own, ...rightsOf(persona), kind: 'person' };
}

function rightsOf(persona: Persona | undefined): Pick<Principal, 'role' | 'roles' | 'agencies' | 'powers' | 'persona' | 'personaTh' | 'personaEn'> {
  const held: Role[] = persona && persona.roles.length > 0 ? persona.roles : ['citizen'];
  return {
    role: leadingRole(held), roles: held, agencies: persona?.agencies ?? [], powers: persona?.powers ?? [], persona: persona?.id ?? '', personaTh: persona?.th ?? 'ยังไม่ได้เลือกสถานะที่ใช้', personaEn: persona?.en ?? 'no persona chosen',
  };
}

function serviceRights({ grants, ownerAgencyId }: AccountFacts): Pick<Principal, 'role' | 'roles' | 'agencies'> {
  const held: Role[] = ['service', ...grants.map(({ role }) => role).filter((role) => role !== 'service')];
  const whole = grants.some(({ agencyId, role }) => agencyId === null && role !== 'service');
  return { role: leadingRole(held), roles: held, agencies: whole ? ['*'] : ownerAgencyId === null ? [] : [ownerAgencyId] };
}
