import fc from 'fast-check';
import { formatThaiDate, isoDate, daysInMonth } from '@saphan/contracts/dates';
import type { Column } from '@saphan/contracts/contract';
import { checkDigit } from '@saphan/contracts/thai-id';
import { toThaiDigits } from '@saphan/contracts/thai-digits';
import { describe, expect, test } from 'vitest';
import { parseThaiDate } from './date-forms.ts';
import { normaliseText } from './text-field.ts';
import { cellsOf, columnOf, contractOf, sift } from './testing/run-sieve.ts';

/** What each cell becomes: its clean form, or its code. */
async function read(type: Column['type'], cells: string[], rules: Partial<Column> = {}, prefixed = false): Promise<string[]> {
  const contract = contractOf([columnOf('v', type, rules), columnOf('z', 'text')]);
  const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  const body = prefixed ? cells.map((cell, i) => `${i + 2},-1,${quote(cell)},z\n`).join('') : `v,z\n${cells.map((cell) => `${quote(cell)},z\n`).join('')}`;
  const { clean, rejects } = await sift(Buffer.from(body), contract, { prefixed });
  const found = new Map(clean.split('\n').filter(Boolean).map((line, i) => [Number(line.split(',')[0]), cellsOf(clean)[i]?.replace(/,z$/, '')]));
  for (const reject of rejects) { expect(reject.column).toBe('v'); found.set(reject.line, reject.code); }
  return cells.map((_, i) => found.get(i + 2) ?? 'LOST');
}
const cases = (pairs: Record<string, string>) => [Object.keys(pairs), Object.values(pairs)] as const;

describe('numbers', () => {
  test('integers', async () => {
    const [cells, expected] = cases({
      '12': '12', ' 7 ': '7', '007': '7', '0': '0', '-0': '0', '+5': '5', '-5': '-5', '−5': '-5', '(1,234)': '-1234', '1,234,567': '1234567', '๑,๒๓๔': '1234', '12.0': '12',
      '9223372036854775807': '9223372036854775807', '-9223372036854775808': '-9223372036854775808', '9223372036854775808': 'NUM_OVERFLOW',
      '1,23': 'INT_INVALID', '12,34': 'INT_INVALID', '1.5': 'INT_INVALID', '1e5': 'INT_INVALID', 'N/A?': 'INT_INVALID', '--5': 'INT_INVALID', '': '', '-': '', 'ไม่มีข้อมูล': '',
    });
    expect(await read('integer', cells)).toEqual(expected);
  });
  test('null words win over figures, quoted or not', async () => {
    const contract = contractOf([columnOf('v', 'integer'), columnOf('z', 'text')], { nullWords: ['999', '1,000'] });
    expect(cellsOf((await sift(Buffer.from('v,z\n999,a\n"999",b\n"1,000",c\n"2,000",d\n'), contract)).clean)).toEqual([',a', ',b', ',c', '2000,d']);
  });
  test('decimals fit their column or are refused, never rounded', async () => {
    const [cells, expected] = cases({
      '12.5': '12.50', '.5': '0.50', '5.': '5.00', '0.50': '0.50', '๑๒.๕๐': '12.50', '1,234.50': '1234.50', '(0.50)': '-0.50', '-0.00': '0.00', '1.2300': '1.23',
      '1.234': 'NUM_OVERFLOW', '123456.00': 'NUM_OVERFLOW', '1.2.3': 'DEC_INVALID', '1,2345': 'DEC_INVALID', 'x': 'DEC_INVALID',
    });
    expect(await read('decimal', cells, { precision: 7, scale: 2 })).toEqual(expected);
  });
  test('any integer in any spelling is read back', async () => {
    const spellings = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).chain((n) => fc.constantFrom(String(n), n.toLocaleString('en'), toThaiDigits(String(n))).map((text) => [text, String(n)]));
    await fc.assert(fc.asyncProperty(fc.array(spellings, { minLength: 1, maxLength: 200 }), async (list) => {
      expect(await read('integer', list.map(([text]) => text as string))).toEqual(list.map(([, n]) => n));
    }), { numRuns: 15 });
  });
});

describe('dates', () => {
  test('every spelling of one day', async () => {
    const spellings = ['15/02/2568', '15/2/2568', '15-02-2568', '15.02.2568', '2568-02-15', '2568/2/15', '25680215', '15/2/68', '15 ก.พ. 68', '15 ก.พ. 2568', '15ก.พ.2568', '15-ก.พ.-68', '15 กพ 68',
      '15 กุมภาพันธ์ 2568', '๑๕ กุมภาพันธ์ พ.ศ. ๒๕๖๘', 'วันเสาร์ที่ 15 กุมภาพันธ์ พ.ศ.2568', '๑๕/๐๒/๒๕๖๘', '15 Feb 2568', '2568-02-15 00:00:00', ' 15/02/2568\u00a0'];
    expect(await read('date', spellings)).toEqual(spellings.map(() => '2025-02-15'));
  });
  test('calendar policy, windows and days that never were', async () => {
    const [cells, expected] = cases({
      '31/02/2568': 'DATE_INVALID', '29/02/2568': 'DATE_INVALID', '29/02/2567': '2024-02-29', '15/02/2025': 'DATE_CALENDAR', '15 ก.พ. ค.ศ. 2025': 'DATE_CALENDAR', '15/13/2568': 'DATE_INVALID',
      '15/02/2300': 'DATE_INVALID', '15/02/3106': 'DATE_INVALID', '15 พ.ศ. 2568': 'DATE_INVALID', '0/02/2568': 'DATE_INVALID', '45703': 'DATE_INVALID', 'พรุ่งนี้': 'DATE_INVALID', '15 ก.พ. พ.ศ. 2025': 'DATE_INVALID',
    });
    expect(await read('date', cells)).toEqual(expected);
    expect(await read('date', ['15/02/2025', '15/02/2568', '15 ก.พ. 68', '15/02/25'], { calendar: 'ce' })).toEqual(['2025-02-15', 'DATE_CALENDAR', 'DATE_CALENDAR', 'DATE_INVALID']);
    expect(await read('date', ['15/02/2025', '15/02/2568', '15 ก.พ. 68', '15/02/68'], { calendar: 'mixed' })).toEqual(['2025-02-15', '2025-02-15', '2025-02-15', 'DATE_INVALID']);
  });
  test('serial numbers only from workbooks', async () => {
    expect(await read('date', ['45703', '45703.0', '244029', '60', '0'], {}, true)).toEqual(['2025-02-15', '2025-02-15', '2025-02-15', 'DATE_INVALID', 'DATE_INVALID']);
  });
  test('what the pages print is read back', () => {
    fc.assert(fc.property(fc.integer({ min: 1857, max: 2200 }), fc.integer({ min: 1, max: 12 }), fc.nat(30), fc.constantFrom('short', 'long'), (year, month, nth, style) => {
      const day = { year, month, day: 1 + (nth % daysInMonth(year, month)) };
      const text = formatThaiDate(isoDate(day), { style: style as 'short' | 'long' });
      expect(parseThaiDate(text, { calendar: 'be', thaiDigits: true, serials: false })).toEqual({ ...day, era: 'be' });
      expect(parseThaiDate(toThaiDigits(text), { calendar: 'mixed', thaiDigits: true, serials: false })).toEqual({ ...day, era: 'be' });
    }));
  });
  test('counts spellings of kept rows, and days before the reform of 1941', async () => {
    const contract = contractOf([columnOf('d', 'date'), columnOf('n', 'integer')], { calendar: 'mixed' });
    const { result } = await sift(Buffer.from('d,n\n15/02/2568,1\n2025-02-15,1\n15 ก.พ. 2480,1\n15/02/2568,x\n'), contract);
    expect(result.calendarShare).toEqual({ d: { be: 2, ce: 1, beforeReform: 1 } });
  });
});

test('timestamps are the wall clock of Bangkok', async () => {
  const [cells, expected] = cases({
    '2568-02-15 14:30:15': '2025-02-15 14:30:15', '15/02/2568T08:05:00': '2025-02-15 08:05:00', '15/02/2568 14:30': '2025-02-15 14:30:00', '15 ก.พ. 2568 เวลา 14.30 น.': '2025-02-15 14:30:00', '15/02/2568': '2025-02-15 00:00:00',
    '2568-02-14T18:30:00Z': '2025-02-15 01:30:00', '2568-02-15T14:30:00+07:00': '2025-02-15 14:30:00', '2568-02-15 14:30:15.125': '2025-02-15 14:30:15.125',
    '2568-02-15 24:30:15': 'TIME_INVALID', '2568-02-15 14:60': 'TIME_INVALID', '2568-02-31 14:30:15': 'DATE_INVALID', '2025-02-15 14:30:15': 'DATE_CALENDAR', x: 'DATE_INVALID',
  });
  expect(await read('timestamp', cells)).toEqual(expected);
});

test('booleans', async () => {
  const [cells, expected] = cases({ 'ใช่': 'true', 'มี': 'true', 'จริง': 'true', '1': 'true', TRUE: 'true', '๑': 'true', 'ไม่ใช่': 'false', 'ไม่มี': 'false', 'เท็จ': 'false', '0': 'false', False: 'false', 'อาจจะ': 'BOOL_INVALID', '2': 'BOOL_INVALID' });
  expect(await read('boolean', cells)).toEqual(expected);
});

test('citizen ids by their check digit', async () => {
  const id = `110170023070${checkDigit('110170023070')}`;
  const wrong = `110170023070${(checkDigit('110170023070') + 1) % 10}`;
  expect(await read('citizen-id', [id, `${id.slice(0, 1)}-${id.slice(1, 5)}-${id.slice(5, 10)} ${id.slice(10)}`, toThaiDigits(id), wrong, id.slice(1), `${id}0`, '1.10E+12'])).toEqual([
    id, id, id, 'CITIZEN_ID_INVALID', 'CITIZEN_ID_INVALID', 'CITIZEN_ID_INVALID', 'CITIZEN_ID_INVALID']);
});

test('geocodes by their length and province', async () => {
  expect(await read('geocode', ['1001', '1001.0', '๑๐๐๑', '101', '0901', '9701', '100101'], { geocodeDigits: 4 })).toEqual(['1001', '1001', '1001', 'GEOCODE_INVALID', 'GEOCODE_INVALID', 'GEOCODE_INVALID', 'GEOCODE_INVALID']);
});

describe('text', () => {
  test('one spelling for text that looks alike', async () => {
    const [cells, expected] = cases({
      'นํ้า': 'น้ำ', 'น้ํา': 'น้ำ', 'เเปลง': 'แปลง', 'ที\u200bดิน': 'ทีดิน', '\ufeffก': 'ก', 'ก\u00a0ข': 'ก ข', 'ก่ี': 'กี่', 'Cafe\u0301': 'Café', '“ดี”': '“ดี”', 'a,b': '"a,b"', 'x\ufffd': 'ENC_INVALID', '\u200b': '',
    });
    expect(await read('text', cells)).toEqual(expected);
  });
  test('the quick bytes and the string form agree on any Thai', async () => {
    const thai = fc.string({ unit: fc.integer({ min: 0xe01, max: 0xe5b }).map((point) => String.fromCodePoint(point)), maxLength: 12 });
    await fc.assert(fc.asyncProperty(fc.array(thai, { minLength: 1, maxLength: 300 }), async (list) => {
      expect(await read('text', list)).toEqual(list.map(normaliseText));
    }), { numRuns: 15 });
  });
  test('length in characters, and required', async () => {
    expect(await read('text', ['กขค', 'กขคง'], { maxLength: 3 })).toEqual(['กขค', 'TEXT_TOO_LONG']);
    expect(await read('text', ['ก', '', ' - ', '\u200b'], { required: true })).toEqual(['ก', 'REQUIRED_EMPTY', 'REQUIRED_EMPTY', 'REQUIRED_EMPTY']);
  });
});
