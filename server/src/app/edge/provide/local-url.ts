import { request } from 'undici';
import { Refusal } from '../edge-problem.ts';
import type { LocalAnswer, LocalCall } from './local-call.ts';

const PASSED = ['accept', 'accept-language', 'content-type', 'prefer', 'range', 'if-none-match'];
const GIVEN_BACK = ['content-language', 'etag', 'last-modified', 'content-range', 'link', 'retry-after'];

/** Asks a program of the agency. It hears who asks, for what, and what the agreement grants; no signature and no cookie goes with it. */
export async function answerFromUrl(url: string, call: LocalCall): Promise<LocalAnswer> {
  const headers: Record<string, string> = { 'exchange-id': call.id, 'exchange-client': call.client, 'exchange-purpose': call.purpose, 'exchange-operation': call.operationId };
  for (const name of [...PASSED, ...call.subjectHeaders]) { const value = call.header(name); if (value !== undefined) headers[name] = value; }
  for (const name of ['exchange-case', 'exchange-subject']) { const value = call.header(name); if (value !== undefined) headers[name] = value; }
  if (call.agreement) headers['exchange-agreement'] = call.agreement.number;
  if (call.agreement?.fields) headers['exchange-fields'] = call.agreement.fields.map(encodeURIComponent).join(',');
  if (call.agreement?.rowFilter) headers['exchange-row-filter'] = encodeURIComponent(JSON.stringify(call.agreement.rowFilter));
  try {
    const reply = await request(`${url.replace(/\/$/, '')}${call.rest}`, { method: call.method as 'GET', headers, body: call.body, signal: AbortSignal.timeout(call.timeoutMs) });
    const body = await readWithin(reply.body, call.limitBytes);
    const of = (name: string) => { const value = reply.headers[name]; return Array.isArray(value) ? value[0] : value; };
    return { status: reply.statusCode < 200 ? 502 : reply.statusCode, type: of('content-type') ?? null, body, headers: GIVEN_BACK.flatMap((name) => { const value = of(name); return value === undefined ? [] : [[name, value] as [string, string]]; }) };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const slow = (error as Error).name === 'TimeoutError';
    throw slow ? new Refusal(504, 'program-slow', 'โปรแกรมของหน่วยงานไม่ตอบภายในเวลา', 'The agency’s program did not answer in time') : new Refusal(502, 'program-away', 'ติดต่อโปรแกรมของหน่วยงานไม่ได้', 'The agency’s program cannot be reached');
  }
}

async function readWithin(stream: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of stream) {
    bytes += piece.length;
    if (bytes > limit) throw new Refusal(502, 'answer-too-large', `คำตอบใหญ่เกิน ${limit} ไบต์ที่บริการกำหนด`, `The answer is larger than the ${limit} bytes of the service`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
