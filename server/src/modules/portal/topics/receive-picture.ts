import type { Readable } from 'node:stream';
import { LARGEST_PICTURE } from '#modules/catalog/index.ts';
import { problem } from '../errors.ts';

/** The bytes of a small picture as they come in. @throws `portal.picture-too-large` as soon as they are too many, without taking the rest. */
export async function receivePicture(coming: Readable): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of coming as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > LARGEST_PICTURE) throw problem('picture-too-large', { most: LARGEST_PICTURE });
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
