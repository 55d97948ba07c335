import type { Encoding } from '@saphan/contracts/contract';
import type { Decoder } from './decoder.ts';
import { TableDecoder } from './table-decoder.ts';
import { Utf16Decoder } from './utf16-decoder.ts';

class Utf8Decoder implements Decoder {
  readonly identity = true;
  readonly growth = 1;
  suspect = false;
  decode(raw: Buffer, target: Buffer, at: number): number {
    target.set(raw, at);
    return at + raw.length;
  }
  finish(_target: Buffer, at: number): number { return at; }
  rawLength(_decoded: Buffer, start: number, end: number): number { return end - start; }
  encode(decoded: Buffer, start: number, end: number, most: number): Buffer {
    return Buffer.from(decoded.subarray(start, Math.min(end, start + most)));
  }
  isForeign(): boolean { return false; }
}

/** The decoder of an encoding, for one file. */
export function decoderOf(encoding: Encoding): Decoder {
  if (encoding === 'utf-8') return new Utf8Decoder();
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return new Utf16Decoder(encoding === 'utf-16le');
  return new TableDecoder(encoding);
}
