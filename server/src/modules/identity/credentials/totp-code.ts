import { Secret, TOTP } from 'otpauth';
import type { Tx } from '#kernel/db.ts';
import { openSecret, sealSecret } from '#kernel/secrets.ts';
import { findTotp, useTotpStep } from './totp.sql.gen.ts';

const PURPOSE = 'identity.totp';
const PERIOD_S = 30;

/** A code generator as authenticator apps know it (RFC 6238: SHA-1, six digits, 30 s). */
export const totpOf = (base32: string, label = '', issuer = 'Saphan'): TOTP => new TOTP({ issuer, label, algorithm: 'SHA1', digits: 6, period: PERIOD_S, secret: Secret.fromBase32(base32) });

/** A new secret of 160 bits. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

export const sealTotp = (masterKey: Buffer, accountId: string, base32: string): string => sealSecret(masterKey, `${PURPOSE}:${accountId}`, base32);
export const openTotp = (masterKey: Buffer, accountId: string, sealed: string): string => openSecret(masterKey, `${PURPOSE}:${accountId}`, sealed);

/** The step of time that a code belongs to, one before and one after now let in; null when it is none of these. */
export function stepOf(base32: string, code: string, now: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totpOf(base32).validate({ token: code, timestamp: now, window: 1 });
  return delta === null ? null : Math.floor(now / 1000 / PERIOD_S) + delta;
}

/** Uses a code of an account's app; false when it is wrong, was used, or the account has no confirmed app. */
export async function proveTotp(tx: Tx, masterKey: Buffer, accountId: string, code: string, now: number = Date.now()): Promise<boolean> {
  const row = await findTotp(tx, { account_id: accountId });
  if (row?.confirmed_at == null) return false;
  const step = stepOf(openTotp(masterKey, accountId, row.secret), code, now);
  return step !== null && await useTotpStep(tx, { account_id: accountId, step }) !== null;
}
