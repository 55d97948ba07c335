import type { BSON, Document } from 'mongodb';
import { mongoProblem } from './problems.ts';

/** Operators that run a program, or compute where a comparison is enough; a reading account needs none of them. */
const programs = new Set(['$where', '$function', '$accumulator', '$expr', '$eval']);
const DEEPEST = 30;

/** A filter as it was written, with the types of Extended JSON (`$date`, `$oid`, `$numberLong` …). @throws `connectors.filter-refused`. */
export function readFilter(text: string | undefined, { EJSON }: Pick<typeof BSON, 'EJSON'>): Document {
  if (text === undefined || text.trim() === '') return {};
  const plain = parsed(text, (each) => JSON.parse(each));
  assertPlain(plain, 0);
  return parsed(text, (each) => EJSON.parse(each, { relaxed: true })) as Document;
}

function parsed(text: string, parse: (text: string) => unknown): unknown {
  try {
    const value = parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    throw mongoProblem('filter-refused', { detailTh: (error as Error).message, detailEn: (error as Error).message }, { cause: error });
  }
  throw mongoProblem('filter-refused', { detailTh: 'ต้องเป็นวัตถุ JSON', detailEn: 'It is no JSON object.' });
}

function assertPlain(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > DEEPEST) throw mongoProblem('filter-refused', { detailTh: 'ซ้อนกันลึกเกินไป', detailEn: 'It is nested too deep.' });
  for (const [name, inner] of Object.entries(value)) {
    if (programs.has(name)) throw mongoProblem('filter-refused', { operator: name, detailTh: name, detailEn: name });
    assertPlain(inner, depth + 1);
  }
}
