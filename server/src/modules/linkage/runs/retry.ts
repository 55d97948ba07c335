import { Problem } from '#kernel/problem.ts';
import { asProblem } from '#kernel/http-problems.ts';

const BASE_S = 30;
const JITTER = 0.2;
export const MAX_ATTEMPTS = { transient: 6, config: 2, data: 1 } as const;

/**
 * Whether a failed attempt is tried again, and after how many seconds (30 s doubling, ±20 %, the source's own Retry-After first).
 * A breach of the contract is never retried: the same bytes fail the same way.
 */
export function planRetry(error: unknown, attempt: number, random: () => number = Math.random): { again: true; delayS: number } | { again: false } {
  const problem = asProblem(error);
  if (attempt >= MAX_ATTEMPTS[problem.retry]) return { again: false };
  const asked = problem instanceof Problem ? Number(problem.fields['retryAfterS']) : Number.NaN;
  if (asked > 0) return { again: true, delayS: Math.min(Math.ceil(asked), 3600) };
  const delay = BASE_S * 2 ** (attempt - 1) * (1 + JITTER * (2 * random() - 1));
  return { again: true, delayS: Math.round(delay) };
}
