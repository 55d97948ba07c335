import type { GuardedAnswer } from '#kernel/net/guarded-fetch.ts';
import { netProblem } from '#kernel/net/problems.ts';
import { connectorProblem } from '../problems.ts';

/** Lets a 200 pass; every other status becomes a problem of the right class. */
export function checkAnswer(answer: GuardedAnswer): void {
  const encoding = answer.headers['content-encoding'];
  if (answer.status === 200 && (!encoding || encoding === 'identity')) return;
  answer.body.destroy();
  if (answer.status === 200) throw connectorProblem('encoding-refused', { encoding });
  const fields = { upstreamStatus: answer.status, retryAfterS: secondsOf(answer.headers['retry-after']), detailTh: `ต้นทางตอบสถานะ ${answer.status}`, detailEn: `The source answered with status ${answer.status}.` };
  throw isPassing(answer.status) ? netProblem('answer-unavailable', fields) : netProblem('answer-refused', fields);
}

/** Whether a status may be another the next time. */
export function isPassing(status: number): boolean {
  return status >= 500 || [408, 425, 429].includes(status);
}

/** Retry-After as seconds from now (RFC 9110 §10.2.3: seconds or a date). */
export function secondsOf(retryAfter: string | undefined): number | undefined {
  if (!retryAfter) return undefined;
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : Math.ceil((Date.parse(retryAfter) - Date.now()) / 1000);
  return seconds > 0 ? seconds : undefined;
}

/** Address without query, which may hold keys. */
export function describeUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url ? `${url.origin}${url.pathname}${url.search ? '?…' : ''}` : text;
}
