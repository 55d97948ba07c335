import { renderSVG } from 'uqr';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor, Principal } from '#kernel/policy.ts';
import { hashCode, newCode } from '../codes.ts';
import { endOpenInvitations, insertInvitation } from './account.sql.gen.ts';
import { problem } from './errors.ts';
import { assertNotOneself } from './grant-role.ts';
import { assertReachesAccount, selectAccount } from './list-accounts.ts';

const JOIN_HOURS = 72;
const RECOVER_HOURS = 24;

/**
 * Makes a code by which somebody takes up an account, or finds the way back into it; earlier codes end.
 *
 * @throws `identity.account-unknown`, `account-state` when it is suspended, closed or a service's, `not-to-oneself`.
 */
export async function invite(tx: Tx, actor: Actor, accountId: string): Promise<{ code: string; expiresAt: string }> {
  const account = await selectAccount(tx, accountId);
  assertNotOneself(actor, accountId);
  if (account.kind !== 'person' || (account.state !== 'invited' && account.state !== 'active')) throw problem('account-state', { accountId, wanted: ['invited', 'active'] });
  const purpose = account.state === 'invited' ? 'join' : 'recover';
  const code = newCode();
  await endOpenInvitations(tx, { account_id: accountId });
  const { expires_at } = await insertInvitation(tx, { account_id: accountId, purpose, code_hash: hashCode(code), hours: purpose === 'join' ? JOIN_HOURS : RECOVER_HOURS, by: actor.name });
  await audit(tx, actor, 'identity.invited', `account:${accountId}`, { purpose, expiresAt: expires_at });
  return { code, expiresAt: expires_at };
}

/** Where the code is used. It stands behind the #, which no server and no log sees. */
export const welcomeUrl = (publicUrl: string, code: string): string => `${publicUrl.replace(/\/$/, '')}/th/welcome#${code}`;

/** An invitation to print for somebody without e-mail: code, address and a QR code of it. @throws as {@link invite}. */
export async function makeSlip(tx: Tx, actor: Actor, accountId: string, publicUrl: string) {
  const { code, expiresAt } = await invite(tx, actor, accountId);
  const { displayName, userName } = await selectAccount(tx, accountId);
  const url = welcomeUrl(publicUrl, code);
  return { code, expiresAt, url, displayName, userName, qrSvg: renderSVG(url) };
}

/** Slips of many accounts, e.g. of a whole file: for all of them or for none. @throws as {@link makeSlip}; `identity.account-elsewhere`. */
export async function makeSlips(tx: Tx, who: Principal, accountIds: readonly string[], publicUrl: string) {
  const slips = [];
  for (const id of accountIds) {
    await assertReachesAccount(tx, who, id, true);
    slips.push({ accountId: id, ...await makeSlip(tx, who, id, publicUrl) });
  }
  return slips;
}
