import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { COSIGNATURE } from '@saphan/contracts/transparency/note';
import { writeZip } from '@saphan/contracts/receipts/zip';
import { fromBase64 } from '@saphan/contracts/transparency/bytes';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { proveEntry, type ProvenEntry } from '#modules/ledger/index.ts';
import { assertNotDropped } from '../keeping/drop-days.ts';
import { receiptProblem } from './errors.ts';
import { recipeFiles } from './recipe.ts';
import { findEvidence, type FindEvidenceRow } from './receipt.sql.gen.ts';

type Files = Map<string, Uint8Array>;

/** The bundle of one exchange (docs/specs/SPN-EXCHANGE.md §5), as a zip that is the same each time but for what the log adds: witnesses and stamps. @throws `exchange.receipt-not-found`, `exchange.evidence-dropped`, `ledger.not-sequenced-yet`. */
export async function exportReceipt(tx: Tx, exchangeId: string, stampTrustPem: string | null = null): Promise<Uint8Array> {
  return bundle(tx, await evidenceOf(tx, exchangeId), stampTrustPem);
}

/** The same for somebody: a party, whoever oversees, or whoever shows the house's signature of the answer. @param witness base64. */
export async function exportReceiptFor(tx: Tx, who: Principal, exchangeId: string, witness: string | null, stampTrustPem: string | null): Promise<Uint8Array> {
  const evidence = await evidenceOf(tx, exchangeId);
  if (witness !== evidence.gateway_signature && !isParty(who, evidence)) throw receiptProblem('receipt-not-found');
  return bundle(tx, evidence, stampTrustPem);
}

async function evidenceOf(tx: Tx, id: string): Promise<FindEvidenceRow> {
  const found = await findEvidence(tx, { id });
  if (found) return found;
  await assertNotDropped(tx, id);
  throw receiptProblem('receipt-not-found');
}

const OVERSEE = ['operator', 'auditor'] as const;
const OF_AN_AGENCY = ['steward', 'agency-admin', 'service'] as const;

function isParty({ roles, agencies }: Principal, { consumer_agency_id, provider_agency_id }: FindEvidenceRow): boolean {
  if (OVERSEE.some((role) => roles.includes(role))) return true;
  return OF_AN_AGENCY.some((role) => roles.includes(role)) && agencies.some((agency) => agency === consumer_agency_id || agency === provider_agency_id);
}

async function bundle(tx: Tx, evidence: FindEvidenceRow, stampTrustPem: string | null): Promise<Uint8Array> {
  const proven = await proveEntry(tx, evidence.id as string);
  const files: Files = new Map();
  putSigned(files, 'request', 'keys/consumer.pem', evidence.request_base, evidence.request_signature, evidence.consumer_jwk);
  putSigned(files, 'response', 'keys/provider.pem', evidence.response_base, evidence.response_signature, evidence.provider_jwk);
  putSigned(files, 'gateway', 'keys/gateway.pem', evidence.gateway_base, evidence.gateway_signature, evidence.gateway_jwk);
  putProof(files, proven);
  if (proven.stamp) putStamp(files, proven.stamp.token, stampTrustPem);
  for (const [name, bytes] of recipeFiles()) files.set(name, bytes);
  return writeZip(files);
}

function putSigned(files: Files, name: string, keyFile: string, base: string | null, signature: string | null, jwk: JsonWebKey | null): void {
  if (base === null || signature === null) return;
  files.set(`${name}.sigbase`, Buffer.from(base));
  files.set(`${name}.sig`, Buffer.from(signature, 'base64'));
  if (jwk) files.set(keyFile, Buffer.from(createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' })));
}

function putProof(files: Files, proven: ProvenEntry): void {
  files.set('entry.txt', Buffer.from(proven.entry));
  files.set('receipt.tlog-proof', Buffer.from(proven.tlogProof));
  files.set('checkpoint.txt', Buffer.from(proven.checkpointText));
  files.set('checkpoint.sig', proven.checkpointSignature);
  files.set('keys/log.pem', Buffer.from(proven.log.pem));
  for (const [i, { vkey }] of proven.witnesses.entries()) files.set(`keys/witness-${i + 1}.pem`, Buffer.from(pemOfVerifier(vkey)));
}

/** The certificates are a convenience: whoever verifies brings those of the authority that they trust. */
function putStamp(files: Files, token: Uint8Array, trustPem: string | null): void {
  files.set('checkpoint.tsr', token);
  if (trustPem !== null) files.set('tsa-ca.pem', Buffer.from(trustPem));
}

/** A verifier key is `name+id+base64(type, 32 bytes)`. */
function pemOfVerifier(vkey: string): string {
  const bytes = fromBase64(vkey.slice(vkey.indexOf('+', vkey.indexOf('+') + 1) + 1)) ?? new Uint8Array([COSIGNATURE]);
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(bytes.subarray(1)).toString('base64url') }, format: 'jwk' }).export({ type: 'spki', format: 'pem' }) as string;
}
