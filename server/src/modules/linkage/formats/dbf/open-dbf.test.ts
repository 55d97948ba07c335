import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { dbfEncoding } from '../../draft/dbf-encoding.ts';
import { fileOf, readAll } from '../testing/read-all.ts';
import { sniffFile } from '../sniff-format.ts';
import { dbfBytes, type DbfColumn } from '../testing/dbf-bytes.ts';

const problem = (code: string, detailEn: string | RegExp = '') => expect.objectContaining({ code: `linkage.${code}`, retry: 'data', fields: expect.objectContaining({ detailEn: expect.stringMatching(detailEn) }) });
const columns: DbfColumn[] = [['CODE', 'C', 6], ['ชื่อ', 'C', 20], ['AREA', 'N', 10], ['ON', 'D', 8], ['OK', 'L', 1]];
const rows = [['F00001', 'สมชาย', '1.25', '25680101', 'T'], ['F00002', 'สมหญิง', '*****', '', '?'], ['F00003', '', '-3', '20250228', 'f']];
const lineOf = (lines: string[]) => lines.map((line) => line.split(',').slice(2).join(','));

describe('a DBF table', () => {
  it('gives texts, numbers, dates and truth values; absent ones are absent', async () => {
    const path = fileOf(dbfBytes(columns, rows));
    expect(await sniffFile(path)).toBe('dbf');
    const { header, lines } = await readAll(path, { format: 'dbf', encoding: 'windows-874' });
    expect(header).toEqual(['CODE', 'ชื่อ', 'AREA', 'ON', 'OK']);
    expect(lines).toEqual(['1,193,F00001,สมชาย,1.25,2568-01-01,true', '2,239,F00002,สมหญิง,*****,,', '3,285,F00003,,-3,2025-02-28,false'].map((line) => line.replace(/,(\d{3}),/, (_all, at) => `,${at},`)));
  });

  it('leaves out records marked as deleted, and says how many', async () => {
    const { lines, notes } = await readAll(fileOf(dbfBytes(columns, rows, { deleted: [1] })), { format: 'dbf', encoding: 'windows-874' });
    expect([lines.map((line) => line.split(',')[0]), notes]).toEqual([['1', '3'], ['1 records that the source has marked as deleted were left out.']]);
  });

  it('reads the binary columns of Visual FoxPro, and long texts of Clipper', async () => {
    const number = Buffer.alloc(4);
    number.writeInt32LE(-77);
    const money = Buffer.alloc(8);
    money.writeBigInt64LE(-12_345n);
    const double = Buffer.alloc(8);
    double.writeDoubleLE(0.125);
    const instant = Buffer.alloc(8);
    instant.writeInt32LE(2_460_677);
    instant.writeInt32LE(30_600_000, 4);
    const path = fileOf(dbfBytes([['I', 'I', 4], ['Y', 'Y', 8], ['B', 'B', 8], ['T', 'T', 8], ['LONG', 'C', 300]], [[number, money, double, instant, 'x'.repeat(300)]], { version: 0x30 }));
    expect(lineOf((await readAll(path, { format: 'dbf' })).lines)).toEqual([`-77,-1.2345,0.125,2025-01-01T08:30:00,${'x'.repeat(300)}`]);
  });

  it('rejects a record whose text is not in the encoding, byte for byte, and goes on', async () => {
    const bytes = dbfBytes(columns, rows, { encoding: 'utf8' });
    const broken = Buffer.from(bytes);
    broken[bytes.indexOf('F00002') + 7] = 0xff;
    const { lines, rejects } = await readAll(fileOf(broken), { format: 'dbf', encoding: 'utf-8' });
    expect(lines.map((line) => line.split(',')[0])).toEqual(['1', '3']);
    expect(rejects).toEqual([expect.objectContaining({ line: 2, byteOffset: bytes.indexOf('F00002') - 1, byteLength: 46, code: 'ENC_INVALID', rawCut: false })]);
    expect(Buffer.from(rejects[0]!.raw)).toEqual(broken.subarray(bytes.indexOf('F00002') - 1, bytes.indexOf('F00002') + 45));
  });

  it.each([
    ['0x50 says 874', { driver: 0x50 }, 'windows-874'], ['0x7C says 874', { driver: 0x7c }, 'windows-874'], ['no driver, Thai bytes', { driver: 0 }, 'windows-874'],
    ['a Western driver, Thai bytes', { driver: 3 }, 'windows-874'], ['a Thai driver, UTF-8 bytes', { driver: 0x50, encoding: 'utf8' }, 'utf-8'],
  ] as const)('is drafted in its encoding: %s', async (_what, how, encoding) => {
    expect(await dbfEncoding(fileOf(dbfBytes(columns, rows, how)))).toMatchObject({ encoding });
  });
});

describe('a DBF table that cannot be read', () => {
  const good = dbfBytes(columns, rows);
  const changed = (change: (bytes: Buffer) => void) => { const bytes = Buffer.from(good); change(bytes); return bytes; };
  it.each([
    ['cut short', good.subarray(0, -30), 'dbf-broken', /counts 3 records; only 2/], ['cut in its head', good.subarray(0, 80), 'dbf-broken', /cut off/],
    ['with columns that do not add up', changed((bytes) => { bytes[32 + 16] = 9; }), 'dbf-broken', /columns take/],
    ['with a record out of step', changed((bytes) => { bytes[bytes.indexOf('F00002') - 1] = 0x41; }), 'dbf-broken', /Record 2/],
    ['with a count of billions', changed((bytes) => bytes.writeUInt32LE(4_000_000_000, 4)), 'dbf-broken', /counts 4000000000/],
    ['with a memo column', dbfBytes([['ID', 'C', 3], ['NOTE', 'M', 10]], [['1', '0000000001']], { version: 0x83 }), 'dbf-not-readable', /NOTE are memos/],
    ['encrypted', changed((bytes) => { bytes[15] = 1; }), 'dbf-not-readable', /encrypted/], ['with a strange column', dbfBytes([['X', 'Q', 3]], [['1']]), 'dbf-not-readable', /“Q”/],
  ])('is refused with words: %s', async (_what, bytes, code, said) => {
    await expect(readAll(fileOf(bytes), { format: 'dbf', encoding: 'windows-874' })).rejects.toThrow(problem(code, said));
  });
});

it('of Windows-874 keeps every letter', async () => {
  const letters = iconv.decode(Buffer.from(Array.from({ length: 58 }, (_, i) => 0xa1 + i)), 'windows-874');
  const { lines } = await readAll(fileOf(dbfBytes([['T', 'C', 60]], [[letters]])), { format: 'dbf', encoding: 'windows-874' });
  expect(lineOf(lines)).toEqual([letters]);
});
