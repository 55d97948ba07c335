import { renderSVG } from 'uqr';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { kernelProblem } from '#kernel/problems.ts';
import { problem } from '../errors.ts';
import { raiseAlarm } from '../history/record.ts';
import type { IdentityPorts } from '../ports.ts';
import { stepUpSession, type Started } from '../session/start.ts';
import { holderOf } from '../step-up/step-up.ts';
import { assertNotLast } from './strong-ways.ts';
import { newTotpSecret, openTotp, sealTotp, stepOf, totpOf } from './totp-code.ts';
import { confirmOneTotp, deleteTotp, findTotp, upsertTotp } from './totp.sql.gen.ts';

type Keys = Pick<IdentityPorts, 'masterKey'>;

/** A secret for an authenticator app, as text, address and QR code; it counts once a code of it was given. Throws `identity.already-enrolled`. */
export async function startTotp(tx: Tx, { masterKey }: Keys, who: Principal): Promise<{ secret: string; uri: string; qrSvg: string }> {
  const { accountId } = holderOf(who);
  const secret = newTotpSecret();
  if (!await upsertTotp(tx, { account_id: accountId, secret: sealTotp(masterKey, accountId, secret) })) throw problem('already-enrolled');
  const uri = totpOf(secret, who.name).toString();
  return { secret, uri, qrSvg: renderSVG(uri, { ecc: 'M', border: 2 }) };
}

/** Confirms the app by a code of it; whoever does has proved both factors, so the session is raised. Throws `identity.second-factor-refused`. */
export async function confirmTotp(tx: Tx, { masterKey }: Keys, who: Principal, code: string, now: number = Date.now()): Promise<Started | null> {
  const { accountId, sessionId } = holderOf(who);
  const row = await findTotp(tx, { account_id: accountId });
  if (row === null) throw kernelProblem('not-found');
  if (row.confirmed_at !== null) throw problem('already-enrolled');
  const step = stepOf(openTotp(masterKey, accountId, row.secret), code, now);
  if (step === null || !await confirmOneTotp(tx, { account_id: accountId, step })) throw problem('second-factor-refused');
  await audit(tx, who, 'identity.totp-confirmed', `account:${accountId}`);
  return stepUpSession(tx, sessionId, { aal: 2, phishingResistant: false, methods: ['totp'] });
}

/** Takes the app off an account. Throws `identity.last-way`. */
export async function removeTotp(tx: Tx, who: Principal): Promise<void> {
  const { accountId } = holderOf(who);
  await assertNotLast(tx, accountId);
  if (!await deleteTotp(tx, { account_id: accountId })) throw kernelProblem('not-found');
  await raiseAlarm(tx, accountId, 'factor-removed', { way: 'totp' });
  await audit(tx, who, 'identity.totp-removed', `account:${accountId}`);
}
