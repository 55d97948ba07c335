import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

export type OnSegment = (path: string, rows: number) => void | Promise<void>;

/** Bytes to fill, and the same bytes as words. */
export interface OutputBuffer { bytes: Buffer; view: DataView }

function outputBuffer(length: number): OutputBuffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  return { bytes, view: new DataView(bytes.buffer) };
}

/**
 * Writes clean rows into numbered files. The pass fills one buffer while the other is on its way to the disk; at most one finished
 * segment waits for its reader.
 */
export class SegmentWriter {
  /** Bytes to fill from `used`; a row is never split over two segments. */
  output: OutputBuffer;
  used = 0;
  rows = 0;
  private spare: OutputBuffer;
  private readonly folder: string;
  private readonly segmentBytes: number;
  private readonly onSegment: OnSegment;
  private file: FileHandle | null = null;
  private path = '';
  private number = 0;
  private size = 0;
  private writing: Promise<void> = Promise.resolve();
  private delivering: Promise<void> = Promise.resolve();

  constructor(folder: string, segmentBytes: number, bufferBytes: number, onSegment: OnSegment) {
    this.folder = folder;
    this.segmentBytes = segmentBytes;
    this.onSegment = onSegment;
    this.output = outputBuffer(bufferBytes);
    this.spare = outputBuffer(bufferBytes);
  }

  /** Sends the filled buffer away and gives an empty one. */
  async turn(last = false): Promise<void> {
    await this.writing;
    const { output, used, rows } = this;
    this.size += used;
    const closes = last || this.size >= this.segmentBytes;
    this.output = this.spare;
    this.spare = output;
    this.used = 0;
    if (closes) { this.size = 0; this.rows = 0; }
    this.writing = this.send(output.bytes, used, closes ? rows : null);
    this.writing.catch(() => {}); // awaited by the next turn
  }

  /** Makes the empty buffer large enough for one record. */
  reserve(bytes: number): void {
    if (this.used === 0 && this.output.bytes.length < bytes) this.output = outputBuffer(bytes);
  }

  private async send(buffer: Buffer, used: number, rows: number | null): Promise<void> {
    if (used > 0) {
      if (this.file === null) await this.openNext();
      await writeAll(this.file as unknown as FileHandle, buffer, used);
    }
    if (rows === null || this.file === null) return;
    await this.file.close();
    this.file = null;
    await this.delivering;
    this.delivering = Promise.resolve(this.onSegment(this.path, rows));
    this.delivering.catch(() => {}); // awaited before the next delivery and at the end
  }

  private async openNext(): Promise<void> {
    this.number += 1;
    this.path = join(this.folder, `segment-${String(this.number).padStart(5, '0')}.csv`);
    this.file = await open(this.path, 'w');
  }

  /** Writes what is left and waits until the last segment was taken. */
  async finish(): Promise<void> {
    await this.turn(true);
    await this.writing;
    await this.delivering;
  }

  /** Closes what is open after a failure. */
  async dispose(): Promise<void> {
    await this.writing.catch(() => {});
    await this.delivering.catch(() => {});
    await this.file?.close().catch(() => {});
    this.file = null;
  }
}

async function writeAll(file: FileHandle, buffer: Buffer, length: number): Promise<void> {
  for (let at = 0; at < length;) at += (await file.write(buffer, at, length - at)).bytesWritten;
}
