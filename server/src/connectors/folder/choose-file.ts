import type { BigIntStats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { isUnfinished, patternTest } from '../files/name-pattern.ts';
import { connectorProblem } from '../problems.ts';

/** A file that may be read: its real path, behind every symbolic link, and what it looked like. */
export interface ChosenFile { path: string; stats: BigIntStats }

/**
 * The file itself, or the newest file of a folder whose name fits the pattern (`*` any letters, `?` one).
 * @param roots folders, already real, outside of which nothing is read; symbolic links are followed before the check.
 * @throws `connectors.path-missing`, `connectors.no-file-yet`, `connectors.path-refused`, `connectors.path-unreadable`.
 */
export async function chooseFile(path: string, pattern: string, roots: readonly string[]): Promise<ChosenFile> {
  const { path: real, stats } = await inside(path, roots);
  if (stats.isFile()) return { path: real, stats };
  if (!stats.isDirectory()) throw connectorProblem('path-refused', { path });
  const names = await readdir(real).catch((error: unknown) => { throw unreadable(error, path); });
  const fits = patternTest(pattern);
  let newest: ChosenFile | null = null;
  for (const name of names.filter((each) => fits(each) && !isUnfinished(each)).sort()) {
    const found = await inside(join(real, name), roots).catch((error: unknown) => skipGone(error));
    if (found?.stats.isFile() && (!newest || found.stats.mtimeNs >= newest.stats.mtimeNs)) newest = found;
  }
  if (!newest) throw connectorProblem('no-file-yet', { path, pattern });
  return newest;
}

/** Real path of a configured root; a root that is not there allows nothing. */
export async function realRoots(roots: readonly string[]): Promise<string[]> {
  const real = await Promise.all(roots.map((root) => realpath(root).catch(() => null)));
  return real.filter((root) => root !== null);
}

async function inside(path: string, roots: readonly string[]): Promise<ChosenFile> {
  const real = await realpath(path).catch((error: unknown) => { throw unreadable(error, path); });
  if (!roots.some((root) => real === root || real.startsWith(root.endsWith(sep) ? root : root + sep))) {
    throw connectorProblem('path-refused', { path, detailTh: `${path} อยู่นอกโฟลเดอร์ที่อนุญาต`, detailEn: `${path} leads outside the allowed folders.` });
  }
  return { path: real, stats: await stat(real, { bigint: true }).catch((error: unknown) => { throw unreadable(error, path); }) };
}

/** A file that vanished between listing and looking is none; hidden and temporary names never fit. */
function skipGone(error: unknown): null {
  if ((error as { code?: string }).code === 'connectors.path-missing') return null;
  throw error;
}

/** A file system error on a source path as a problem. */
export function unreadable(error: unknown, path: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return connectorProblem('path-missing', { path }, { cause: error });
  if (code === 'EACCES' || code === 'EPERM' || code === 'ELOOP') return connectorProblem('path-unreadable', { path }, { cause: error });
  return error;
}
