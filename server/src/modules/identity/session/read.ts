import type { Tx } from '#kernel/db.ts';
import { listPolicies, type Principal } from '#kernel/policy.ts';
import { findAccountFacts } from '../account/facts.ts';
import { personasOf } from '../account/personas.ts';
import type { IdentityPorts } from '../ports.ts';
import { listLiveSessions } from './session.sql.gen.ts';

/** Who is asking, as pages show it; null for a visitor. */
export const describeWho = (who: Principal) => who.kind === 'visitor' ? null : {
  name: who.name, role: who.role, roles: [...who.roles], persona: who.persona, personaTh: who.personaTh, personaEn: who.personaEn, agencies: [...who.agencies], aal: who.aal, ial: who.ial,
};

/** Who is signed in, as what else they may act, and which policies let them in. */
export async function readSession(tx: Tx, who: Principal) {
  const facts = who.accountId === null ? null : await findAccountFacts(tx, who.accountId);
  const personas = facts?.kind === 'person' ? personasOf(facts).map(({ id, kind, th, en }) => ({ id, kind, th, en })) : [];
  const may = listPolicies().filter(({ roles, name }) => who.roles.some((role) => roles.includes(role)) || who.powers.includes(name)).map(({ name }) => name);
  return { who: describeWho(who), personas, methods: facts?.methods ?? [], may };
}

/** The sessions of an account with the services entered under each. */
export async function listMySessions(tx: Tx, { listServiceUses }: Pick<IdentityPorts, 'listServiceUses'>, accountId: string, current: string | null) {
  const uses = await listServiceUses?.(tx, accountId) ?? [];
  return (await listLiveSessions(tx, { account_id: accountId })).map((row) => ({
    id: row.id, current: row.id === current, aal: row.aal, methods: row.methods, authenticatedAt: row.authenticated_at, seenAt: row.seen_at, agent: row.agent, address: row.address,
    services: uses.filter(({ sessionId }) => sessionId === row.id).map(({ sessionId: _sessionId, ...use }) => use),
  }));
}
