import { isUtf8 } from 'node:buffer';
import type { Encoding } from '@saphan/contracts/contract';
import { codePointsOf } from '../sieve/code-pages.ts';

/** Text of bytes, or null when a byte has no character in the encoding. */
export type DecodeText = (bytes: Uint8Array) => string | null;

/** Decodes short stretches of text strictly: nothing ever becomes U+FFFD. UTF-16 is not for formats whose fields are counted in bytes. */
export function textDecoder(encoding: Encoding): DecodeText {
  if (encoding === 'utf-8') return (bytes) => (isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8') : null);
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return () => null;
  const points = codePointsOf(encoding);
  return (bytes) => {
    let text = '';
    for (const byte of bytes) {
      const point = points[byte] as number;
      if (point < 0) return null;
      text += String.fromCharCode(point);
    }
    return text;
  };
}

/** Bytes without the part of a UTF-8 character that a narrow field cut at their end. */
export function wholeCharacters(bytes: Buffer): Buffer {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}
