import { connectorProblem } from '../problems.ts';
import type { FetchMark } from '#modules/linkage/index.ts';
import type { FileServer, RemoteFile } from './file-server.ts';
import { listedNameTest } from './name-pattern.ts';
import { fileServerProblem } from './problems.ts';

/** Which file of a folder is meant. */
export interface FileChoice { pattern: string; take: 'newest' | 'each' }

/**
 * The file to fetch now, or null when there is none that was not taken. `newest` is the one changed last; `each` is every file once, in the order
 * of the names, one at a fetch.
 * @throws `connectors.no-file-yet`, `connectors.name-refused`, `connectors.file-out-of-order`.
 */
export async function chooseFile(server: FileServer, choice: FileChoice, since: FetchMark | undefined): Promise<RemoteFile | null> {
  const files = (await server.list(listedNameTest(choice.pattern))).sort(byName);
  const taken = since && since['take'] === choice.take && typeof since['name'] === 'string' ? since : undefined;
  if (choice.take === 'each') return nextFile(files, taken, choice.pattern);
  const newest = files.reduce<RemoteFile | null>((best, each) => (best === null || each.modifiedMs >= best.modifiedMs ? each : best), null);
  if (!newest) throw noFile(choice.pattern);
  const isTaken = taken?.['name'] === newest.name && taken['bytes'] === newest.bytes && taken['version'] === newest.version;
  return isTaken ? null : newest;
}

/** What is remembered of a file that was taken; `seenMs` is the latest time among all that were. */
export function markOf(file: RemoteFile, take: FileChoice['take'], since: FetchMark | undefined, sha256: string): FetchMark {
  const seenMs = since?.['take'] === take ? Math.max(Number(since['seenMs'] ?? 0), file.modifiedMs) : file.modifiedMs;
  return { take, name: file.name, bytes: file.bytes, version: file.version, seenMs, sha256 };
}

function nextFile(files: readonly RemoteFile[], taken: FetchMark | undefined, pattern: string): RemoteFile | null {
  if (!taken && files.length === 0) throw noFile(pattern);
  const last = taken ? String(taken['name']) : null;
  // A file that came late under an early name would never be asked for: that must be heard.
  const late = last === null ? undefined : files.find((each) => each.name < last && each.modifiedMs > Number(taken?.['seenMs']));
  if (late) throw fileServerProblem('file-out-of-order', { name: late.name, detailTh: `${late.name} มาถึงหลัง ${last}`, detailEn: `${late.name} came after ${last}.` });
  return files.find((each) => last === null || each.name > last) ?? null;
}

function noFile(pattern: string): Error {
  return connectorProblem('no-file-yet', { pattern });
}

const byName = (a: RemoteFile, b: RemoteFile): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
