import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unescapeText } from './cell-text.ts';
import type { ZipParts } from './open-zip.ts';
import { parseXml } from './parse-xml.ts';

const pageBytes = 1 << 20;
const pagesInMemory = 64;

/**
 * The shared strings of a workbook as UTF-8 pages. The 64 pages used last stay in memory (64 MB), the others lie in a temporary file;
 * sheets refer to strings nearly in order, so pages are seldom read twice. Besides, 8 bytes a string are held.
 */
export class SharedStrings {
  #starts = new Float64Array(1024);
  #count = 0;
  #written = 0;
  #pages = new Map<number, Buffer>();
  #spill: { fd: number; path: string } | null = null;
  readonly #spillFolder: string;

  constructor(spillFolder: string = tmpdir()) { this.#spillFolder = spillFolder; }

  get count(): number { return this.#count; }

  append(text: string): void {
    if (this.#count + 1 >= this.#starts.length) this.#grow();
    const bytes = Buffer.from(text, 'utf8');
    for (let done = 0; done < bytes.length;) {
      const page = Math.floor(this.#written / pageBytes);
      const at = this.#written % pageBytes;
      const copied = bytes.copy(this.#page(page), at, done, Math.min(bytes.length, done + pageBytes - at));
      done += copied;
      this.#written += copied;
    }
    this.#count += 1;
    this.#starts[this.#count] = this.#written;
  }

  /** @returns the string, or null when the sheet names one that is not there. */
  at(index: number): string | null {
    if (!(index >= 0 && index < this.#count)) return null;
    const start = this.#starts[index] as number;
    const end = this.#starts[index + 1] as number;
    const first = Math.floor(start / pageBytes);
    if (end <= (first + 1) * pageBytes) return this.#page(first).toString('utf8', start - first * pageBytes, end - first * pageBytes);
    const bytes = Buffer.alloc(end - start);
    for (let at = start; at < end;) {
      const page = Math.floor(at / pageBytes);
      at += this.#page(page).copy(bytes, at - start, at % pageBytes, Math.min(pageBytes, end - page * pageBytes));
    }
    return bytes.toString('utf8');
  }

  close(): void {
    if (!this.#spill) return;
    closeSync(this.#spill.fd);
    rmSync(this.#spill.path, { force: true });
    this.#spill = null;
  }

  #page(number: number): Buffer {
    const known = this.#pages.get(number);
    if (known) {
      this.#pages.delete(number);
      this.#pages.set(number, known);
      return known;
    }
    const page = Buffer.alloc(pageBytes);
    if (this.#spill && number * pageBytes < this.#written) readSync(this.#spill.fd, page, 0, pageBytes, number * pageBytes);
    this.#pages.set(number, page);
    if (this.#pages.size > pagesInMemory) this.#putOut();
    return page;
  }

  #putOut(): void {
    const [number, page] = this.#pages.entries().next().value as [number, Buffer];
    if (!this.#spill) {
      const path = join(this.#spillFolder, `strings-${randomUUID()}`);
      this.#spill = { path, fd: openSync(path, 'wx+', 0o600) };
    }
    writeSync(this.#spill.fd, page, 0, pageBytes, number * pageBytes);
    this.#pages.delete(number);
  }

  #grow(): void {
    const wider = new Float64Array(this.#starts.length * 2);
    wider.set(this.#starts);
    this.#starts = wider;
  }
}

/** Reads the shared strings part; runs of rich text are joined, phonetic readings left out. */
export async function readSharedStrings(parts: ZipParts, part: string, strings: SharedStrings): Promise<void> {
  let text = '';
  let inText = false;
  let inPhonetic = false;
  const progress = parseXml(parts, part, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') inPhonetic = true;
      else if (name === 't') inText = !inPhonetic;
    },
    close(name) {
      if (name === 'si') strings.append(unescapeText(text));
      else if (name === 'rPh') inPhonetic = false;
      else if (name === 't') inText = false;
    },
    text(piece) { if (inText) text += piece; },
  });
  while (!(await progress.next()).done);
}
