import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Database, Tx } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import { openSecret, sealSecret } from '#kernel/secrets.ts';
import { appendEntry } from '#modules/ledger/index.ts';
import { insertSigningKey, listSigningKeys as selectSigningKeys, lockSigningKeys, moveSigningKey, tellSigningKeys } from './keys.sql.gen.ts';

const ALG = 'ES256';
const PURPOSE = 'signon/signing-key';
const DAY_S = 86_400;

/** How long a key stays in each state, in seconds. */
export interface KeyTimes { activeS: number; nextS: number; retiringS: number }

/** The next key is published a day before it signs, the last one a day after: longer than any token and any cache of keys lives. */
export const keyTimes: KeyTimes = { activeS: 90 * DAY_S, nextS: DAY_S, retiringS: DAY_S };

/** Private keys for the provider: the first of an algorithm signs, all are published. */
export async function loadSigningKeys(tx: Tx, masterKey: Buffer): Promise<JWK[]> {
  const rows = await selectSigningKeys(tx, { gone: false });
  return rows.map((row) => JSON.parse(openSecret(masterKey, PURPOSE, row.sealed_jwk)) as JWK);
}

/** Adds a key in the given state. */
export async function addSigningKey(tx: Tx, masterKey: Buffer, state: 'active' | 'next'): Promise<string> {
  const { privateKey } = await generateKeyPair(ALG, { extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  const { d: _d, ...open } = jwk;
  const marks = { kid, alg: ALG, use: 'sig' };
  await insertSigningKey(tx, { kid, alg: ALG, sealed_jwk: sealSecret(masterKey, PURPOSE, JSON.stringify({ ...jwk, ...marks })), public_jwk: { ...open, ...marks }, state });
  await appendEntry(tx, { kind: 'signon.signing-key-turned', subject: `signing-key:${kid}`, facts: { kid, state } });
  await tellSigningKeys(tx, {});
  return kid;
}

/** Makes the first key when there is none; several processes that start together end with one. */
export async function ensureSigningKey(tx: Tx, masterKey: Buffer): Promise<void> {
  if ((await selectSigningKeys(tx, { gone: false })).some((key) => key.state === 'active')) return;
  await lockSigningKeys(tx, {});
  if ((await selectSigningKeys(tx, { gone: false })).some((key) => key.state === 'active')) return;
  await addSigningKey(tx, masterKey, 'active');
}

/** Moves keys on whose time has come: next → active → retiring → gone. Safe to repeat. */
export async function turnSigningKeys(db: Database, masterKey: Buffer, times: KeyTimes = keyTimes): Promise<void> {
  await db.tx((tx) => ensureSigningKey(tx, masterKey));
  await db.tx(async (tx) => {
    await lockSigningKeys(tx, {});
    const keys = await selectSigningKeys(tx, { gone: false });
    const active = keys.find((key) => key.state === 'active');
    const next = keys.find((key) => key.state === 'next');
    const ended = keys.filter((key) => key.state === 'retiring' && key.age_s >= times.retiringS);
    for (const key of ended) await turnTo(tx, key.kid, 'gone');
    const turning = active && next && next.age_s >= times.nextS;
    if (turning) {
      await turnTo(tx, active.kid, 'retiring');
      await turnTo(tx, next.kid, 'active');
    }
    if (!next && active && active.age_s >= times.activeS) await addSigningKey(tx, masterKey, 'next');
    if (turning || ended.length > 0) await tellSigningKeys(tx, {});
  });
}

async function turnTo(tx: Tx, kid: string, state: 'active' | 'retiring' | 'gone'): Promise<void> {
  await moveSigningKey(tx, { kid, state });
  await appendEntry(tx, { kind: 'signon.signing-key-turned', subject: `signing-key:${kid}`, facts: { kid, state } });
}

/** Turns the keys every hour. */
export const turnKeys = (masterKey: Buffer): Job => ({ name: 'signon.turn-keys', everySeconds: 3600, leaseSeconds: 60, run: (db) => turnSigningKeys(db, masterKey) });
