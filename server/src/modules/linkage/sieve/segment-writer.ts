import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { footer, magic, pageHeader, type Chunk, type RowGroup, type SegmentColumn } from './parquet-segment.ts';
import type { RowKernel } from './row-kernel.ts';

export type OnSegment = (path: string, rows: number) => void | Promise<void>;

const smallBytes = 65_536;
const placeNames = ['_line', '_off', '_len'];

/**
 * Writes the kernel's row groups into numbered Parquet files, PLAIN and uncompressed: a reader copies the values instead of parsing text.
 */
export class SegmentWriter {
  private readonly folder: string;
  private readonly segmentBytes: number;
  private readonly columns: SegmentColumn[];
  private readonly kernel: RowKernel;
  private readonly onSegment: OnSegment;
  /** Small pages on their way to the file. */
  private readonly gathered = Buffer.allocUnsafeSlow(4 * smallBytes);
  private gatheredBytes = 0;
  private file = -1;
  private path = '';
  private number = 0;
  private size = 0;
  private groups: RowGroup[] = [];

  constructor(folder: string, segmentBytes: number, columns: readonly SegmentColumn[], kernel: RowKernel, onSegment: OnSegment) {
    this.folder = folder;
    this.segmentBytes = segmentBytes;
    this.columns = [...placeNames.map((name): SegmentColumn => ({ name, kept: 'place', precision: 0, scale: 0 })), ...columns];
    this.kernel = kernel;
    this.onSegment = onSegment;
  }

  /** Writes the row group away; the kernel is empty afterwards. */
  async turn(last = false): Promise<void> {
    if (this.kernel.rows > 0) this.writeGroup();
    if (this.file >= 0 && (last || this.size >= this.segmentBytes)) await this.close();
  }

  /** Writes what is left. */
  finish(): Promise<void> { return this.turn(true); }

  /** Closes what is open after a failure. */
  dispose(): void {
    if (this.file >= 0) closeSync(this.file);
    this.file = -1;
  }

  private writeGroup(): void {
    const { kernel, columns } = this;
    if (this.file < 0) this.openNext();
    const { rows } = kernel;
    const chunks: Chunk[] = [];
    for (let i = 0; i < columns.length; i += 1) {
      const page = i < placeNames.length ? kernel.places(i) : kernel.page(i - placeNames.length);
      const offset = this.size;
      this.put(pageHeader(page.length, rows));
      this.put(page);
      chunks.push({ offset, bytes: this.size - offset });
    }
    this.groups.push({ rows, chunks });
    kernel.clear();
  }

  private openNext(): void {
    this.number += 1;
    this.path = join(this.folder, `segment-${String(this.number).padStart(5, '0')}.parquet`);
    this.file = openSync(this.path, 'w');
    this.size = 0;
    this.groups = [];
    this.put(magic);
  }

  private async close(): Promise<void> {
    this.put(footer(this.columns, this.groups));
    this.flush();
    closeSync(this.file);
    this.file = -1;
    await this.onSegment(this.path, this.groups.reduce((sum, group) => sum + group.rows, 0));
  }

  private put(bytes: Buffer): void {
    this.size += bytes.length;
    if (bytes.length > smallBytes) {
      this.flush();
      writeAll(this.file, bytes);
      return;
    }
    if (this.gatheredBytes + bytes.length > this.gathered.length) this.flush();
    this.gatheredBytes += bytes.copy(this.gathered, this.gatheredBytes);
  }

  private flush(): void {
    writeAll(this.file, this.gathered.subarray(0, this.gatheredBytes));
    this.gatheredBytes = 0;
  }
}

/** Written at once, since the kernel's page is overwritten by the next; the bytes go to the system's cache. */
function writeAll(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, bytes.length - at);
}
