import { hash } from 'node:crypto';
import type { TrustDocument } from '@saphan/contracts/edge/trust';
import { thumbprintOf } from '@saphan/contracts/receipts/public-key';
import { parseVerifier } from '@saphan/contracts/transparency/note';

const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');

/** Keys of the house, by which it signed answers at any time. */
export const houseKidsOf = ({ house }: TrustDocument): Set<string> => new Set(house.map(({ kid }) => kid));

/** Every key that the snapshot names, by its thumbprint: of the house, its log, and the systems of one's agreements. What a receipt is signed with must be among them. */
export function knownKidsOf(document: TrustDocument): Set<string> {
  const ofLedger = [document.ledger?.log, document.ledger?.witness, ...document.ledger?.earlier.map(({ log }) => log) ?? []].flatMap((vkey) => {
    const verifier = vkey === undefined ? null : parseVerifier(sha256, vkey);
    return verifier ? [thumbprintOf({ algorithm: 'ed25519', spki: verifier.publicKey, jwk: { crv: 'Ed25519', kty: 'OKP', x: Buffer.from(verifier.publicKey).toString('base64url') } }, sha256)] : [];
  });
  return new Set([...houseKidsOf(document), ...document.keys.map(({ kid }) => kid), ...ofLedger]);
}
