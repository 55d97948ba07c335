import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from '../errors.ts';
import { listSigningKeys as selectSigningKeys, lockSigningKeys } from './keys.sql.gen.ts';
import { addSigningKey } from './turn.ts';

/** Begins a rotation by hand: the next key is published now and signs a day later. */
export async function rotateSigningKey(tx: Tx, actor: Actor, masterKey: Buffer): Promise<{ kid: string }> {
  await lockSigningKeys(tx, {});
  if ((await selectSigningKeys(tx, { gone: false })).some((key) => key.state === 'next')) throw problem('rotation-under-way');
  const kid = await addSigningKey(tx, masterKey, 'next');
  await audit(tx, actor, 'signon.signing-key-rotated', `signing-key:${kid}`);
  return { kid };
}

/** Every key with its state, without its private part. */
export async function listSigningKeys(tx: Tx) {
  const rows = await selectSigningKeys(tx, { gone: true });
  return rows.map((row) => ({ kid: row.kid, alg: row.alg, state: row.state, changedAt: row.changed_at, createdAt: row.created_at }));
}
