import type { Tx } from '#kernel/db.ts';
import { sealSecret } from '#kernel/secrets.ts';
import type { IdentityPorts } from '../ports.ts';
import { SUBJECT_KEY_VERSION, subjectRef } from '../subject-ref.ts';
import { problem } from './errors.ts';
import { findPersonOfNumber, hasOtherNumber, insertNumber, lockNumber } from './link.sql.gen.ts';

type Ports = Pick<IdentityPorts, 'masterKey' | 'vault'>;

/** A citizen id as it may be kept: references by every version of the key, and sealed where the vault is on. */
export interface KeptNumber { refs: { version: number; ref: string }[]; vault: string | null }

/** A citizen id in the only forms that may be written down. */
export function keepNumber({ masterKey, vault }: Ports, pid: string): KeptNumber {
  const versions = Array.from({ length: SUBJECT_KEY_VERSION }, (_, i) => SUBJECT_KEY_VERSION - i);
  return { refs: versions.map((version) => ({ version, ref: subjectRef(masterKey, 'th-pid', pid, version).toString('hex') })), vault: vault ? sealSecret(masterKey, 'identity/vault/th-pid', pid) : null };
}

/** The person of a citizen id; nobody else can add the same one until this transaction ends. */
export async function findAndLockPersonOfNumber(tx: Tx, { refs }: KeptNumber): Promise<string | null> {
  const bytes = refs.map(({ ref }) => Buffer.from(ref, 'hex'));
  await lockNumber(tx, { ref: bytes[0] ?? null });
  return (await findPersonOfNumber(tx, { versions: refs.map(({ version }) => version), refs: bytes }))?.person_id ?? null;
}

/** Notes whose citizen id it is. @throws `identity.upstream-other-account` when the person has another one. */
export async function rememberNumber(tx: Tx, personId: string, { refs, vault }: KeptNumber, proof: { ial: number; issuer: string }): Promise<void> {
  const [newest] = refs;
  if (!newest) return;
  if ((await hasOtherNumber(tx, { person_id: personId })).has) throw problem('upstream-other-account');
  await insertNumber(tx, { person_id: personId, version: newest.version, ref: Buffer.from(newest.ref, 'hex'), vault, ial: proof.ial, issuer: proof.issuer });
}
