import { readJsonPath } from '@saphan/contracts/json-path';

/** A value within a JSON text, from its first letter up to before `end`. */
export interface Slice { readonly start: number; readonly end: number }

/**
 * A JSON text whose parts are taken as they are written, so that numbers keep their digits.
 * @throws SyntaxError when the text is no JSON; after that every slice is known to be well formed.
 */
export class JsonText {
  readonly text: string;
  readonly whole: Slice;

  constructor(text: string) {
    JSON.parse(text);
    this.text = text;
    const start = blanksFrom(text, 0);
    this.whole = { start, end: endOfValue(text, start) };
  }

  /** The value at a place, or null when there is none. Where a name is given twice the last counts, as JSON.parse has it. */
  at(path: string, from: Slice = this.whole): Slice | null {
    let here: Slice | null = from;
    for (const step of readJsonPath(path)) {
      if (here === null) return null;
      const kind: string = this.kind(here);
      if (kind === 'list') here = /^\d{1,9}$/.test(step) ? this.elements(here)[Number(step)] ?? null : null;
      else here = kind === 'object' ? this.members(here).get(step) ?? null : null;
    }
    return here;
  }

  /** What kind of value it is: `list`, `object`, `null` or another. */
  kind({ start }: Slice): 'list' | 'object' | 'null' | 'value' {
    const first = this.text[start];
    return first === '[' ? 'list' : first === '{' ? 'object' : first === 'n' ? 'null' : 'value';
  }

  elements(list: Slice): Slice[] {
    const found: Slice[] = [];
    for (let at = blanksFrom(this.text, list.start + 1); at < list.end - 1;) {
      const end = endOfValue(this.text, at);
      found.push({ start: at, end });
      at = blanksFrom(this.text, blanksFrom(this.text, end) + 1);
    }
    return found;
  }

  members(object: Slice): Map<string, Slice> {
    const found = new Map<string, Slice>();
    for (let at = blanksFrom(this.text, object.start + 1); at < object.end - 1;) {
      const endOfName = endOfValue(this.text, at);
      const start = blanksFrom(this.text, blanksFrom(this.text, endOfName) + 1);
      const end = endOfValue(this.text, start);
      found.set(JSON.parse(this.text.slice(at, endOfName)) as string, { start, end });
      at = blanksFrom(this.text, blanksFrom(this.text, end) + 1);
    }
    return found;
  }

  /** The value as text: a string's content, a number's digits, null for null. */
  value(slice: Slice | null): string | null {
    if (slice === null || this.kind(slice) === 'null') return null;
    const raw = this.text.slice(slice.start, slice.end);
    return raw.startsWith('"') ? JSON.parse(raw) as string : raw;
  }

  /** The value on one line, otherwise as it is written. */
  line({ start, end }: Slice): string {
    const raw = this.text.slice(start, end);
    // Strings hold no line ends (RFC 8259 §7), so these stand between values.
    return /[\r\n]/.test(raw) ? raw.replace(/[\r\n]+[\t ]*/g, '') : raw;
  }
}

function blanksFrom(text: string, start: number): number {
  for (let at = start; ; at += 1) {
    const letter = text.charCodeAt(at);
    if (letter !== 0x20 && letter !== 0x0a && letter !== 0x0d && letter !== 0x09) return at;
  }
}

function endOfValue(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first === 0x22) return endOfString(text, at);
  if (first === 0x7b || first === 0x5b) return endOfNested(text, at);
  for (let end = at + 1; ; end += 1) {
    const letter = text.charCodeAt(end);
    if (Number.isNaN(letter) || letter === 0x2c || letter === 0x5d || letter === 0x7d || letter <= 0x20) return end;
  }
}

function endOfString(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); ; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === 0x5c) slashes += 1;
    if (slashes % 2 === 0) return end + 1;
  }
}

function endOfNested(text: string, at: number): number {
  let depth = 0;
  for (let end = at; ; end += 1) {
    const letter = text.charCodeAt(end);
    if (letter === 0x22) end = endOfString(text, end) - 1;
    else if (letter === 0x7b || letter === 0x5b) depth += 1;
    else if (letter === 0x7d || letter === 0x5d) {
      depth -= 1;
      if (depth === 0) return end + 1;
    }
  }
}
