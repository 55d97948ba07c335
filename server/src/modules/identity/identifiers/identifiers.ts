import { citizenIdDigits, isCitizenId } from '@saphan/contracts/thai-id';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import type { IdentityPorts } from '../ports.ts';
import { findAndLockPersonOfNumber, keepNumber, rememberNumber } from '../upstream/number.ts';
import { problem } from './errors.ts';
import { deleteIdentifier, isNumberOfPerson, listIdentifiers as selectIdentifiers } from './identifiers.sql.gen.ts';

type Ports = Pick<IdentityPorts, 'masterKey' | 'vault'>;

/** What an agency's own word is worth: nobody proved it to the house (IAL × 10). */
export const AT_DESK = { ial: 10, issuer: 'desk' };

export interface Identifier { kind: string; ial: number; issuer: string; verifiedAt: string; sealed: boolean }

/** Which identifiers of a person are known, and by whose word; never the numbers. */
export async function listIdentifiers(tx: Tx, personId: string): Promise<Identifier[]> {
  return (await selectIdentifiers(tx, { person_id: personId })).map(({ verified_at, ...row }) => ({ ...row, verifiedAt: verified_at }));
}

/** The 13 digits of a person's number. @throws `identity.citizen-id-refused`; the number is in no message. */
export function digitsOf(number: string): string {
  const digits = citizenIdDigits(number);
  if (digits === null || !isCitizenId(digits)) throw problem('citizen-id-refused', { errors: [{ pointer: '/body/number', th: 'ต้องมี 13 หลักและหลักสุดท้ายถูกต้อง', en: '13 digits with a right check digit are needed.' }] });
  return digits;
}

/**
 * Notes whose citizen id a number is, as a keyed reference (and sealed where the vault is on); the same again changes nothing.
 *
 * @throws `identity.citizen-id-refused`, `citizen-id-taken` when it is another person's, `citizen-id-other` when this person has another.
 */
export async function recordIdentifier(tx: Tx, ports: Ports, actor: Actor, personId: string, number: string): Promise<Identifier[]> {
  const kept = keepNumber(ports, digitsOf(number));
  const owner = await findAndLockPersonOfNumber(tx, kept);
  if (owner !== null && owner !== personId) throw problem('citizen-id-taken');
  const known = await listIdentifiers(tx, personId);
  if (owner === personId) return known;
  if (known.some(({ kind }) => kind === 'th-pid')) throw problem('citizen-id-other');
  await rememberNumber(tx, personId, kept, AT_DESK);
  await audit(tx, actor, 'identity.identifier-recorded', `person:${personId}`, { kind: 'th-pid', issuer: AT_DESK.issuer });
  return listIdentifiers(tx, personId);
}

/** Forgets a number that was noted of the wrong person. @throws `identity.identifier-unknown`. */
export async function removeIdentifier(tx: Tx, actor: Actor, personId: string, kind: string): Promise<void> {
  if (!await deleteIdentifier(tx, { person_id: personId, kind })) throw problem('identifier-unknown');
  await audit(tx, actor, 'identity.identifier-removed', `person:${personId}`, { kind });
}

/** Whether a citizen id is a person's own; 'none' when no number of the person is known. Nothing is written. */
export async function compareNumber(tx: Tx, { masterKey }: Pick<Ports, 'masterKey'>, personId: string, digits: string): Promise<'same' | 'other' | 'none'> {
  const { refs } = keepNumber({ masterKey, vault: false }, digits);
  const found = await isNumberOfPerson(tx, { person_id: personId, versions: refs.map(({ version }) => version), refs: refs.map(({ ref }) => Buffer.from(ref, 'hex')) });
  if (!found) return 'none';
  return found.same ? 'same' : 'other';
}
