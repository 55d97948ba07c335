import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { referenceSieve } from './testing/reference-sieve.ts';
import { columnOf, contractOf, sift } from './testing/run-sieve.ts';

const columns = [columnOf('id', 'integer', { primaryKey: 1 }), columnOf('name', 'text'), columnOf('day', 'date'), columnOf('note', 'text')];
const header = 'id,name,day,note\n';
const cell = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('1', '42', '1,234', '', '-', '15/02/2568', '๑๕/๐๒/๒๕๖๘', '15 ก.พ. 68', '31/02/2568', 'ข้าวเจ้า', 'น้ำ', 'น\u0e4d\u0e49า', 'เเปลง', 'a b', ' x ', '\u00a0y', '“ดี”') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);
const quoted = fc.tuple(cell, fc.constantFrom('', ',', '\n', '\r\n', '""', '\r')).map(([text, inside]) => `"${text.replaceAll('"', '""')}${inside}"`);
const bare = cell.map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text));
const goodRow = fc.tuple(fc.nat(9999), bare, fc.constantFrom('15/02/2568', '2567-02-29', ''), fc.oneof(bare, quoted)).map((cells) => cells.join(','));
const anyRow = fc.array(fc.oneof(bare, quoted), { minLength: 1, maxLength: 6 }).map((cells) => cells.join(','));
const rows = fc.array(fc.tuple(fc.oneof({ weight: 3, arbitrary: goodRow }, { weight: 1, arbitrary: anyRow }), fc.constantFrom('\n', '\n', '\r\n', '\r')), { maxLength: 12 });
const damage = fc.array(fc.tuple(fc.nat(2000), fc.constantFrom('"', '"', ',', '\n', '\0', '\xff', '\xe0', ''), fc.boolean()), { maxLength: 4 });

function spoil(text: string, damages: [number, string, boolean][]): Buffer {
  let bytes = Buffer.from(text).toString('latin1');
  for (const [at, put, removes] of damages) {
    const place = at % (bytes.length + 1);
    bytes = bytes.slice(0, place) + put + bytes.slice(place + (removes ? 1 : 0));
  }
  return Buffer.concat([Buffer.from(header), Buffer.from(bytes, 'latin1')]);
}

describe('the sieve against the reference', () => {
  test.each([{ multiline: true }, { multiline: false }, { multiline: true, maxRecordBytes: 40 }])('gives the same rows and rejects for any chunking %o', async (shape) => {
    const contract = contractOf(columns, { ...shape, calendar: 'mixed' });
    await fc.assert(fc.asyncProperty(rows, damage, async (list, damages) => {
      const bytes = spoil(list.map(([row, end]) => row + end).join(''), damages);
      const expected = referenceSieve(bytes, contract);
      for (const chunk of [1, 7, 65_536]) {
        const { clean, rejects, result } = await sift(bytes, contract, { chunk });
        expect(rejects.map((reject) => `${reject.line} ${reject.byteOffset} ${reject.byteLength} ${reject.code}`)).toEqual(expected.rejects);
        expect(clean).toBe(expected.clean.map((row) => `${row}\n`).join(''));
        for (const { byteOffset, byteLength, raw } of rejects) expect(Buffer.from(raw)).toEqual(bytes.subarray(byteOffset, byteOffset + byteLength));
        expect(result.rowsOk + result.rowsBad).toBe(result.rowsRead);
      }
    }), { numRuns: 60, interruptAfterTimeLimit: 20_000 });
  });
});

const kinds = [
  columnOf('n', 'integer'), columnOf('d', 'decimal', { precision: 9, scale: 3 }), columnOf('big', 'decimal', { precision: 30, scale: 2 }), columnOf('t', 'text', { maxLength: 6 }), columnOf('day', 'date', { calendar: 'mixed' }),
  columnOf('at', 'timestamp', { calendar: 'mixed' }), columnOf('yes', 'boolean'), columnOf('id', 'citizen-id'), columnOf('code', 'geocode', { geocodeDigits: 4 }), columnOf('must', 'text', { required: true }),
];
const texts = ['', '-', 'ก', 'น้ำ', 'น\u0e49\u0e33', 'เเปลง', 'กำ', 'ก\u0e4d\u0e32', 'abc', 'a,b', 'a|b', '“ก”', 'é', '\u00a0ก', 'ก ', 'ที่\u0e48', 'ข้าวเจ้านา', 'N/A', 'กกกกกก', 'กกกกกกก', '0123456789abcdef', 'x\u0e33\u0e48'];
const numbers = ['0', '-0', '7', '007', '1,234', '1,234,567', '999999999999999999', '-5', '12', '๑๒', '-', ''];
const decimals = ['0', '0.125', '.5', '5.', '12', '1.50', '1,234.5', '123456.789', '-0.001', ''];
const dates = ['15/02/2568', '29/02/2567', '31-12-2484', '2568-02-15', '2025/02/15', '1939-01-05', '05/01/2482', '15 ก.พ. 2568', '', '-'];
const wrong = ['1.5', '12,34', '9223372036854775808', '29/02/2566', '15/13/2568', '00/01/2568', '1101700230709', '9901', 'x', '1234567.8901'];
/** What usually stands in each of the columns above, and sometimes anything. */
const usual = [
  numbers, decimals, [...decimals, '123456789012345678901234567.89'], texts, dates, [...dates, '15/02/2568 10:20:30', '2025-02-15T23:59:59', '1 ม.ค. 68 เวลา 08.00 น.'],
  ['1', 'ใช่', 'ไม่มี', 'true', 'N', ''], ['1101700230708', '1-1017-00230-70-8', ''], ['1001', '5002.0', '๑๐๐๑', ''], ['ก', 'ข', 'ยาวกว่าหกตัวอักษร', 'abc def'],
];

describe('the kernel against the thorough writers', () => {
  test.each([',', '|', '\t'] as const)('gives the same rows and rejects with %j', async (delimiter) => {
    const source = { delimiter, calendar: 'mixed' as const, nullWords: ['-', 'N/A', 'ก'] };
    const written = usual.map((values) => fc.tuple(fc.oneof({ weight: 40, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: fc.constantFrom(...wrong, ...texts, ...numbers) }), fc.boolean())
      .map(([text, quotes]) => (quotes || /[",|\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)));
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(...written), { minLength: 1, maxLength: 60 }), async (list) => {
      const contract = contractOf(kinds, source);
      const header = { width: kinds.length, places: kinds.map((_, i) => i), names: [], extra: [], trailingDelimiter: false };
      const file = (end: string) => Buffer.from(['head', ...list.map((cells) => cells.join(delimiter) + end)].join('\n'));
      const quick = await sift(file(''), contract, { header });
      // One delimiter more at the end of each row is accepted, but never by the kernel.
      const thorough = await sift(file(delimiter), contract, { header: { ...header, trailingDelimiter: true } });
      const rows = (clean: string) => clean.split('\n').map((row) => row.replace(/^(\d+),\d+,\d+/, '$1'));
      expect(rows(quick.clean)).toEqual(rows(thorough.clean));
      expect(quick.rejects.map(({ line, code, column }) => ({ line, code, column }))).toEqual(thorough.rejects.map(({ line, code, column }) => ({ line, code, column })));
      expect(quick.result.calendarShare).toEqual(thorough.result.calendarShare);
    }), { numRuns: 60, interruptAfterTimeLimit: 20_000 });
  });
});
