import { SignatureFault } from './fault.ts';
import { isCanonicalBase64 } from './signature-fields.ts';

/** Headers of one exchange (SPN-EXCHANGE §3), in lower case. */
export const exchangeHeaders = {
  client: 'exchange-client', agreement: 'exchange-agreement', purpose: 'exchange-purpose', case: 'exchange-case', subject: 'exchange-subject', seq: 'exchange-seq',
  id: 'exchange-id', decision: 'exchange-decision', assurance: 'exchange-assurance', origin: 'exchange-error-origin', targetUri: 'exchange-target-uri',
} as const;

const SEQ = /^([A-Za-z0-9_-]{16,32});n=([1-9][0-9]{0,14})$/;
const SUBJECT = /^sha-256=:([A-Za-z0-9+/]{43}=):$/;

/** A stream that a client drew when it started, and the place of this call in it, from 1. */
export interface Sequence { stream: string; n: number }

/** @throws {SignatureFault} `parameter-wrong`. */
export function parseSequence(value: string): Sequence {
  const [, stream = '', n = ''] = SEQ.exec(value) ?? [];
  if (stream === '') throw new SignatureFault('parameter-wrong', exchangeHeaders.seq);
  return { stream, n: Number(n) };
}

/** @returns base64 of SHA-256(nonce ":" citizen id). @throws {SignatureFault} `parameter-wrong`. */
export function parseSubjectCommitment(value: string): string {
  const [, base64 = ''] = SUBJECT.exec(value) ?? [];
  if (base64 === '' || !isCanonicalBase64(base64)) throw new SignatureFault('parameter-wrong', exchangeHeaders.subject);
  return base64;
}
