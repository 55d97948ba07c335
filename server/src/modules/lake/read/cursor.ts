import { createHash } from 'node:crypto';
import { lakeProblem } from '../errors.ts';

/** Short name of a question; a cursor belongs to one question only. */
export function questionOf(...parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 10);
}

export function writeCursor(question: string, place: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify({ ...place, q: question })).toString('base64url');
}

/**
 * @param names members that must be whole numbers from 0.
 * @throws `lake.cursor-refused` for anything that {@link writeCursor} did not write for this question.
 */
export function readCursor(question: string, cursor: string, names: readonly string[]): Record<string, any> {
  let place: Record<string, unknown> = {};
  try {
    place = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) ?? {};
  } catch { /* refused below */ }
  const whole = names.every((name) => Number.isSafeInteger(place[name]) && Number(place[name]) >= 0);
  if (place['q'] !== question || !whole) throw lakeProblem('cursor-refused');
  return place;
}
