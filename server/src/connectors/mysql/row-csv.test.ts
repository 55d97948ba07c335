import { expect, it } from 'vitest';
import { type CellForm, RowCsv } from './row-csv.ts';

/** A row of the text protocol. */
function packetOf(cells: readonly (Buffer | null)[]): Buffer {
  return Buffer.concat(cells.flatMap((cell) => {
    if (cell === null) return [Buffer.from([0xfb])];
    const { length } = cell;
    const head = length < 0xfb ? Buffer.from([length]) : length < 0x10000 ? Buffer.from([0xfc, length & 255, length >> 8]) : Buffer.from([0xfd, length & 255, (length >> 8) & 255, length >> 16]);
    return [head, cell];
  }));
}

function write(forms: CellForm[], rows: (Buffer | string | null)[][], batchBytes?: number): { text: string; batches: number } {
  const batches: Buffer[] = [];
  const csv = new RowCsv(forms, (batch) => batches.push(batch), batchBytes);
  for (const row of rows) {
    const packet = Buffer.concat([Buffer.from('head'), packetOf(row.map((cell) => (typeof cell === 'string' ? Buffer.from(cell) : cell)))]);
    csv.row(packet, 4, packet.length);
  }
  csv.end();
  return { text: Buffer.concat(batches).toString(), batches: batches.length };
}

it('tells NULL from an empty text and quotes what needs it', () => {
  const { text } = write(['text', 'text', 'plain'], [['', null, '1'], ['ก"ข', 'a,b', null], ['x\ny', 'x\ry', '-1.50']]);
  expect(text).toBe('"",,1\n"ก""ข","a,b",\n"x\ny","x\ry",-1.50\n');
});

it('writes bytes as digits, bits as a number and no date as NULL', () => {
  const { text } = write(['hex', 'bits', 'date'], [[Buffer.from([0, 0xab]), Buffer.from([1]), '0000-00-00 00:00:00'], [Buffer.alloc(0), Buffer.alloc(8, 255), '2025-02-15']]);
  expect(text).toBe('00AB,1,\n"",18446744073709551615,2025-02-15\n');
});

it('gives cells of every length, in batches of any size', () => {
  const cells = [1, 250, 251, 65_535, 65_536, 70_000].map((length) => 'ab"'.repeat(length).slice(0, length));
  const expected = cells.map((cell) => (cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\n');
  for (const batchBytes of [16, 1000, 1 << 20]) expect(write(['text'], cells.map((cell) => [cell]), batchBytes).text).toBe(`${expected}\n`);
  expect(write(['text'], cells.map((cell) => [cell]), 1000).batches).toBeGreaterThan(3);
});
