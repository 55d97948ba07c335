import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { checkFileKind, sniffFile, sniffFormat } from './sniff-format.ts';

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const ole = (name: string) => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from(`${name}\0`, 'utf16le'), Buffer.alloc(100)]);
const dbf = Buffer.concat([Buffer.from([3, 126, 11, 21, 1, 0, 0, 0, 65, 0, 12, 0]), Buffer.alloc(52), Buffer.from([0x0d]), Buffer.alloc(40, 32)]);

it.each([
  ['csv', 'รหัส,ชื่อ\n1,ก\n'], ['csv', '[id],name\n1,a\n'], ['csv', '{id},x\n'], ['csv', 'x'], ['csv', utf16('รหัส\tชื่อ\r\n')], ['csv', Buffer.from('\ufeffid;a\n')],
  ['csv', Buffer.from('a,b\n1,\0x\n2,y plus more text so that one zero is not much\n')], ['csv', Buffer.from('รหัส\tชื่อ\r\n1\tก', 'utf16le')],
  ['json', '[{"id":1}]'], ['json', ' \n[ ]'], ['json', '{"total":1,"data":[{"id":1}]}'], ['json', `{"type":"FeatureCollection","features":[{"a":${'1'.repeat(10)}`],
  ['ndjson', '{"id":1}\n{"id":2}\n'], ['ndjson', '{"id":1,"tags":[]}\n{"id":2}\n'], ['ndjson', '{"id":1}'],
  ['parquet', 'PAR1\0\0'], ['parquet-encrypted', 'PARE'], ['empty', ''], ['pdf', '%PDF-1.7'], ['gzip', gzipSync('id,name\n')],
  ['html', '<!DOCTYPE html><html><body>Service unavailable'], ['html', '\n\n<HTML >'], ['html', '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html>'], ['html', '<table border=1><tr>'],
  ['xml', '<?xml version="1.0"?><rows/>'], ['xml', '<rows><row/></rows>'],
  ['zip', 'PK\x03\x04 data.csv'], ['word', 'PK\x03\x04[Content_Types].xml word/document.xml'], ['xlsx', 'PK\x03\x04[Content_Types].xml xl/workbook.xml'], ['xlsb', 'PK\x03\x04 xl/workbook.bin'],
  ['ods', 'PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK'],
  ['protected-workbook', ole('EncryptedPackage')], ['xls', ole('Workbook')], ['xls', ole('Book')], ['word', ole('WordDocument')], ['office-legacy', ole('x')],
  ['image', Buffer.from('89504e470d0a1a0a', 'hex')], ['image', Buffer.from('ffd8ffe0', 'hex')], ['sqlite', 'SQLite format 3\0'], ['dbf', dbf], ['json-utf16', utf16('[{"id":1}]')],
  ['binary', Buffer.from(Array.from({ length: 2000 }, (_, each) => (each * 7919) % 256))],
])('knows %s by its content', (kind, content) => {
  expect(sniffFormat(typeof content === 'string' ? Buffer.from(content) : content)).toBe(kind);
});

it('finds the directory of a compound file wherever it lies', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'saphan-sniff-')), 'renamed.csv');
  const file = Buffer.alloc(512 * 1000);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(900, 48);
  Buffer.from('EncryptedPackage\0', 'utf16le').copy(file, 901 * 512);
  await writeFile(path, file);
  expect(await sniffFile(path)).toBe('protected-workbook');
});

it('says what a renamed file really is', () => {
  expect(() => checkFileKind('csv', 'xlsx')).toThrow(expect.objectContaining({ code: 'linkage.format-mismatch', fields: expect.objectContaining({ expected: 'xlsx', received: 'csv' }) }));
  expect(() => checkFileKind('xlsx', 'csv')).toThrow(expect.objectContaining({ code: 'linkage.format-mismatch' }));
  expect(() => checkFileKind('html', 'csv')).toThrow(expect.objectContaining({ code: 'linkage.file-kind-refused', fields: expect.objectContaining({ detailTh: expect.stringContaining('หน้าเว็บ') }) }));
  expect(() => checkFileKind('protected-workbook', null)).toThrow(expect.objectContaining({ code: 'linkage.workbook-protected' }));
  expect(() => checkFileKind('empty', null)).toThrow(expect.objectContaining({ code: 'linkage.empty-file' }));
  expect(checkFileKind('ndjson', 'json')).toBe('json');
  expect(checkFileKind('csv', 'fixed')).toBe('fixed');
  expect(checkFileKind('xlsx', null)).toBe('xlsx');
});
