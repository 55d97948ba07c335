import { readFileSync } from 'node:fs';

const names = ['VERIFY.txt', 'verify.sh'] as const;
let read: [string, Uint8Array][] | null = null;

/** The recipe that lies in every receipt: for the eye, and for a shell. */
export function recipeFiles(): [string, Uint8Array][] {
  read ??= names.map((name) => [name, readFileSync(new URL(`./recipe/${name}`, import.meta.url))]);
  return read;
}
