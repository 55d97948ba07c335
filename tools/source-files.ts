import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** Folder of the clone. */
export const root = resolve(import.meta.dirname, '..');

const ROOMS = ['contracts', 'client', 'server', 'web', 'sample', 'bench', 'tests', 'tools'];
const SKIPPED = new Set(['node_modules', 'dist', '.runtime', 'data', 'coverage']);

/** Whether a file was written by a program and is only compared, not read. */
export const isGenerated = (file: string): boolean => /\.gen\.tsx?$/.test(file);
/** Whether a file only runs in tests. */
export const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file) || file.startsWith('tests/') || file.includes('/testing/');

/**
 * Lists files of the rooms, paths relative to the clone with `/`.
 *
 * @param pattern what the path must match, e.g. `/\.tsx?$/`.
 */
export function listFiles(pattern: RegExp, rooms: readonly string[] = ROOMS): string[] {
  return rooms.flatMap((room) => walk(join(root, room))).map((file) => relative(root, file)).filter((file) => pattern.test(file)).sort();
}

/** TypeScript that people wrote: no generated files, no declarations of foreign packages. */
export function listSources(rooms?: readonly string[]): string[] {
  return listFiles(/\.tsx?$/, rooms).filter((file) => !isGenerated(file) && !file.endsWith('.d.ts'));
}

/** Text of a file named relative to the clone. */
export const readSource = (file: string): string => readFileSync(join(root, file), 'utf8');

function walk(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : walk(join(folder, entry.name));
    return entry.isFile() ? [join(folder, entry.name)] : [];
  });
}
