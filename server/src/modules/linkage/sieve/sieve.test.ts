import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { codePointsOf } from './code-pages.ts';
import { readHeader, resolveHeader } from './index.ts';
import { cellsOf, columnOf, contractOf, sift } from './testing/run-sieve.ts';

const ab = [columnOf('a', 'text'), columnOf('b', 'text')];
const codes = (rejects: { line: number; code: string }[]): string[] => rejects.map((reject) => `${reject.line} ${reject.code}`);
const text = (body: string): Buffer => Buffer.from(`a,b\n${body}`);

describe('structure', () => {
  test.each([
    ['comma in quotes', '"1,2",x\n', ['"1,2",x']],
    ['doubled quotes', '"say ""hi""",x\n', ['"say ""hi""",x']],
    ['needless quotes', '"1","2"\n', ['1,2']],
    ['empty cells', ',\n"",""\n', [',', ',']],
    ['CR, LF and CRLF', '1,2\r3,4\r\n5,6\n', ['1,2', '3,4', '5,6']],
    ['no final newline', '1,2\n3,4', ['1,2', '3,4']],
    ['blank lines', '\n1,2\n\r\n\n3,4\n\n', ['1,2', '3,4']],
  ])('reads %s', async (_name, body, rows) => {
    const { clean, rejects } = await sift(text(body), contractOf(ab));
    expect(cellsOf(clean)).toEqual(rows);
    expect(rejects).toEqual([]);
  });

  test('keeps line breaks inside quoted cells and counts physical lines over them', async () => {
    const { clean, rejects } = await sift(text('"1\r\n2",x\n3\n"4\n5",y\n'), contractOf(ab));
    expect(clean).toBe('2,4,8,"1\r\n2",x\n5,15,7,"4\n5",y\n');
    expect(codes(rejects)).toEqual(['4 FIELD_MISSING']);
  });

  test('loses no row behind a quote that is never closed', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => `${i},"ก, ${i}"`);
    const bad = rows.with(10, '10,"ก').with(30, '30,"ก');
    const { clean, rejects } = await sift(text(`${bad.join('\n')}\n`), contractOf(ab));
    expect(codes(rejects)).toEqual(['12 UNTERMINATED_QUOTE', '32 UNTERMINATED_QUOTE']);
    expect(cellsOf(clean)).toHaveLength(48);
  });

  test('refuses misplaced quotes, NUL bytes, missing and extra cells, each by its line', async () => {
    const { rejects, result } = await sift(text('1 "x",2\n"1"2,3\n1\0,2\n1\n1,2,3\nก,ข\n'), contractOf(ab));
    expect(codes(rejects)).toEqual(['2 QUOTE_MISPLACED', '3 QUOTE_MISPLACED', '4 NUL_BYTE', '5 FIELD_MISSING', '6 FIELD_EXTRA']);
    expect(rejects.map((reject) => reject.detail)).toEqual([null, null, null, '1/2', '3/2']);
    expect(result).toMatchObject({ rowsRead: 6, rowsOk: 1, rowsBad: 5, lines: 7 });
  });

  test('reads other delimiters and quotes, and quotes only what needs it', async () => {
    const body = Buffer.from("a|b\n'x|y'|'it''s'\n\"z\"|1,5\n");
    const { clean } = await sift(body, contractOf(ab, { delimiter: '|', quote: "'" }));
    expect(cellsOf(clean)).toEqual(["x|y,it's", '"""z""","1,5"']);
    const none = await sift(Buffer.from('a\tb\n5" ท่อ\t"\n'), contractOf(ab, { delimiter: '\t', quote: 'none' }));
    expect(cellsOf(none.clean)).toEqual(['"5"" ท่อ",""""']);
  });

  test('holds a line of many megabytes in bounded memory and keeps its beginning', async () => {
    const long = Buffer.concat([text('1,2\n'), Buffer.alloc(20_000_000, 'x'), Buffer.from('\n3,4\n')]);
    const { clean, rejects } = await sift(long, contractOf(ab));
    expect(cellsOf(clean)).toEqual(['1,2', '3,4']);
    expect(rejects).toMatchObject([{ line: 3, byteOffset: 8, byteLength: 20_000_000, code: 'RECORD_TOO_LONG', rawCut: true }]);
    expect(rejects[0]?.raw).toHaveLength(8192);
  });

  test('cuts segments at whole rows', async () => {
    const { segments } = await sift(text('1,2\n'.repeat(600_000)), contractOf(ab), { segmentBytes: 1_000_000 });
    expect(segments.length).toBeGreaterThan(1);
    expect(segments.reduce((sum, { rows }) => sum + rows, 0)).toBe(600_000);
    for (const { rows, text: written } of segments) expect(written.split('\n')).toHaveLength(rows + 1);
  });

  test('takes places from an adapter', async () => {
    const { clean, rejects } = await sift(Buffer.from('7,-1,x,"a\nb"\n9,40,only\n'), contractOf(ab), { prefixed: true });
    expect(clean).toBe('7,-1,-1,x,"a\nb"\n');
    expect(rejects).toMatchObject([{ line: 9, byteOffset: 40, byteLength: -1, code: 'FIELD_MISSING', detail: '1/2' }]);
    expect(Buffer.from(rejects[0]?.raw ?? []).toString()).toBe('only');
  });
});

describe('encodings', () => {
  test.each([['windows-874', 'windows874'], ['tis-620', 'tis620'], ['iso-8859-11', 'iso885911']] as const)('knows every byte of %s as iconv-lite does', (page, name) => {
    const points = codePointsOf(page);
    for (let byte = 0; byte < 256; byte += 1) {
      const char = iconv.decode(Buffer.from([byte]), name);
      expect([byte, points[byte]]).toEqual([byte, char === '\ufffd' ? -1 : char.codePointAt(0)]);
    }
  });

  test.each([['windows-874', 'windows874'], ['tis-620', 'tis620'], ['utf-16le', 'utf16-le'], ['utf-16be', 'utf16-be']] as const)('places and raw bytes refer to the raw file in %s', async (encoding, name) => {
    const raw = iconv.encode('a,b\nข้าว,น้ำ\nขาด\nดี,มาก\n', name);
    for (const chunk of [1, 5, 65_536]) {
      const { clean, rejects } = await sift(raw, contractOf(ab, { encoding }), { chunk });
      expect(cellsOf(clean)).toEqual(['ข้าว,น้ำ', 'ดี,มาก']);
      const [bad] = rejects;
      expect(iconv.decode(raw.subarray(bad?.byteOffset, (bad?.byteOffset ?? 0) + (bad?.byteLength ?? 0)), name)).toBe('ขาด');
      expect(Buffer.from(bad?.raw ?? [])).toEqual(iconv.encode('ขาด', name));
    }
  });

  test('refuses exactly the lines of another encoding', async () => {
    const thai = (name: string): Buffer => iconv.encode('1,ขขขขก\n', name);
    const utf8 = Buffer.concat([text(''), thai('utf8'), thai('windows874'), thai('utf8')]);
    expect(codes((await sift(utf8, contractOf(ab))).rejects)).toEqual(['3 ENC_INVALID']);
    const single = Buffer.concat([text(''), thai('windows874'), thai('utf8'), thai('windows874')]);
    const { rejects } = await sift(single, contractOf(ab, { encoding: 'windows-874' }));
    expect(codes(rejects)).toEqual(['3 ENC_INVALID']);
    expect(Buffer.from(rejects[0]?.raw ?? [])).toEqual(thai('utf8').subarray(0, -1));
  });

  test('names the column and the byte that is no character', async () => {
    const raw = Buffer.concat([text('1,'), Buffer.from([0xc1, 0xfc]), Buffer.from('\n')]);
    const { rejects } = await sift(raw, contractOf(ab, { encoding: 'tis-620' }));
    expect(rejects).toMatchObject([{ code: 'ENC_INVALID', column: 'b', detail: '0xFC' }]);
  });

  test('passes a byte order mark and refuses a lone surrogate', async () => {
    const marked = await sift(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), text('1,2\n')]), contractOf(ab));
    expect(marked.clean).toBe('2,7,3,1,2\n');
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a,b\n1,2\n', 'utf16le'), Buffer.from([0x31, 0, 0, 0xd8, 0x2c, 0, 0x32, 0, 0x0a, 0])]);
    const { clean, rejects } = await sift(utf16, contractOf(ab, { encoding: 'utf-16le' }));
    expect(clean).toBe('2,10,6,1,2\n');
    expect(rejects).toMatchObject([{ line: 3, byteOffset: 18, byteLength: 8, code: 'ENC_INVALID' }]);
  });
});

describe('headers', () => {
  test('finds columns by normalised name, skips others, and names what is missing or double', () => {
    const contract = contractOf([columnOf('a', 'text', { source: 'นํ้า' }), columnOf('b', 'text', { source: 'ข้าว' })]);
    expect(resolveHeader(['x', ' ข้าว ', 'น้ำ'], contract)).toMatchObject({ places: [2, 1], extra: ['x'], width: 3 });
    expect(() => resolveHeader(['น้ำ', 'น้ำ'], contract)).toThrow(expect.objectContaining({
      code: 'linkage.header-mismatch', fields: expect.objectContaining({ errors: [expect.objectContaining({ code: 'duplicate' }), expect.objectContaining({ code: 'missing' })] }),
    }));
  });

  test('reads the header behind a preamble and sees delimiters that end every row', async () => {
    const contract = contractOf(ab, { headerRow: 3 });
    const raw = Buffer.from('รายงาน "ข้าว\n\nb,x,a\n1,2,3,\n4,5,6,\n');
    const header = readHeader(raw, contract);
    expect(header).toMatchObject({ places: [2, 0], trailingDelimiter: true });
    const { clean } = await sift(raw, contract, { header });
    expect(cellsOf(clean)).toEqual(['3,1', '6,4']);
    expect(() => readHeader(Buffer.alloc(0), contract)).toThrow(expect.objectContaining({ code: 'linkage.empty-file' }));
  });
});
