import { type FileHandle, open } from 'node:fs/promises';
import { moveChunk, readAt, writeFooter, type ColumnChunk, type ParquetFooter, type RowGroup } from './parquet-footer.ts';

/** A Parquet file to take bytes from. */
export interface SpliceSource { path: string; footer: ParquetFooter }

/** What a file is put together from: the first row groups of a former file, some of their columns from another file of as many rows, and behind them the row groups of a third. */
export interface Splice {
  former: SpliceSource;
  /** Row groups of the former file that stay. */
  groups: number;
  /** New values of some columns, row group by row group as in the former file. */
  columns: SpliceSource | null;
  /** Row groups with all columns that come behind. */
  tail: SpliceSource | null;
}

/** A chunk of long texts may be as large as a file: it goes through memory in pieces of this size. */
const PIECE_BYTES = 4 << 20;

/** Whether the sources fit together: the same columns lying in the same way, and the same rows in each row group. */
export function fits({ former, groups, columns, tail }: Splice): boolean {
  const forms = new Map(former.footer.columns.map(({ name, form }) => [name, form]));
  const alike = (source: SpliceSource): boolean => source.footer.columns.every(({ name, form }) => forms.get(name) === form);
  if (columns && !(alike(columns) && columns.footer.groups.length === groups && columns.footer.groups.every(({ rows }, i) => rows === former.footer.groups[i]?.rows))) return false;
  return !tail || (alike(tail) && tail.footer.columns.length === former.footer.columns.length && tail.footer.columns.every(({ name }, i) => name === former.footer.columns[i]?.name));
}

/** Writes the file: pages are copied as they are, so nothing that stays is decoded or encoded again. Flushing it is for whoever keeps it. */
export async function spliceFile(path: string, splice: Splice): Promise<void> {
  const sources = [splice.former, splice.columns, splice.tail].filter((source) => source !== null);
  const handles = new Map<SpliceSource, FileHandle>();
  const out = await open(path, 'wx');
  try {
    for (const source of sources) handles.set(source, await open(source.path));
    const pieces = new Pieces(out);
    await pieces.add(Buffer.from('PAR1'));
    const placed = await copyGroups(pieces, handles, splice);
    const groups = await copyFilters(pieces, handles, placed);
    await pieces.add(writeFooter(splice.former.footer, groups));
    await pieces.end();
  } finally {
    await out.close();
    for (const handle of handles.values()) await handle.close();
  }
}

interface Placed { group: RowGroup; chunks: { source: SpliceSource; from: ColumnChunk; at: number }[] }

async function copyGroups(pieces: Pieces, handles: ReadonlyMap<SpliceSource, FileHandle>, { former, groups, columns, tail }: Splice): Promise<Placed[]> {
  const renewed = new Map(columns?.footer.columns.map(({ name }, i) => [name, i]));
  const kept = former.footer.groups.slice(0, groups).map((group, g) => ({ group, taken: former.footer.columns.map(({ name }, i) => {
    const at = renewed.get(name);
    const chunk = columns && at !== undefined ? columns.footer.groups[g]?.chunks[at] : group.chunks[i];
    return { source: columns && at !== undefined ? columns : former, from: chunk as ColumnChunk };
  }) }));
  const behind = (tail?.footer.groups ?? []).map((group) => ({ group, taken: group.chunks.map((from) => ({ source: tail as SpliceSource, from })) }));
  const placed: Placed[] = [];
  for (const { group, taken } of [...kept, ...behind]) {
    const chunks: Placed['chunks'] = [];
    for (const { source, from } of taken) {
      chunks.push({ source, from, at: pieces.at });
      await pieces.copy(handles.get(source) as FileHandle, from);
    }
    placed.push({ group, chunks });
  }
  return placed;
}

/** Filters lie behind the pages of all row groups. */
async function copyFilters(pieces: Pieces, handles: ReadonlyMap<SpliceSource, FileHandle>, placed: readonly Placed[]): Promise<RowGroup[]> {
  const groups: RowGroup[] = [];
  for (const { group, chunks } of placed) {
    const moved: ColumnChunk[] = [];
    for (const { source, from, at } of chunks) {
      moved.push(moveChunk(from, at, from.filter && pieces.at));
      if (from.filter) await pieces.copy(handles.get(source) as FileHandle, from.filter);
    }
    groups.push({ ...group, chunks: moved });
  }
  return groups;
}

/** Writes small pieces together. */
class Pieces {
  at = 0;
  #waiting: Buffer[] = [];
  #bytes = 0;
  private readonly out: FileHandle;
  constructor(out: FileHandle) { this.out = out; }

  async add(piece: Buffer): Promise<void> {
    this.#waiting.push(piece);
    this.#bytes += piece.length;
    this.at += piece.length;
    if (this.#bytes >= PIECE_BYTES) await this.end();
  }

  async copy(from: FileHandle, { at, bytes }: { at: number; bytes: number }): Promise<void> {
    for (let done = 0; done < bytes; done += PIECE_BYTES) await this.add(await readAt(from, at + done, Math.min(PIECE_BYTES, bytes - done)));
  }

  async end(): Promise<void> {
    const waiting = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#bytes = 0;
    for (let done = 0; done < waiting.length;) done += (await this.out.write(waiting, done)).bytesWritten;
  }
}
