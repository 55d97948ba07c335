import { readFileSync } from 'node:fs';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { parse } from 'yaml';
import { keepingProblem } from './errors.ts';

/** What the Computer Crime Act, section 26, asks for traffic data. */
const LEAST_DAYS = 90;

const Keeping = Type.Object({
  keepDays: Type.Integer({ minimum: LEAST_DAYS, maximum: 36_500 }), leastSeenDays: Type.Integer({ minimum: 0, maximum: 3650 }),
  goOnMinutes: Type.Integer({ minimum: 0, maximum: 1440 }), spoolMegabytes: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
});
/** How long evidence of exchanges is kept, and how long services go on without the register, as `definitions/exchange.yaml` says. */
export type Keeping = Static<typeof Keeping>;

let kept: Keeping | null = null;

/** Read once. @throws `exchange.keeping-refused` when it is shorter than the law allows, or no number of days. */
export const readKeeping = (): Keeping => kept ??= checkKeeping(parse(readFileSync(new URL('../../../../../definitions/exchange.yaml', import.meta.url), 'utf8')));

/** @throws `exchange.keeping-refused`. */
export function checkKeeping(given: unknown): Keeping {
  if (Value.Check(Keeping, given)) return given;
  const errors = Value.Errors(Keeping, given).map(({ instancePath }) => ({ pointer: instancePath || '/keepDays', th: `ต้องเป็นจำนวนเต็ม และ keepDays ไม่น้อยกว่า ${LEAST_DAYS}`, en: `must be a whole number, and keepDays at least ${LEAST_DAYS}` }));
  throw keepingProblem('keeping-refused', { errors });
}
