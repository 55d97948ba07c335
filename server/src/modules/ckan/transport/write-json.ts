import { setImmediate as breathe } from 'node:timers/promises';

/** Rows that become JSON one by one while they are written, so that a page of 32,000 never holds up other requests. */
export class Rows {
  readonly rows: readonly unknown[][];
  readonly shape: (row: unknown[]) => unknown;
  constructor(rows: readonly unknown[][], shape: (row: unknown[]) => unknown) {
    this.rows = rows;
    this.shape = shape;
  }
}

/** A list whose members are JSON already, some in each text with commas between. */
export class Written {
  readonly texts: readonly string[];
  constructor(texts: readonly string[]) { this.texts = texts; }
}

const SLICE = 500;

/** JSON of a value, long lists in slices with a breath between. `undefined` members are left out. */
export async function* writeJson(value: unknown): AsyncGenerator<string> {
  if (value instanceof Written) { yield `[${value.texts.join(',')}]`; return; }
  if (value instanceof Rows) return yield* list(value.rows, (slice) => slice.map((row) => JSON.stringify(value.shape(row as unknown[]))));
  if (Array.isArray(value) && value.length > SLICE) return yield* list(value, (slice) => slice.map((each) => JSON.stringify(each) ?? 'null'));
  if (Array.isArray(value) || value === null || typeof value !== 'object' || 'toJSON' in value || isFlat(value)) { yield JSON.stringify(value) ?? 'null'; return; }
  let open = '{';
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    yield `${open}${JSON.stringify(name)}:`;
    yield* writeJson(member);
    open = ',';
  }
  yield open === '{' ? '{}' : '}';
}

const MOST_MEMBERS = 1_000;

/** Nothing long is inside: one piece is quicker than one a member. */
function isFlat(value: object): boolean {
  let members = 0;
  for (const member of Object.values(value)) if (typeof member === 'object' && member !== null || (members += 1) > MOST_MEMBERS) return false;
  return true;
}

async function* list(rows: readonly unknown[], texts: (slice: readonly unknown[]) => string[]): AsyncGenerator<string> {
  yield '[';
  for (let at = 0; at < rows.length; at += SLICE) {
    yield `${at === 0 ? '' : ','}${texts(rows.slice(at, at + SLICE)).join(',')}`;
    await breathe();
  }
  yield ']';
}

/** The whole text. */
export async function jsonText(value: unknown): Promise<string> {
  const parts: string[] = [];
  for await (const part of writeJson(value)) parts.push(part);
  return parts.join('');
}
