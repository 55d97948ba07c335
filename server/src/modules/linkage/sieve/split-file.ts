import { open } from 'node:fs/promises';

const chunkBytes = 1_048_576;
const LF = 0x0a;
const CR = 0x0d;

/** Reads [from, to) of a file into one buffer, over and over: whoever takes a chunk is done with it before the next. */
export async function* readPart(path: string, from: number, to: number): AsyncGenerator<Buffer> {
  const file = await open(path);
  const buffer = Buffer.allocUnsafeSlow(chunkBytes);
  try {
    for (let at = from; at < to;) {
      const { bytesRead } = await file.read(buffer, 0, Math.min(chunkBytes, to - at), at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** The place behind the first line feed at or after `from`; `size` when there is none within a chunk. */
export async function lineStartAfter(path: string, from: number, size: number): Promise<number> {
  for await (const chunk of readPart(path, from, Math.min(size, from + chunkBytes))) {
    const at = chunk.indexOf(LF);
    return at < 0 ? size : from + at + 1;
  }
  return size;
}

/** Line breaks (CR, LF or CR LF) before `to`, which stands behind a line feed. */
export async function countBreaks(path: string, to: number): Promise<number> {
  let count = 0;
  let afterCr = false;
  for await (const chunk of readPart(path, 0, to)) {
    if (!afterCr && !chunk.includes(CR)) {
      for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, at + 1)) count += 1;
      continue;
    }
    for (const byte of chunk) {
      if (byte === CR || (byte === LF && !afterCr)) count += 1;
      afterCr = byte === CR;
    }
  }
  return count;
}
