import { refuseParameter } from './asked.ts';

/** Reads a list of the grammar from left to right: words up to `,` `(` `)`, values that may stand in double quotes. */
export class Scanner {
  readonly parameter: string;
  readonly #text: string;
  #at = 0;
  constructor(parameter: string, text: string) {
    this.parameter = parameter;
    this.#text = text;
  }

  get done(): boolean { return this.#at >= this.#text.length; }

  /** Whether the next character is this one; it is passed then. */
  takes(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  expect(character: string): void {
    if (!this.takes(character)) throw refuseParameter(this.parameter, `ขาด "${character}" ที่ตำแหน่ง ${this.#at + 1}`, `"${character}" is missing at place ${this.#at + 1}`);
  }

  /** Passes what matches here, or gives null. @param pattern sticky. */
  match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    if (found !== null) this.#at += found.length;
    return found;
  }

  /** A value: in double quotes with `\` before `"` and `\`, or as it stands up to `,` or `)`. */
  value(): string {
    if (!this.takes('"')) return this.match(/[^,)]*/y) ?? '';
    const quoted = this.match(/(?:[^"\\]|\\.)*/ys) ?? '';
    this.expect('"');
    return quoted.replaceAll(/\\(.)/gs, '$1');
  }

  /** What could not be read. */
  refuse(): Error {
    return refuseParameter(this.parameter, `อ่านไม่ได้ที่ตำแหน่ง ${this.#at + 1}`, `cannot be read at place ${this.#at + 1}`);
  }
}
