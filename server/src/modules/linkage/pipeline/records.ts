import { open } from 'node:fs/promises';
import { isReadByNames, type Column, type Contract } from '@saphan/contracts/contract';
import type { Reject } from '@saphan/contracts/reject';
import { checkFileKind, sniffFile } from '../formats/sniff-format.ts';
import type { FixedColumn } from '../formats/fixed/open-fixed.ts';
import { openTabular } from '../formats/open-tabular.ts';
import { readFilePart, readHeader, resolveHeader, type ResolvedHeader } from '../sieve/index.ts';

/** As much of a file as its header, dialect and encoding are read from. */
export const HEAD_BYTES = 1024 * 1024;

/** What the sieve reads: bytes of delimited text, or CSV that an adapter made of another format. */
export interface Records {
  chunks: AsyncIterable<Buffer>;
  /** The file itself, when its bytes are what is read. */
  file: string | null;
  header: ResolvedHeader;
  /** The contract as these bytes are to be read: an adapter's CSV is UTF-8 with commas whatever the source is. */
  contract: Contract;
  prefixed: boolean;
  notes: { th: string; en: string }[];
  /** Records the adapter itself could not read. */
  rejects: Reject[];
  close(): Promise<void>;
}

/**
 * Opens a raw file for the sieve after looking at its content, not its name.
 *
 * @throws `linkage.format-mismatch`, `linkage.header-mismatch`, `linkage.empty-file`.
 */
export async function openRecords(contract: Contract, path: string, spillFolder: string): Promise<Records> {
  checkFileKind(await sniffFile(path), contract.source.format);
  if (contract.source.format !== 'csv') return openAdapted(contract, path, spillFolder);
  const header = readHeader(await readHead(path), contract);
  return { chunks: readFilePart(path, 0, Number.MAX_SAFE_INTEGER), file: path, header, contract, prefixed: false, notes: [], rejects: [], close: async () => undefined };
}

async function openAdapted(contract: Contract, path: string, spillFolder: string): Promise<Records> {
  const { source } = contract;
  const notes: Records['notes'] = [];
  const rejects: Reject[] = [];
  const calendars = new Map(contract.columns.map((column) => [column.source, column.calendar ?? source.calendar]));
  const reader = await openTabular(path, {
    source, columns: isReadByNames(source.format) ? contract.columns.map((column) => column.source) : null, places: contract.columns.filter(isPlaced), spillFolder,
    calendarOf: (name) => calendars.get(name) ?? source.calendar, onReject: (reject) => rejects.push(reject), onNote: (note) => notes.push(note),
  });
  try {
    const header = resolveHeader(await reader.readHeader(), contract);
    const asCsv: Contract = { ...contract, source: { ...source, encoding: 'utf-8', delimiter: ',', quote: '"', headerRow: 1, headerRows: 0, multiline: true } };
    return { chunks: reader.records(), file: null, header, contract: asCsv, prefixed: true, notes, rejects, close: () => reader.close() };
  } catch (error) {
    await reader.close();
    throw error;
  }
}

function isPlaced(column: Column): column is Column & FixedColumn {
  return column.place !== undefined;
}

/** The first bytes of a file ({@link HEAD_BYTES}), or all of it. */
export async function readHead(path: string, bytes = HEAD_BYTES): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
