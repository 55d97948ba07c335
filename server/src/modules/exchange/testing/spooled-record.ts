import { newUuid7 } from '#kernel/uuid7.ts';
import type { ExchangeRecord } from '../evidence/exchange-record.ts';

/** A record as it lies on disk while the register is away. */
export const recordFor = (own: Partial<ExchangeRecord>): ExchangeRecord => ({
  id: newUuid7(new Date()), at: new Date().toISOString(), consumerSystemId: 1, providerSystemId: null, serviceId: null, operationId: null, agreement: null, purpose: 'ช่วยเหลือ', caseRef: null, assurance: 3, status: 200, errorOrigin: null,
  problem: null, answerNote: null, requestBytes: 0, responseBytes: 2, tookMs: 1, upstreamMs: 1, sequence: null, request: null, response: null, gateway: { base: 'b', signature: 'cw==', kid: 'k' },
  subjects: [{ subject: Buffer.from([1, 2, 255]), keyYear: 2026, disclosure: 'now', visibleFrom: null, reasonCode: null }], quotaDay: null, ...own,
});
