import type { DirectEvidence, HandedIn } from '@saphan/contracts/edge/messages';
import type { SignatureAlgorithm } from '@saphan/contracts/http-signatures/profile';
import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import { readJwk, sha256Hex, verifyText } from '#kernel/message-keys.ts';
import { appendEntries } from '#modules/ledger/index.ts';
import type { EdgePorts } from '../ports.ts';
import type { ProvenEdge } from '../signing/prove-edge.ts';
import { findEdgeKey, type FindEdgeKeyRow } from '../signing/prove.sql.gen.ts';
import { findDirectAgreement, insertDirectExchange, isSameExchange, noteHandIn, type FindDirectAgreementRow } from './evidence.sql.gen.ts';
import { readEvidence, type ReadEvidence } from './read-evidence.ts';

type Words = { th: string; en: string };

/** Takes evidence of exchanges that two edges had while the house was away. What is right is taken, what is not is named; the same evidence may come again. */
export async function takeEvidence({ db }: EdgePorts, edge: ProvenEdge, items: readonly DirectEvidence[]): Promise<HandedIn> {
  const taken: string[] = [];
  const refused: HandedIn['refused'] = [];
  for (const item of items) {
    const wrong = await db.tx((tx) => takeOne(tx, edge, item));
    if (wrong) refused.push({ id: item.id, ...wrong });
    else taken.push(item.id);
  }
  return { taken, refused };
}

async function takeOne(tx: Tx, edge: ProvenEdge, item: DirectEvidence): Promise<Words | null> {
  const now = systemClock.now();
  const read = readEvidence(item, now);
  if ('th' in read) return read;
  const agreement = await findDirectAgreement(tx, { number: read.agreement });
  if (!agreement || agreement.slug !== read.slug) return { th: 'ไม่มีข้อตกลงนี้กับบริการนี้', en: 'there is no such agreement for this service' };
  if (edge.systemId !== agreement.consumer_system_id && edge.systemId !== agreement.provider_system_id) return { th: 'ระบบนี้ไม่ใช่คู่สัญญา', en: 'this system is no party of it' };
  const wrong = await checkSignatures(tx, item, read, agreement);
  if (wrong) return wrong;
  const added = await insertDirectExchange(tx, {
    id: read.id, at: read.at.toISOString(), consumer_system_id: agreement.consumer_system_id, provider_system_id: agreement.provider_system_id, service_id: agreement.service_id, agreement_number: agreement.number,
    agreement_version: agreement.version, purpose: read.purpose, status: read.status, consumer_kid: read.consumerKid, provider_kid: read.providerKid, request_base: item.requestBase, request_signature: item.requestSignature,
    response_base: item.responseBase, response_signature: item.responseSignature, now: now.toISOString(),
  });
  if (added) await appendEntries(tx, [{ id: read.id, kind: 'exchange.direct', at: now, lines: linesOf(item, read, agreement) }]);
  else if (!await isSameExchange(tx, { id: read.id, request_signature: item.requestSignature, response_signature: item.responseSignature })) return { th: 'คำขอหรือรหัสนี้มีหลักฐานอื่นอยู่แล้ว', en: 'there is other evidence with this request or id' };
  await noteHandIn(tx, { exchange_id: read.id, system_id: edge.systemId, now: now.toISOString() });
  return null;
}

async function checkSignatures(tx: Tx, item: DirectEvidence, read: ReadEvidence, agreement: FindDirectAgreementRow): Promise<Words | null> {
  const consumer = await findEdgeKey(tx, { kid: read.consumerKid });
  const provider = await findEdgeKey(tx, { kid: read.providerKid });
  if (!consumer || consumer.system_id !== agreement.consumer_system_id || consumer.path !== read.client || !wasValid(consumer, read.at)) return { th: 'กุญแจของผู้ขอไม่ใช่กุญแจที่ใช้ได้ในเวลานั้น', en: 'the consumer’s key was not valid then' };
  if (!provider || provider.system_id !== agreement.provider_system_id || !wasValid(provider, read.at)) return { th: 'กุญแจของผู้ให้ไม่ใช่กุญแจที่ใช้ได้ในเวลานั้น', en: 'the provider’s key was not valid then' };
  if (!isRight(consumer, item.requestBase, item.requestSignature)) return { th: 'ลายมือชื่อของคำขอไม่ถูกต้อง', en: 'the signature of the request is wrong' };
  return isRight(provider, item.responseBase, item.responseSignature) ? null : { th: 'ลายมือชื่อของคำตอบไม่ถูกต้อง', en: 'the signature of the answer is wrong' };
}

const wasValid = (key: FindEdgeKeyRow, at: Date): boolean => Date.parse(key.not_before) <= at.getTime() && at.getTime() < Date.parse(key.not_after) && (key.revoked_at === null || at.getTime() < Date.parse(key.revoked_at));

function isRight(row: FindEdgeKeyRow, base: string, signature: string): boolean {
  const key = readJwk(row.algorithm as SignatureAlgorithm, row.jwk);
  return key !== null && verifyText(row.algorithm as SignatureAlgorithm, key, base, signature);
}

/** As the entry of an exchange through the gateway, but that the house was no witness. */
function linesOf(item: DirectEvidence, read: ReadEvidence, agreement: FindDirectAgreementRow): [string, string][] {
  const pair = (base: string, signature: string) => `sha-256=${sha256Hex(base)} ${sha256Hex(Buffer.from(signature, 'base64'))}`;
  return [
    ['assurance', '3'], ['request', pair(item.requestBase, item.requestSignature)], ['response', pair(item.responseBase, item.responseSignature)], ['gateway', 'none'],
    ['status', String(read.status)], ['agreement', `${agreement.number}/${agreement.version} ${agreement.terms_sha256}`],
  ];
}
