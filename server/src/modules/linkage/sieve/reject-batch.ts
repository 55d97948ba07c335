import { isUtf8 } from 'node:buffer';
import type { Reject } from '@saphan/contracts/reject';
import type { Decoder } from './decoder.ts';

/** Raw bytes kept of a rejected record. */
export const keptRawBytes = 8192;
const batchRows = 1000;
const batchBytes = 1_048_576;

/** Rejects on their way to quarantine, bounded in number and bytes. */
export class RejectBatch {
  private rejects: Reject[] = [];
  private bytes = 0;

  get full(): boolean { return this.rejects.length >= batchRows || this.bytes >= batchBytes; }
  get size(): number { return this.rejects.length; }

  add(reject: Reject): void {
    this.rejects.push(reject);
    this.bytes += reject.raw.length;
  }

  take(): Reject[] {
    const taken = this.rejects;
    this.rejects = [];
    this.bytes = 0;
    return taken;
  }
}

/** Place and raw bytes (as `0xFC`) of the first sequence that is no character of the encoding. */
export function describeBadBytes(decoded: Buffer, start: number, end: number, decoder: Decoder): { at: number; detail: string } {
  for (let p = start; p < end;) {
    const stop = Math.min(end, p + widthOf(decoded[p] as number));
    if (!isUtf8(decoded.subarray(p, stop))) return { at: p, detail: `0x${decoder.encode(decoded, p, stop, 2).toString('hex', 0, decoder.identity ? 1 : 2).toUpperCase()}` };
    p = stop;
  }
  return { at: start, detail: `0x${decoder.encode(decoded, start, end, 8).toString('hex').toUpperCase()}` };
}

function widthOf(first: number): number {
  if (first < 0xc0) return 1;
  if (first < 0xe0 || first === 0xfe) return 2;
  return first < 0xf0 || first === 0xfd ? 3 : 4;
}
