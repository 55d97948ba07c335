import type { Contract } from '@saphan/contracts/contract';
import type { Reject } from '@saphan/contracts/reject';
import type { ResolvedHeader } from './header.ts';
import { kept } from './field.ts';
import { SegmentWriter } from './segment-writer.ts';
import { SievePass } from './sieve-pass.ts';

export interface SieveProgress { bytesRead: number; rowsRead: number; rowsOk: number; rowsBad: number }

export interface SieveInput {
  /** Raw bytes as received, any chunking; a chunk is done with before the next is asked for. `idle`: no record is under way. */
  chunks: AsyncIterable<Buffer> | ((idle: () => boolean) => AsyncIterable<Buffer>);
  contract: Contract;
  header: ResolvedHeader;
  /** Records come from an adapter (XLSX, JSON, Parquet): UTF-8 CSV without header whose first two cells are line and byte offset. */
  prefixed?: boolean;
  /** The bytes are a later part of a file: they begin with a record, at this physical line and raw offset. */
  start?: { line: number; rawAt: number };
  /** A segment is closed once it has this many bytes. */
  segmentBytes: number;
  outDir: string;
  /** Called with each finished file of clean rows; the pass waits for the promise. */
  onSegment(path: string, rows: number): void | Promise<void>;
  /** Called with at most about 1,000 rejects or 1 MB of raw bytes; the pass waits. */
  onRejects(batch: Reject[]): Promise<void>;
  onProgress?(progress: SieveProgress): void;
  signal?: AbortSignal;
}

export interface SieveResult extends SieveProgress {
  /** Physical lines, blank and header lines included. */
  lines: number;
  /** Contract columns in the order of the clean rows (contract order), after `_line`, `_off`, `_len`. */
  columns: string[];
  /** Source columns that were skipped. */
  extraColumns: string[];
  /** Spellings read per date or timestamp column. `beforeReform`: January–March until 1940, when the year began on 1 April. */
  calendarShare: Record<string, { be: number; ce: number; beforeReform: number }>;
}

const slabBytes = 1_048_576;
const progressMs = 100;

/**
 * Splits a byte stream into clean Parquet segments and exact rejects, in one pass and bounded memory.
 *
 * Clean rows are `_line, _off, _len, cells…`, typed and normalised; booleans are 0 and 1, decimals of more than 18 digits text.
 * Lines are physical and 1-based, offsets count raw bytes as received. Rules: docs/specs/SPN-SIEVE.md.
 */
export async function sieve(input: SieveInput): Promise<SieveResult> {
  const { contract, header, signal } = input;
  const pass = new SievePass(contract, header, input.prefixed === true, slabBytes, input.start);
  const chunks = typeof input.chunks === 'function' ? input.chunks(() => pass.idle) : input.chunks;
  const columns = pass.writer.fields.map(({ column, kept: how, precision, scale }) => ({ name: column.name, kept: how, precision, scale }));
  const segments = new SegmentWriter(input.outDir, input.segmentBytes, columns, pass.kernel, input.onSegment);
  let toldAt = 0;
  try {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length;) {
        signal?.throwIfAborted();
        at += pass.append(chunk, at);
        await drain(pass, segments, input, false);
      }
      if (input.onProgress && performance.now() - toldAt > progressMs) { input.onProgress(progressOf(pass)); toldAt = performance.now(); }
    }
    signal?.throwIfAborted();
    pass.window.finish();
    await drain(pass, segments, input, true);
    if (pass.rejects.size > 0) await input.onRejects(pass.rejects.take());
    await segments.finish();
  } finally {
    segments.dispose();
  }
  input.onProgress?.(progressOf(pass));
  return { ...progressOf(pass), lines: pass.window.line - 1, columns: contract.columns.map((column) => column.name), extraColumns: header.extra, calendarShare: sharesOf(pass) };
}

async function drain(pass: SievePass, segments: SegmentWriter, input: SieveInput, final: boolean): Promise<void> {
  for (;;) {
    const wanted = pass.step(final);
    if (wanted === 'input') return;
    if (wanted === 'output') await segments.turn();
    else await input.onRejects(pass.rejects.take());
  }
}

function progressOf(pass: SievePass): SieveProgress {
  return { bytesRead: pass.window.bytesRead, ...pass.counts };
}

function sharesOf({ writer, kernel }: SievePass): SieveResult['calendarShare'] {
  return Object.fromEntries(writer.fields.flatMap(({ column, dates, kept: how }, i) => {
    if (!dates) return [];
    const plain = how === kept.date ? kernel.eras(i) : { be: 0, ce: 0, beforeReform: 0 };
    return [[column.name, { be: dates.be + plain.be, ce: dates.ce + plain.ce, beforeReform: dates.beforeReform + plain.beforeReform }]];
  }));
}
