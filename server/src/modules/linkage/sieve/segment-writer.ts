import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

export type OnSegment = (path: string, rows: number) => void | Promise<void>;

/**
 * Writes clean rows into numbered files. The pass fills one buffer while the other is on its way to the disk; at most one finished
 * segment waits for its reader.
 */
export class SegmentWriter {
  /** Bytes to fill from `used`; a row is never split over two segments. */
  buffer: Buffer;
  used = 0;
  rows = 0;
  private spare: Buffer;
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
    this.buffer = Buffer.allocUnsafeSlow(bufferBytes);
    this.spare = Buffer.allocUnsafeSlow(bufferBytes);
  }

  /** Sends the filled buffer away and gives an empty one. */
  async turn(last = false): Promise<void> {
    await this.writing;
    const { buffer, used, rows } = this;
    this.size += used;
    const closes = last || this.size >= this.segmentBytes;
    this.buffer = this.spare;
    this.spare = buffer;
    this.used = 0;
    if (closes) { this.size = 0; this.rows = 0; }
    this.writing = this.send(buffer, used, closes ? rows : null);
    this.writing.catch(() => {}); // awaited by the next turn
  }

  /** Makes the empty buffer large enough for one record. */
  reserve(bytes: number): void {
    if (this.used === 0 && this.buffer.length < bytes) this.buffer = Buffer.allocUnsafeSlow(bytes);
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
