import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { SourceShape } from '@saphan/contracts/contract';
import { recordEndIn } from '../../pipeline/raw-of-record.ts';
import { defaultSource } from '@saphan/contracts/odcs/defaults';
import { fileOf, readAll } from '../testing/read-all.ts';

const places = [{ source: 'รหัส', place: { start: 1, length: 3 } }, { source: 'ชื่อ', place: { start: 4, length: 8 } }, { source: 'ไร่', place: { start: 13, length: 4 } }];
const fixed = (content: string | Buffer, source: Partial<SourceShape> = {}) => readAll(fileOf(content), { format: 'fixed', encoding: 'windows-874', headerRows: 0, ...source }, { places });
const row = (code: string, name: string, area: string) => `${code.padEnd(3)}${name.padEnd(8)}|${area.padStart(4)}`;
const thai = (text: string) => iconv.encode(text, 'windows-874');

describe('lines of fixed width', () => {
  it.each([['\n', 'windows-874'], ['\r\n', 'windows-874'], ['\n', 'tis-620']] as const)('are cut by bytes, with line numbers and offsets (%j, %s)', async (end, encoding) => {
    const text = [row('001', 'สมชาย', '1.25'), '', row('002', 'ก', ''), row('', 'ข', '7')].join(end);
    const { header, lines, rejects } = await fixed(thai(text), { encoding });
    const at = (place: number) => thai(text.split(end).slice(0, place).join(end)).length + end.length;
    expect(header).toEqual(['รหัส', 'ชื่อ', 'ไร่']);
    expect([lines, rejects]).toEqual([[`1,0,001,สมชาย,1.25`, `3,${at(2)},002,ก,`, `4,${at(3)},,ข,7`], []]);
  });

  it('are cut by characters in UTF-8, behind a byte order mark and under a line of titles', async () => {
    const { lines } = await fixed(`\ufeffทะเบียน\n${row('001', 'สมชาย', '1')}\n`, { encoding: 'utf-8', unit: 'characters', headerRow: 2 });
    expect(lines).toEqual([`2,${Buffer.byteLength('\ufeffทะเบียน\n')},001,สมชาย,1`]);
  });

  it('without line ends are cut by their length; the last one may not be short', async () => {
    const { lines, rejects } = await fixed(thai(`${row('001', 'ก', '1')}${row('002', 'ข', '2')}003`), { recordLength: 16 });
    expect(lines).toEqual(['1,0,001,ก,1', '2,16,002,ข,2']);
    expect(rejects).toEqual([expect.objectContaining({ line: 3, byteOffset: 32, byteLength: 3, code: 'FIELD_MISSING' })]);
  });

  it('that end early, go on or hold strange bytes are rejected by themselves, with their bytes', async () => {
    const content = Buffer.concat([thai(`${row('001', 'ก', '1')}\n002\n${row('003', 'ข', '3')}x\n`), Buffer.from([0xfc]), thai(`${row('04', 'ค', '4').slice(1)}\n${row('005', 'ง', '5')}   \n`)]);
    const { lines, rejects } = await fixed(content);
    expect(lines.map((line) => line.split(',')[0])).toEqual(['1', '5']);
    expect(rejects.map(({ line, code, byteOffset, raw }) => [line, code, byteOffset, Buffer.from(raw)])).toEqual([
      [2, 'FIELD_MISSING', 17, Buffer.from('002')], [3, 'FIELD_EXTRA', 21, content.subarray(21, 38)], [4, 'ENC_INVALID', 39, content.subarray(39, 55)],
    ]);
  });

  it('that end early are filled where the contract says so', async () => {
    expect((await fixed('001\n002ABC\n', { shortLines: 'fill' })).lines).toEqual(['1,0,001,,', '2,4,002,ABC,']);
  });

  it('refuse to cut a letter of UTF-8 in two', async () => {
    const { rejects } = await fixed(`01ก${'x'.repeat(11)}\n`, { encoding: 'utf-8' });
    expect(rejects).toEqual([expect.objectContaining({ code: 'ENC_INVALID', detail: 'utf-8 · รหัส' })]);
  });

  it('of a gigabyte without line end take no memory', async () => {
    const { lines, rejects } = await fixed(Buffer.concat([thai(`${row('001', 'ก', '1')}\n`), Buffer.alloc(20_000_000, 'x'), thai(`\n${row('002', 'ข', '2')}\n`)]));
    expect(lines).toHaveLength(2);
    expect(rejects).toEqual([expect.objectContaining({ line: 2, byteOffset: 17, byteLength: 20_000_000, code: 'RECORD_TOO_LONG', rawCut: true })]);
  });
});

it('gives rows that a rule refuses their line as received', async () => {
  const endOf = await recordEndIn('', { ...defaultSource, format: 'fixed' });
  expect([endOf(Buffer.from('abc\r\nd')), endOf(Buffer.from('abc\nd')), endOf(Buffer.from('abc'))]).toEqual([3, 3, 3]);
  expect((await recordEndIn('', { ...defaultSource, format: 'fixed', recordLength: 2 }))(Buffer.from('abc'))).toBe(2);
});
