import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { createPerson, listMandates } from '#modules/organisations/index.ts';
import { findAccountFacts, type AccountFacts, type Method } from '../account/facts.ts';
import { recordSignIn, type Place } from '../history/record.ts';
import type { IdentityPorts } from '../ports.ts';
import { startPendingSession, startSession, type Proof, type Started } from '../session/start.ts';
import { problem } from './errors.ts';
import { findLink, findOpenAccount, hasOtherNumber, insertCitizen, insertLink } from './link.sql.gen.ts';
import { findAndLockPersonOfNumber, keepNumber, rememberNumber, type KeptNumber } from './number.ts';
import type { UpstreamFound } from './public.ts';
import type { ProviderUpstream } from './settings.ts';

export type EnterPorts = Pick<IdentityPorts, 'masterKey' | 'vault' | 'mode'>;

/** An identity that waits for the owner of an account to say that it is theirs. */
export interface Unlinked { upstreamId: string; subject: string; ial: number; aal: 1 | 2; number: KeptNumber | null; accountId: string | null }

export type Entered = { outcome: 'signed-in' | 'created'; started: Started; facts: AccountFacts } | { outcome: 'second-factor'; started: Started; methods: Method[] } | { outcome: 'link-needed'; unlinked: Unlinked } | { outcome: 'refused' };

/** A citizen id counts from this identity assurance on (ETDA: checked against an authoritative source). */
const PROVED_IAL = 20;

/** What a session that began elsewhere is worth. */
export const proofOf = ({ aal, ial, upstreamId }: Pick<UpstreamFound, 'aal' | 'ial' | 'upstreamId'>): Proof => ({ aal, phishingResistant: false, methods: ['upstream'], ial, upstream: upstreamId });

/**
 * Signs in whoever another provider vouches for. An account is found by issuer and subject only, never by name, e-mail or phone
 * (ASVS 5.0 §6.8.1). A proven citizen id opens an account for whoever has none; where the person has one, its owner must say so first.
 *
 * @returns `refused` for an account that is suspended or closed.
 * @throws `identity.upstream-answer-refused`, `upstream-no-account`.
 */
export async function startUpstreamSession(tx: Tx, ports: EnterPorts, upstream: ProviderUpstream, found: UpstreamFound, place: Place): Promise<Entered> {
  const known = await findKnown(tx, ports, found);
  const link = await findLink(tx, { upstream_id: upstream.id, subject: found.subject, demo_may: ports.mode === 'demo' });
  if (link) {
    if (known.number) await assertOwnNumber(tx, { personId: link.person_id, ofNumber: known.personId }, known.number, { ial: found.ial, issuer: upstream.settings.issuer });
    return enter(tx, link.account_id, found, place);
  }
  if (known.number && known.accountId === null && 'opensAccounts' in upstream.settings && upstream.settings.opensAccounts) return openCitizen(tx, upstream, found, { number: known.number, personId: known.personId }, place);
  return { outcome: 'link-needed', unlinked: unlinkedOf(found, known) };
}

/** Whom the citizen id names, when it is proved well enough to name anybody. */
export interface Known { number: KeptNumber | null; personId: string | null; accountId: string | null }

export async function findKnown(tx: Tx, ports: EnterPorts, found: UpstreamFound): Promise<Known> {
  const number = found.pid !== undefined && found.ial >= PROVED_IAL ? keepNumber(ports, found.pid) : null;
  const personId = number && await findAndLockPersonOfNumber(tx, number);
  return { number, personId, accountId: personId === null ? null : (await findOpenAccount(tx, { person_id: personId }))?.id ?? null };
}

/** The same as what may be kept until the owner says so. */
export const unlinkedOf = ({ upstreamId, subject, ial, aal }: UpstreamFound, { number, accountId }: Known): Unlinked => ({ upstreamId, subject, ial, aal, number, accountId });

/** Begins the session of a linked account; a stronger second factor of its own is still asked for where the upstream proves only one. */
export async function enter(tx: Tx, accountId: string, found: Pick<UpstreamFound, 'aal' | 'ial' | 'upstreamId'>, place: Place): Promise<Entered> {
  const facts = await findAccountFacts(tx, accountId);
  if (facts?.state !== 'active') {
    await recordSignIn(tx, place, { accountId, outcome: 'refused', methods: ['upstream'] });
    return { outcome: 'refused' };
  }
  if (facts.bestAal > found.aal) {
    return { outcome: 'second-factor', started: await startPendingSession(tx, facts, ['upstream'], place), methods: facts.methods.filter((method) => method !== 'password') };
  }
  return { outcome: 'signed-in', started: await startSession(tx, facts, proofOf(found), place), facts };
}

/** The same subject with another number than before, or with somebody else's: one of the two is not true. A first number is noted. */
async function assertOwnNumber(tx: Tx, { personId, ofNumber }: { personId: string | null; ofNumber: string | null }, number: KeptNumber, proof: { ial: number; issuer: string }): Promise<void> {
  if (ofNumber === personId || personId === null) return;
  if (ofNumber !== null || (await hasOtherNumber(tx, { person_id: personId })).has) throw problem('upstream-answer-refused', { reason: 'contradiction' });
  await rememberNumber(tx, personId, number, proof);
}

/** The first time here: a person, unless known by the number, and an account as citizen. Whoever serves an agency is invited by it instead. */
async function openCitizen(tx: Tx, upstream: ProviderUpstream, found: UpstreamFound, known: { number: KeptNumber; personId: string | null }, place: Place): Promise<Entered> {
  const actor: Actor = { name: `upstream:${upstream.id}`, role: 'citizen' };
  if (known.personId !== null && (await listMandates(tx, known.personId)).length > 0) throw problem('upstream-no-account');
  const personId = known.personId ?? (await createPerson(tx, actor, { givenTh: found.givenTh || 'ประชาชน', familyTh: found.familyTh })).id;
  if (known.personId === null) await rememberNumber(tx, personId, known.number, { ial: found.ial, issuer: upstream.settings.issuer });
  const { id } = await insertCitizen(tx, { person_id: personId, display_name: found.name || 'ประชาชน', upstream_id: upstream.id, by: actor.name });
  await insertLink(tx, { upstream_id: upstream.id, subject: found.subject, account_id: id, ial: found.ial });
  await audit(tx, actor, 'identity.upstream-account-opened', `account:${id}`, { upstream: upstream.id, ial: found.ial });
  await announce(tx, 'identity.account-changed', { accountId: id });
  const entered = await enter(tx, id, found, place);
  return entered.outcome === 'signed-in' ? { ...entered, outcome: 'created' } : entered;
}
