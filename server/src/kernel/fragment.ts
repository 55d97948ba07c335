import type { Tx } from './db.ts';

/**
 * A piece of a statement that is put together from fixed pieces: whatever stands in `${}` becomes a parameter, unless it is a piece itself.
 * There is no way to put text of a request into a statement. Only files named in tests/architecture/sql.test.ts compose (docs/adr/0011).
 */
export class Fragment {
  readonly texts: readonly string[];
  readonly values: readonly unknown[];
  constructor(texts: readonly string[], values: readonly unknown[]) {
    this.texts = texts;
    this.values = values;
  }
}

/** `` fragment`d.id = ${id}::bigint` ``. */
export const fragment = (texts: TemplateStringsArray, ...values: readonly unknown[]): Fragment => new Fragment([...texts], values);

export const nothing: Fragment = new Fragment([''], []);

/** A whole number as part of a name: `f${digits(3)}` is `f3`. */
export function digits(number: number): Fragment {
  if (!Number.isSafeInteger(number) || number < 0) throw new RangeError(`${number} is no ordinal number`);
  return new Fragment([String(number)], []);
}

const SEPARATORS = { and: '\n  and ', or: '\n  or ', comma: ', ', line: '\n' };

/** Pieces with a fixed separator between; `nothing` when there are none. */
export function joinFragments(pieces: readonly Fragment[], separator: keyof typeof SEPARATORS): Fragment {
  return pieces.length === 0 ? nothing : new Fragment(['', ...pieces.slice(1).map(() => SEPARATORS[separator]), ''], pieces);
}

/** The statement with `$n` and its values; a value used twice is sent twice. */
export function writeStatement(whole: Fragment): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const write = (piece: Fragment): string => piece.texts.map((text, i) => {
    if (i >= piece.values.length) return text;
    const value = piece.values[i];
    return text + (value instanceof Fragment ? write(value) : `$${values.push(value)}`);
  }).join('');
  return { text: write(whole), values };
}

export async function runFragment<R>(tx: Tx, whole: Fragment): Promise<R[]> {
  const { text, values } = writeStatement(whole);
  return (await tx.query(text, values)).rows as R[];
}
