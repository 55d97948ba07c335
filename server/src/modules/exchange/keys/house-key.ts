import { createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';
import type { Database, Tx } from '#kernel/db.ts';
import { openSecret, sealSecret } from '#kernel/secrets.ts';
import { findActiveHouseKey, insertHouseKey, listHouseKeys, lockHouseKeys } from './house-key.sql.gen.ts';

const PURPOSE = 'exchange/signing-key';

/** The key by which the house signs: Ed25519, base64. Beside the event loop a core that has nothing to do signs while this one goes on. */
export interface HouseKey { readonly kid: string; sign(text: string): string; signBeside(text: string): Promise<string> }

/** The active key; made by the first process that asks. */
export async function openHouseKey(db: Database, masterKey: Buffer, now: Date): Promise<HouseKey> {
  const row = await db.one((tx) => findActiveHouseKey(tx, { now: now.toISOString() })) ?? await db.tx((tx) => makeHouseKey(tx, masterKey, now));
  const key = createPrivateKey({ key: JSON.parse(openSecret(masterKey, PURPOSE, row.sealed_jwk)) as never, format: 'jwk' });
  return { kid: row.kid, sign: (text) => signWith(key, text), signBeside: (text) => signBeside(key, text) };
}

/** Public keys of the house, the active one first; then, the newest first, one that signs from a later moment on and those by which answers of the past are verified. */
export const readHouseKeys = async (tx: Tx): Promise<{ kid: string; jwk: Record<string, unknown>; activeFrom: string; retiredAt: string | null }[]> =>
  (await listHouseKeys(tx, {})).map((row) => ({ kid: row.kid, jwk: row.public_jwk as Record<string, unknown>, activeFrom: row.active_from, retiredAt: row.retired_at }));

async function makeHouseKey(tx: Tx, masterKey: Buffer, now: Date): Promise<{ kid: string; sealed_jwk: string }> {
  await lockHouseKeys(tx, {});
  return await findActiveHouseKey(tx, { now: now.toISOString() }) ?? keepNewKey(tx, masterKey, { now, from: now });
}

/** Makes a key that signs from a moment on. */
export async function keepNewKey(tx: Tx, masterKey: Buffer, { now, from }: { now: Date; from: Date }): Promise<{ kid: string; sealed_jwk: string }> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const open = publicKey.export({ format: 'jwk' }) as JWK;
  const kid = await calculateJwkThumbprint(open);
  const sealed_jwk = sealSecret(masterKey, PURPOSE, JSON.stringify(privateKey.export({ format: 'jwk' })));
  await insertHouseKey(tx, { kid, sealed_jwk, public_jwk: { ...open, kid, alg: 'Ed25519', use: 'sig' }, at: now.toISOString(), active_from: from.toISOString() });
  return { kid, sealed_jwk };
}

const signWith = (key: KeyObject, text: string): string => sign(null, Buffer.from(text, 'latin1'), key).toString('base64');

const signBeside = (key: KeyObject, text: string): Promise<string> =>
  new Promise((resolve, reject) => { sign(null, Buffer.from(text, 'latin1'), key, (error, signature) => { if (error) reject(error); else resolve(signature.toString('base64')); }); });

const LOOK_MS = 30_000;

/** The active key, looked up anew from time to time; what is known goes on while the register is away. */
export async function keepHouseKey(db: Database, masterKey: Buffer, clock: { now(): Date }): Promise<{ now(): HouseKey; close(): void }> {
  let key = await openHouseKey(db, masterKey, clock.now());
  const timer = setInterval(() => { openHouseKey(db, masterKey, clock.now()).then((next) => { key = next; }, () => undefined); }, LOOK_MS);
  timer.unref();
  return { now: () => key, close: () => clearInterval(timer) };
}
