import { Duplex } from 'node:stream';
import type { Connection } from 'pg';
import { expect, it } from 'vitest';
import { CopyStream } from './copy-stream.ts';

function message(kind: string, body: string): Buffer {
  const bytes = Buffer.from(body);
  const head = Buffer.alloc(5, kind);
  head.writeUInt32BE(bytes.length + 4, 1);
  return Buffer.concat([head, bytes]);
}

const rows = Array.from({ length: 40 }, (_, i) => `${i},${'ก'.repeat(i % 7)}\n`);
const begun = [message('H', 'x\0\0'), ...rows.map((row, i) => (i === 20 ? Buffer.concat([message('N', 'a notice'), message('d', row)]) : message('d', row)))];
const done = [message('c', ''), message('C', 'COPY 40\0'), message('Z', 'I')];

/** A line that brings the bytes in pieces of one size, and a driver that notes what it is given back. */
function copyOf(wire: Buffer, pieceBytes: number): { copy: CopyStream; toDriver: () => string } {
  let at = 0;
  const line = new Duplex({ read() { this.push(at >= wire.length ? null : Buffer.from(wire.subarray(at, at += pieceBytes))); }, write: (_piece, _encoding, next) => next() });
  const copy = new CopyStream('copy t to stdout');
  let heard = '';
  line.on('data', (piece: Buffer) => {
    heard += piece.toString('latin1');
    if (heard.startsWith('E')) copy.handleError(new Error('refused'));
    else if (heard.endsWith('I') && heard.includes('COPY 40')) { copy.handleCommandComplete({ text: 'COPY 40' }); copy.handleReadyForQuery(); }
  });
  copy.submit({ stream: line, query: () => undefined } as unknown as Connection);
  return { copy, toDriver: () => heard };
}

async function textOf(copy: CopyStream): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of copy) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}

it.each([1, 2, 3, 5, 7, 16, 61, 4096])('gives the rows alone when the line brings %i bytes at a time', async (pieceBytes) => {
  const { copy, toDriver } = copyOf(Buffer.concat([...begun, ...done]), pieceBytes);
  expect(await textOf(copy)).toBe(rows.join(''));
  expect(copy.rowCount).toBe(40);
  expect(toDriver()).toBe(Buffer.concat(done).toString('latin1'));
});

it.each([1, 6, 4096])('breaks when the server refuses midway, and never ends as if all had come (%i bytes)', async (pieceBytes) => {
  const { copy } = copyOf(Buffer.concat([...begun.slice(0, 9), message('E', 'SERROR\0\0')]), pieceBytes);
  await expect(textOf(copy)).rejects.toThrow('refused');
  expect(copy.rowCount).toBeNull();
});
