/** Whether one column holds everything another held. */
import type { Classification, Column } from '../contract.ts';

const levels: Classification[] = ['open', 'internal', 'confidential', 'secret'];

export function levelOf(column: Column): number {
  return levels.indexOf(column.classification);
}

/** Whole digits an integer column may have (64 bit). */
const integerDigits = 19;

/** Whether each former value is still the same value: integer to a wide decimal, or a decimal with more room. */
export function isWiderType(was: Column, now: Column): boolean {
  if (now.type !== 'decimal') return false;
  const room = now.precision - now.scale;
  if (was.type === 'integer') return room >= integerDigits;
  return was.type === 'decimal' && now.scale >= was.scale && room >= was.precision - was.scale;
}

/** Whether a bound was added or moved inwards. Numbers compare as numbers, ISO dates as text. */
export function narrowerBound(was: Column, now: Column): boolean {
  const numeric = now.type === 'integer' || now.type === 'decimal';
  const below = (a: string, b: string): boolean => (numeric ? Number(a) < Number(b) : a < b);
  const raised = now.min !== null && (was.min === null || below(was.min, now.min));
  const lowered = now.max !== null && (was.max === null || below(now.max, was.max));
  return raised || lowered;
}
