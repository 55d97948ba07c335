import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { sharingProblem } from '../errors.ts';
import type { Side } from '../schemas.ts';
import { addEvent } from './open-agreement.ts';
import { insertSignature } from './write.sql.gen.ts';

/** Who signed, and how surely the house knew. */
export interface Signer { name: string; accountId: string | null; personId: string | null; postTh: string | null; postEn: string | null; aal: number; phishingResistant: boolean; ial: number; authenticatedAt: string | null }

export const signerOf = (who: Principal): Signer => ({
  name: who.name, accountId: who.accountId, personId: who.personId, postTh: who.personaTh || null, postEn: who.personaEn || null, aal: who.aal, phishingResistant: who.phishingResistant, ial: who.ial, authenticatedAt: who.authenticatedAt,
});

export interface NewSignature { version: number; side: Side; sha256: string; signer: Signer; offerId?: number; key?: { kid: string; signature: string } | undefined }

/** A party's signature under a version's text, once. @throws `sharing.already-signed`. */
export async function keepSignature(tx: Tx, who: Pick<Principal, 'name' | 'accountId'>, on: { id: number; number: string; event: number; consumer_agency_id: string; provider_agency_id: string }, { version, side, sha256, signer, offerId, key }: NewSignature, now: Date): Promise<void> {
  const agencyId = side === 'consumer' ? on.consumer_agency_id : on.provider_agency_id;
  const number = await addEvent(tx, who, on, { version, what: 'signed', side, agencyId, facts: { termsSha256: sha256, aal: signer.aal, ial: signer.ial, offerId: offerId ?? null, kid: key?.kid ?? null } }, now);
  const kept = await insertSignature(tx, {
    agreement_id: on.id, version, side, number, sha256, name: signer.name, account_id: signer.accountId, person_id: signer.personId, post_th: signer.postTh, post_en: signer.postEn, aal: signer.aal,
    phishing_resistant: signer.phishingResistant, ial: signer.ial, authenticated_at: signer.authenticatedAt, offer_id: offerId ?? null, kid: key?.kid ?? null, key_signature: key?.signature ?? null, now: now.toISOString(),
  });
  if (!kept) throw sharingProblem('already-signed', { side });
}
