import type { DirectEvidence } from '@saphan/contracts/edge/messages';
import { EVIDENCE_DAYS } from './limits.ts';
import { readSignatureBase, type SignatureBase } from '@saphan/contracts/receipts/signature-base';

/** What the two bases of a direct exchange say; nothing of it is proved yet. */
export interface ReadEvidence {
  readonly id: string; readonly at: Date; readonly client: string; readonly agreement: string; readonly purpose: string; readonly slug: string; readonly status: number;
  readonly consumerKid: string; readonly providerKid: string;
}

const DAY_MS = 86_400_000;

/** @returns what is wrong, in Thai and English, when the bases are not of one exchange. */
export function readEvidence(evidence: DirectEvidence, now: Date): ReadEvidence | { th: string; en: string } {
  const request = readSignatureBase(evidence.requestBase);
  const response = readSignatureBase(evidence.responseBase);
  if (!request || !response) return { th: 'อ่านฐานของลายมือชื่อไม่ได้', en: 'a signature base cannot be read' };
  const said = (base: SignatureBase, name: string) => base.covered.get(name) ?? '';
  if (said(response, '"signature";req;key="sig1"') !== `:${evidence.requestSignature}:`) return { th: 'คำตอบไม่ได้ตอบคำขอนี้', en: 'the answer is not to this request' };
  if (said(response, '"@target-uri";req') !== said(request, '"@target-uri"') || said(response, '"@method";req') !== said(request, '"@method"')) return { th: 'คำตอบเป็นของที่อยู่อื่น', en: 'the answer is of another address' };
  if (said(response, '"exchange-id"') !== evidence.id) return { th: 'รหัสการแลกเปลี่ยนไม่ตรงกับคำตอบ', en: 'the id is not that of the answer' };
  if (request.parameters.get('tag') !== 'saphan-x1' || response.parameters.get('tag') !== 'saphan-x1-response') return { th: 'ลายมือชื่อเป็นของเรื่องอื่น', en: 'a signature is of another kind' };
  const at = new Date(Number(request.parameters.get('created')) * 1000);
  const age = now.getTime() - at.getTime();
  if (!(age < EVIDENCE_DAYS * DAY_MS && age > -60_000)) return { th: `เวลาของคำขออยู่นอก ${EVIDENCE_DAYS} วันที่ผ่านมา`, en: `the request is not of the last ${EVIDENCE_DAYS} days` };
  const slug = /^https?:\/\/[^/]+\/x\/([a-z][a-z0-9-]*)(?:[/?]|$)/.exec(said(request, '"@target-uri"'))?.[1] ?? '';
  return {
    id: evidence.id, at, slug, client: said(request, '"exchange-client"'), agreement: said(request, '"exchange-agreement"'), purpose: said(request, '"exchange-purpose"'),
    status: Number(said(response, '"@status"')), consumerKid: request.parameters.get('keyid') ?? '', providerKid: response.parameters.get('keyid') ?? '',
  };
}
