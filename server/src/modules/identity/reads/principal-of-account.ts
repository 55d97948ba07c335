import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { findAccountFacts } from '../account/facts.ts';
import { firstPersona } from '../account/personas.ts';
import { principalOf } from '../principal.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Who an account would be if it asked now: for explaining decisions, and for other systems that ask about somebody who is signed in there.
 *
 * @param asked.persona as what it acts; without it what a new session begins with. @param asked.aal how it was proved, never better than it is enrolled for.
 * @returns null when there is no such account, or it is not active.
 */
export async function findPrincipal(tx: Tx, accountId: string, asked: { persona?: string; aal?: 1 | 2 | 3 } = {}): Promise<Principal | null> {
  const facts = UUID.test(accountId) ? await findAccountFacts(tx, accountId) : null;
  if (facts?.state !== 'active') return null;
  const aal = Math.min(asked.aal ?? 1, facts.bestAal) as 1 | 2;
  return principalOf(facts, asked.persona ?? firstPersona(facts), { sessionId: null, aal, phishingResistant: false, ial: facts.ial, authenticatedAt: null });
}
