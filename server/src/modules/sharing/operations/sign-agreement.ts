import { verify as verifyBytes, createPublicKey, constants, type JsonWebKeyInput } from 'node:crypto';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { sharingProblem } from '../errors.ts';
import type { ListAgreementsAtRow } from '../reads/agreements.sql.gen.ts';
import { findKey, findProviderSystem } from '../reads/services.sql.gen.ts';
import type { SignBody, Side } from '../schemas.ts';
import { activate } from './activate.ts';
import { keepSignature, signerOf } from './keep-signature.ts';
import { assertState, openAgreement } from './open-agreement.ts';
import { assertPower, powersIn, powersOf, type Powers } from './powers.ts';
import { assertRecorded, selectTerms } from './request-agreement.ts';
import { endStep } from './steps.ts';
import { settleStep } from './tell.ts';

/**
 * Signs the text of the version under way for one's own agency; with both signatures it is in force.
 *
 * @throws `sharing.text-changed` when the hash is not that of the present text, `sharing.not-signer`, `sharing.already-signed`, `sharing.key-signature-wrong`, `sharing.record-missing`, `sharing.not-now`, `sharing.changed-meanwhile`.
 */
export async function signAgreement(tx: Tx, who: Principal, number: string, { seen, sha256, keySignature }: SignBody, now: Date): Promise<void> {
  const row = await openAgreement(tx, who, number, seen, now);
  assertState(row.review_state, 'signing');
  if (row.force_state === 'suspended') throw sharingProblem('not-now', { state: 'suspended' });
  const version = row.in_review as number;
  const side = signingSide(await powersOf(tx, who), row);
  const { terms, text, sha256: present } = await selectTerms(tx, row.id, version);
  if (sha256 !== present) throw sharingProblem('text-changed', { sha256: present });
  if (keySignature) await assertKeySignature(tx, row, side, text, keySignature);
  await assertRecorded(tx, row.consumer_agency_id, terms);
  const began = row.step;
  const done = row.done_sides ?? [];
  await keepSignature(tx, who, row, { version, side, sha256, signer: signerOf(who), key: keySignature }, now);
  await audit(tx, who, 'sharing.agreement-signed', `agreement:${number}`, { version, side });
  await settleStep(tx, row, began, side === 'consumer' ? row.consumer_agency_id : row.provider_agency_id);
  if (!done.includes(side === 'consumer' ? 'provider' : 'consumer')) return;
  await endStep(tx, row.id, began);
  await activate(tx, who, row, { version, sha256 }, now);
}

/** The side somebody may sign for that has not signed; the provider's first where both are one agency. */
function signingSide(powers: Powers, row: ListAgreementsAtRow): Side {
  const own = (['provider', 'consumer'] as const).filter((side) => powersIn(powers, row[`${side}_agency_id`]).signer);
  if (own.length === 0) assertPower(powers, powers.has(row.consumer_agency_id) ? row.consumer_agency_id : row.provider_agency_id, 'signer');
  const open = own.find((side) => !(row.done_sides ?? []).includes(side));
  if (!open) throw sharingProblem('already-signed');
  return open;
}

/** A signature of the text's bytes by a key of the side's own system that counts now. */
async function assertKeySignature(tx: Tx, row: ListAgreementsAtRow, side: Side, text: string, { kid, signature }: { kid: string; signature: string }): Promise<void> {
  const systemId = side === 'consumer' ? row.consumer_system_id : (await findProviderSystem(tx, { service_id: row.service_id }))?.system_id ?? null;
  const found = await findKey(tx, { kid, system_id: systemId });
  if (!found || !isSignedBy(found.jwk, found.algorithm, Buffer.from(text, 'utf8'), Buffer.from(signature, 'base64'))) throw sharingProblem('key-signature-wrong', { kid });
}

function isSignedBy(jwk: JsonWebKeyInput['key'], algorithm: string, bytes: Buffer, signature: Buffer): boolean {
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  if (algorithm === 'ed25519') return verifyBytes(null, bytes, key, signature);
  if (algorithm === 'ecdsa-p256-sha256') return verifyBytes('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature);
  return verifyBytes('sha512', bytes, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 }, signature);
}
