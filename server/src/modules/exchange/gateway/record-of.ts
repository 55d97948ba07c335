import type { ExchangeRecord, KeptSignature, SubjectUse } from '../evidence/exchange-record.ts';
import type { Answer, Asker, Call } from './call.ts';

interface Outcome {
  readonly status: number;
  readonly gateway: KeptSignature;
  readonly responseBytes: number;
  readonly nowMs: number;
  readonly provider?: Answer['provider'];
  readonly note?: string | null;
  readonly errorOrigin?: string | null;
  readonly problem?: string | null;
  readonly subjects?: readonly SubjectUse[];
}

/** What is kept of a call from somebody who was known. */
export function recordOf(call: Call & { asker: Asker }, outcome: Outcome): ExchangeRecord {
  const { asker, agreement, service } = call;
  const { signature } = asker;
  return {
    id: call.id, at: new Date(call.atMs).toISOString(), consumerSystemId: asker.system.id, providerSystemId: service?.systemId ?? null, serviceId: service?.id ?? null, operationId: call.operation?.operationId ?? null,
    agreement: agreement ? { id: agreement.id, number: agreement.number, version: agreement.version, termsSha256: agreement.termsSha256 } : null,
    purpose: call.purpose ?? null, caseRef: call.caseRef ?? null, assurance: asker.assurance, status: outcome.status, errorOrigin: outcome.errorOrigin ?? null, problem: outcome.problem ?? null, answerNote: outcome.note ?? null,
    requestBytes: call.body?.bytes ?? 0, responseBytes: outcome.responseBytes, tookMs: outcome.nowMs - call.atMs, upstreamMs: call.upstreamMs ?? null, sequence: call.sequence ?? null,
    request: signature && { base: signature.base, signature: signature.signature, kid: signature.keyid }, response: outcome.provider ?? null, gateway: outcome.gateway, subjects: outcome.subjects ?? [],
    quotaDay: call.quotaDay ?? null,
  };
}
