import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Principal } from '#kernel/policy.ts';
import { kernelProblem } from '#kernel/problems.ts';
import { findAccountFacts } from '../account/facts.ts';
import { recordSignIn, type Place } from '../history/record.ts';
import { stepUpSession, type Started } from '../session/start.ts';
import { holderOf } from '../step-up/step-up.ts';
import { proofOf, type Unlinked } from './enter.ts';
import { problem } from './errors.ts';
import { selectProvider } from './find-upstream.ts';
import { deleteLink, findLinkOfAccount, insertLink, listLinksOfAccount, lockWaysIn, raiseIal } from './link.sql.gen.ts';
import { findAndLockPersonOfNumber, rememberNumber } from './number.ts';
import { browserOf } from './way.ts';
import { takeWay } from './way.sql.gen.ts';

/**
 * Links the identity that a provider proved a moment ago, in this browser, to the account of whoever asks, who has just proved that it
 * is theirs. The session then counts as proved by both.
 *
 * @throws `identity.upstream-lost`, `upstream-other-account`, `upstream-linked-already`, `upstream-unknown`.
 */
export async function confirmLink(tx: Tx, who: Principal, challengeId: string, secret: string | null, place: Place): Promise<Started> {
  const { accountId, sessionId } = holderOf(who);
  const taken = secret === null ? null : await takeWay(tx, { id: challengeId, kind: 'upstream-link', browser: browserOf(secret) });
  if (!taken) throw problem('upstream-lost');
  const found = taken.data as Unlinked;
  if (taken.account_id !== null && taken.account_id !== accountId) throw problem('upstream-other-account');
  const upstream = await selectProvider(tx, found.upstreamId);
  await keepLink(tx, accountId, found, upstream.settings.issuer);
  await audit(tx, who, 'identity.upstream-linked', `account:${accountId}`, { upstream: upstream.id, ial: found.ial });
  await announce(tx, 'identity.account-changed', { accountId });
  const started = await stepUpSession(tx, sessionId, proofOf(found));
  if (!started) throw problem('upstream-lost');
  await raiseIal(tx, { id: sessionId, ial: found.ial, upstream_id: upstream.id });
  await recordSignIn(tx, place, { accountId, outcome: 'stepped-up', methods: ['upstream'], sessionId });
  return started;
}

async function keepLink(tx: Tx, accountId: string, found: Unlinked, issuer: string): Promise<void> {
  const facts = await findAccountFacts(tx, accountId);
  if (facts?.personId == null) throw problem('upstream-other-account');
  const before = await findLinkOfAccount(tx, { upstream_id: found.upstreamId, account_id: accountId });
  if (before) throw problem('upstream-linked-already');
  if (found.number) {
    const owner = await findAndLockPersonOfNumber(tx, found.number);
    if (owner !== null && owner !== facts.personId) throw problem('upstream-other-account');
    if (owner === null) await rememberNumber(tx, facts.personId, found.number, { ial: found.ial, issuer });
  }
  if (!await insertLink(tx, { upstream_id: found.upstreamId, subject: found.subject, account_id: accountId, ial: found.ial })) throw problem('upstream-other-account');
}

/** Outside identities that open an account. */
export async function listMyLinks(tx: Tx, accountId: string) {
  return (await listLinksOfAccount(tx, { account_id: accountId })).map((row) => ({ upstreamId: row.upstream_id, nameTh: row.name_th, nameEn: row.name_en, ial: row.ial, linkedAt: row.linked_at }));
}

/** Removes a link. @throws `identity.upstream-last-way`, `kernel.not-found`. */
export async function removeLink(tx: Tx, who: Principal, upstreamId: string): Promise<void> {
  const { accountId } = holderOf(who);
  if (!(await lockWaysIn(tx, { account_id: accountId, but: upstreamId })).other) throw problem('upstream-last-way');
  if (!await deleteLink(tx, { upstream_id: upstreamId, account_id: accountId })) throw kernelProblem('not-found');
  await audit(tx, who, 'identity.upstream-unlinked', `account:${accountId}`, { upstream: upstreamId });
  await announce(tx, 'identity.account-changed', { accountId });
}
