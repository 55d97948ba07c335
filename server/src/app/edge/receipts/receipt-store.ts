import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '#kernel/message-keys.ts';
import { replaceFile } from '../../replace-file.ts';
import { freeBytesOf, LEAST_FREE_BYTES, noRoom, orNoRoom, roomProblem } from './room.ts';
import { type Line, type Receipt, START } from './receipt.ts';

/** Public keys of receipts, by kid; a kid is the key's own thumbprint, so a file that was changed is found out. */
export interface KnownKey { readonly algorithm: string; readonly jwk: Record<string, unknown> }
interface Waiting { receipt: Receipt; done: () => void; failed: (error: unknown) => void }

/** Receipts of this edge, one file a day, only added to; each line holds the hash of the one before. A receipt is on disk before its exchange goes on. */
export class ReceiptStore {
  readonly #dir: string;
  readonly #now: () => Date;
  readonly #freeBytes: (dir: string) => number;
  #n = 0;
  #before = START;
  #file: OpenFile | null = null;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;

  /** @param freeBytes what is left on the disk of a folder. */
  constructor(stateDir: string, now: () => Date, freeBytes = freeBytesOf) {
    this.#dir = join(stateDir, 'receipts');
    this.#now = now;
    this.#freeBytes = freeBytes;
    mkdirSync(join(this.#dir, 'keys'), { recursive: true, mode: 0o700 });
    const last = listFiles(this.#dir).at(-1);
    if (last !== undefined) this.#goOnFrom(join(this.#dir, last));
  }

  /** @throws {Refusal} `receipts-full`, before anything is asked or done that would need a receipt. */
  assertRoom(): void {
    if (this.#freeBytes(this.#dir) < LEAST_FREE_BYTES) throw noRoom();
  }

  /** Resolves when the receipt lies on disk; those that come together are written together. @throws {Refusal} `receipts-full`. */
  append(receipt: Receipt): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ receipt, done, failed });
      this.#writing ??= this.#write();
    });
  }

  keepKey(kid: string, key: KnownKey): void {
    const file = join(this.#dir, 'keys', `${kid}.json`);
    if (/^[A-Za-z0-9_-]{43}$/.test(kid) && !existsSync(file)) orNoRoom(() => replaceFile(file, `${JSON.stringify(key)}\n`, 0o600));
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#file?.handle.close();
    this.#file = null;
  }

  async #write(): Promise<void> {
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0);
      const [n, before] = [this.#n, this.#before];
      try {
        const at = this.#now().toISOString();
        const texts = batch.map(({ receipt }) => this.#lineOf(receipt, at));
        await writeWhole(await this.#open(`${at.slice(0, 10)}.jsonl`), texts.join(''));
        for (const { done } of batch) done();
      } catch (error) {
        [this.#n, this.#before] = [n, before];
        await this.#file?.handle.close().catch(() => undefined);
        this.#file = null;
        for (const { failed } of batch) failed(roomProblem(error));
      }
    }
    // In the same step as the last look at what waits: whoever comes next starts anew.
    this.#writing = null;
  }

  #lineOf(receipt: Receipt, at: string): string {
    this.#n += 1;
    const line: Line = { n: this.#n, at, before: this.#before, ...receipt };
    const text = JSON.stringify(line);
    this.#before = sha256Hex(text);
    return `${text}\n`;
  }

  async #open(name: string): Promise<OpenFile> {
    if (this.#file?.name === name) return this.#file;
    await this.#file?.handle.close();
    this.#file = null;
    const handle = await open(join(this.#dir, name), 'a', 0o600);
    return this.#file = { name, handle, bytes: (await handle.stat()).size };
  }

  /** A line that a killed process left unfinished was promised to nobody: it is cut off. */
  #goOnFrom(file: string): void {
    const bytes = readFileSync(file);
    const whole = bytes.lastIndexOf(10) + 1;
    if (whole < bytes.length) truncateSync(file, whole);
    const text = bytes.subarray(0, whole).toString('utf8').trimEnd().split('\n').at(-1) ?? '';
    if (text !== '') {
      this.#n = (JSON.parse(text) as Line).n;
      this.#before = sha256Hex(text);
      return;
    }
    const earlier = listFiles(this.#dir).filter((name) => join(this.#dir, name) < file).at(-1);
    if (earlier !== undefined) this.#goOnFrom(join(this.#dir, earlier));
  }
}

interface OpenFile { name: string; handle: FileHandle; bytes: number }

/** Adds text to the end, on disk; what a full disk took half of is cut off again, so that the next line begins at its own place. */
async function writeWhole(file: OpenFile, text: string): Promise<void> {
  try {
    await file.handle.appendFile(text);
    await file.handle.datasync();
    file.bytes += Buffer.byteLength(text);
  } catch (error) {
    await file.handle.truncate(file.bytes).catch(() => undefined);
    throw error;
  }
}

const listFiles = (dir: string): string[] => existsSync(dir) ? readdirSync(dir).filter((name) => /^\d{4}-\d\d-\d\d\.jsonl$/.test(name)).sort() : [];

/** Lines as they stand, file by file; a line that is no receipt comes as null. @param since first day, `2026-11-22`. */
export function* readLines(stateDir: string, since = ''): Generator<{ file: string; text: string; line: Line | null }> {
  const dir = join(stateDir, 'receipts');
  for (const file of listFiles(dir).filter((name) => name.slice(0, 10) >= since)) {
    for (const text of readFileSync(join(dir, file), 'utf8').split('\n')) if (text !== '') yield { file, text, line: parseLine(text) };
  }
}

/** @returns null when the edge never met the key. */
export function readKnownKey(stateDir: string, kid: string): KnownKey | null {
  const file = join(stateDir, 'receipts', 'keys', `${kid}.json`);
  return /^[A-Za-z0-9_-]{43}$/.test(kid) && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as KnownKey : null;
}

function parseLine(text: string): Line | null {
  try {
    const read: unknown = JSON.parse(text);
    return read !== null && typeof read === 'object' && typeof (read as Line).n === 'number' ? read as Line : null;
  } catch {
    return null;
  }
}
