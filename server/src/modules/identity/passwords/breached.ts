import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';

const HASH_CHARS = 40;
const LONGEST_LINE = 64;

/** Whether a password stands in a list of stolen ones. */
export type IsBreached = (password: string) => Promise<boolean>;

let common: Promise<ReadonlySet<string>> | undefined;

/** The built-in list: what people choose everywhere, from the dictionary of zxcvbn. Loaded when the first password is chosen. */
export async function isCommon(password: string): Promise<boolean> {
  common ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common'] as string[]));
  return (await common).has(password);
}

/**
 * Looks passwords up in a larger file as haveibeenpwned.com gives it: lines `SHA1:COUNT`, ordered by hash. Nothing is loaded: about
 * thirty small reads a question.
 *
 * @param file null for no such file.
 */
export function breachedIn(file: string | null): IsBreached {
  return async (password) => {
    if (file === null) return false;
    const wanted = createHash('sha1').update(password).digest('hex').toUpperCase();
    const handle = await open(file, 'r');
    try {
      return await search(handle, wanted, 0, (await handle.stat()).size);
    } finally {
      await handle.close();
    }
  };
}

/** Binary search by bytes: `from` is always the beginning of a line or inside one before the wanted hash. */
async function search(handle: FileHandle, wanted: string, from: number, to: number): Promise<boolean> {
  let [low, high] = [from, to];
  while (high - low > LONGEST_LINE) {
    const middle = low + ((high - low) >> 1);
    const found = await lineAfter(handle, middle);
    if (found !== null && found < wanted) low = middle;
    else if (found === wanted) return true;
    else high = middle;
  }
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONGEST_LINE * 3), 0, LONGEST_LINE * 3, Math.max(0, low - 1));
  return buffer.toString('latin1', 0, bytesRead).toUpperCase().split(/\r?\n/).some((line) => line.slice(0, HASH_CHARS) === wanted);
}

/** Hash of the first whole line after a place; null at the end. */
async function lineAfter(handle: FileHandle, at: number): Promise<string | null> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONGEST_LINE * 2), 0, LONGEST_LINE * 2, at);
  const text = buffer.toString('latin1', 0, bytesRead);
  const start = text.indexOf('\n') + 1;
  return start === 0 || text.length - start < HASH_CHARS ? null : text.slice(start, start + HASH_CHARS).toUpperCase();
}
