import type { ReadBounds } from '#modules/linkage/index.ts';

/** The highest value of a column over all records: numbers by size, instants with a zone by time, other texts letter by letter. */
export class HighestValue {
  readonly column: string;
  #highest: string | null;

  constructor({ column, after }: ReadBounds) {
    this.column = column;
    this.#highest = after;
  }

  get value(): string | null { return this.#highest; }

  see(value: string | null): void {
    if (value !== null && value !== '' && (this.#highest === null || isHigher(value, this.#highest))) this.#highest = value;
  }
}

const integer = /^-?\d+$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

function isHigher(a: string, b: string): boolean {
  if (integer.test(a) && integer.test(b)) return BigInt(a) > BigInt(b);
  if (isNumber(a) && isNumber(b)) return Number(a) > Number(b);
  // Parts of a millisecond count too: of two that begin alike the longer text is the later one.
  if (instant.test(a) && instant.test(b)) return Date.parse(a) > Date.parse(b) || (Date.parse(a) === Date.parse(b) && a > b);
  return a > b;
}

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));
