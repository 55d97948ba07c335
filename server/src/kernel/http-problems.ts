import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { askerOf } from './askers.ts';
import { isConnectionLoss } from './db.ts';
import { challengeOf } from './judge.ts';
import type { Log } from './log.ts';
import { Problem, problemDocument, type ProblemPlace } from './problem.ts';
import { kernelProblem } from './problems.ts';
import type { RefusalForm } from './route.ts';

/** RFC 9457 document with both languages; every route may answer it. */
export const problemSchema = Type.Object({
  type: Type.String(), title: Type.String(), titleTh: Type.String(), titleEn: Type.String(), status: Type.Integer(), code: Type.String(),
  detail: Type.Optional(Type.String()), detailTh: Type.Optional(Type.String()), detailEn: Type.Optional(Type.String()),
  nextTh: Type.String(), nextEn: Type.String(), ref: Type.String(),
  errors: Type.Optional(Type.Array(Type.Object({
    pointer: Type.Optional(Type.String()), line: Type.Optional(Type.Integer()), column: Type.Optional(Type.String()),
    code: Type.Optional(Type.String()), th: Type.String(), en: Type.String(),
  }))),
}, { additionalProperties: true });

/** What PostgreSQL answers to characters that no text of it can hold: in a text, in JSON. */
const UNKEPT: ReadonlySet<string> = new Set(['22021', '22P05']);

interface Invalid { validation?: { instancePath: string; message?: string; keyword: string; params: Record<string, unknown> }[]; validationContext?: string; statusCode?: number; code?: string }

/** Any error as a problem; what is not foreseen is logged whole and answered without its inside. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { validation, validationContext, statusCode, code } = error as Invalid;
  if (validation) return kernelProblem('input-refused', { errors: validation.map((each) => place(each, validationContext)) });
  if (code === '23505') return kernelProblem('conflict', { constraint: (error as { constraint?: string }).constraint });
  if (code !== undefined && UNKEPT.has(code)) return kernelProblem('input-refused', { detailEn: 'The text holds a NUL character or a half of one, which nothing here can hold', detailTh: 'ข้อความมีอักขระ NUL หรืออักขระที่ไม่สมบูรณ์ ซึ่งระบบเก็บและค้นไม่ได้' });
  if (isConnectionLoss(error)) return kernelProblem('database-unavailable', {}, { cause: error });
  if (statusCode === 413) return kernelProblem('too-large');
  if (statusCode && statusCode < 500) return kernelProblem('input-refused', { detailEn: (error as Error).message, detailTh: 'รูปแบบคำขอไม่ถูกต้อง' });
  return kernelProblem('failed', {}, { cause: error });
}

function place(each: NonNullable<Invalid['validation']>[number], context: string | undefined): ProblemPlace {
  const extra = each.params['additionalProperty'] ?? each.params['missingProperty'];
  const pointer = `/${context ?? 'body'}${each.instancePath}${extra ? `/${String(extra)}` : ''}`;
  return { pointer, th: `ค่าที่ ${pointer} ไม่ตรงรูปแบบ (${each.keyword})`, en: `${pointer} ${each.message ?? each.keyword}` };
}

/** Not signed in, not allowed, too often. */
const REFUSALS = [401, 403, 429];

/** Who was refused what (OWASP ASVS 5.0 V16.3.2): the operation and its policy, never what was sent. */
function logRefusal({ code, fields }: Problem, request: FastifyRequest, log: Log): void {
  const who = askerOf(request);
  const { operationId = null } = (request.routeOptions.schema ?? {}) as { operationId?: string };
  log.info({ ref: request.id, code, operation: operationId, policy: fields['policy'], account: who?.accountId ?? null, role: who?.role ?? null, address: request.ip }, 'a request was refused');
}

/** Writes a problem as the reply. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log): unknown {
  const problem = asProblem(error);
  if (problem.status >= 500) log.error({ ref: request.id, code: problem.code, cause: problem.cause ?? problem, url: request.url.split('?')[0] }, 'a request failed');
  else if (REFUSALS.includes(problem.status)) logRefusal(problem, request, log);
  if (reply.raw.headersSent) return reply.raw.destroy();
  const challenge = challengeOf(problem);
  if (challenge) reply.header('www-authenticate', challenge);
  const { retryAfter } = problem.fields;
  if (typeof retryAfter === 'number') reply.header('retry-after', retryAfter);
  const { refusalForm } = (request.routeOptions.config ?? {}) as { refusalForm?: RefusalForm };
  if (refusalForm) {
    const { type, body, status = problem.status } = refusalForm(problem);
    return reply.status(status).type(type).send(JSON.stringify(body));
  }
  return reply.status(problem.status).type('application/problem+json').send(problemDocument(problem, request.id));
}
