import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceShape } from '@saphan/contracts/contract';
import { defaultSource } from '@saphan/contracts/odcs/defaults';
import type { Reject } from '@saphan/contracts/reject';
import { openTabular, type TabularOptions } from '../open-tabular.ts';

const folder = mkdtempSync(join(tmpdir(), 'saphan-formats-'));
let made = 0;

/** Writes bytes to a file of their own. */
export function fileOf(bytes: string | Uint8Array): string {
  made += 1;
  const path = join(folder, `file-${made}`);
  writeFileSync(path, bytes);
  return path;
}

export interface AllRead { header: string[]; lines: string[]; rejects: Reject[]; notes: string[] }

/** Everything a reader gives for a file: lines are `line,offset,cells…` as the sieve receives them. */
export async function readAll(path: string, source: Partial<SourceShape> & Pick<SourceShape, 'format'>, options: Partial<TabularOptions> = {}): Promise<AllRead> {
  const [rejects, notes]: [Reject[], string[]] = [[], []];
  const reader = await openTabular(path, { source: { ...defaultSource, ...source }, columns: null, onReject: (reject) => rejects.push(reject), onNote: (note) => notes.push(note.en), ...options });
  try {
    const header = await reader.readHeader();
    const pieces: Buffer[] = [];
    for await (const piece of reader.records()) pieces.push(piece);
    return { header, lines: Buffer.concat(pieces).toString('utf8').split('\n').slice(0, -1), rejects, notes };
  } finally {
    await reader.close();
  }
}
