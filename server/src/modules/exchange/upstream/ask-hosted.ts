import type { ExchangePorts } from '../ports.ts';
import { exchangeProblem } from '../errors.ts';
import type { AgreedCall, Answer } from '../gateway/call.ts';
import { inMemory, spool } from '../gateway/spool.ts';
import { backHeaders } from './headers.ts';

const HEARD = ['accept', 'if-range', 'prefer', 'range'] as const;

/** Asks the house itself, which answers from a release within what the agreement grants. */
export async function askHosted({ answerHosted, spoolDir }: Pick<ExchangePorts, 'answerHosted' | 'spoolDir'>, call: AgreedCall): Promise<Answer> {
  const { service, operation, agreement } = call;
  const answer = await answerHosted({
    service: { id: service.id, slug: service.slug, hostedKind: service.hostedKind, datasetId: service.datasetId }, operationId: operation.operationId, pathParams: call.pathParams,
    query: new URLSearchParams(call.query), body: readJson(call), grant: agreement.grant, headers: Object.fromEntries(HEARD.map((name) => [name, call.message.fields.get(name)?.join(', ')])),
  });
  const body = Buffer.isBuffer(answer.body) ? inMemory(answer.body) : await spool(answer.body, {
    limitBytes: service.limitBytes, dir: spoolDir, withinMs: service.timeoutMs, tooLarge: () => exchangeProblem('answer-too-large', { limitBytes: service.limitBytes }), tooSlow: () => exchangeProblem('provider-too-slow'),
  });
  if (body.bytes > service.limitBytes) throw exchangeProblem('answer-too-large', { limitBytes: service.limitBytes });
  return { status: answer.status, headers: backHeaders(answer.headers), body, provider: null, note: null };
}

/** @throws `exchange.request-invalid` when a body is no JSON. */
export function readJson({ body }: Pick<AgreedCall, 'body'>): unknown {
  if (body.bytes === 0) return null;
  try {
    return JSON.parse((body.buffer ?? Buffer.alloc(0)).toString('utf8'));
  } catch {
    throw exchangeProblem('request-invalid', { errors: [{ pointer: '', th: 'เนื้อหาไม่ใช่ JSON', en: 'the content is no JSON' }] });
  }
}
