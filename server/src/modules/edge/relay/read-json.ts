import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { edgeProblem } from '../errors.ts';

/** @throws `edge.body-refused` naming the first place that is wrong. */
export function readJson<T extends TSchema>(schema: T, body: Buffer): Static<T> {
  return checked(schema, parse(body));
}

/** @throws `edge.body-refused`. */
export function checked<T extends TSchema>(schema: T, value: unknown): Static<T> {
  if (Value.Check(schema, value)) return value;
  const [first] = Value.Errors(schema, value);
  const pointer = first?.instancePath ?? '';
  throw edgeProblem('body-refused', { detailTh: `ไม่ถูกต้องที่ ${pointer || '/'}`, detailEn: `not valid at ${pointer || '/'}`, errors: [{ pointer, th: 'ค่าไม่ถูกต้อง', en: first?.message ?? 'not valid' }] });
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
