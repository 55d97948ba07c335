import { isoDate, monthNames } from '@saphan/contracts/dates';
import { readDateText } from '@saphan/contracts/thai-date-text';
import { toThaiDigits } from '@saphan/contracts/thai-digits';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseThaiDate } from '../sieve/date-forms.ts';

const anyDay = fc.record({ year: fc.integer({ min: 1900, max: 2199 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) });
const spellings = [
  (d: number, m: number, y: number) => `${d}/${m}/${y}`, (d: number, m: number, y: number) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`,
  (d: number, m: number, y: number) => `${d} ${monthNames.th.short[m - 1]} ${y}`, (d: number, m: number, y: number) => `${d} ${monthNames.th.long[m - 1]} ${y}`,
  (d: number, m: number, y: number) => toThaiDigits(`${d} ${monthNames.th.long[m - 1]} ${y}`), (d: number, m: number, y: number) => `${d} ${monthNames.en.short[m - 1]} ${y}`,
];

test('what the draft reads as a date, the sieve reads as the same day', () => {
  fc.assert(fc.property(anyDay, fc.constantFrom(...spellings), fc.boolean(), ({ year, month, day }, spell, buddhist) => {
    const text = spell(day, month, buddhist ? year + 543 : year);
    const read = parseThaiDate(text, { calendar: 'mixed', thaiDigits: true, serials: false });
    expect(typeof read === 'string' ? read : isoDate(read), text).toBe(readDateText(text)?.iso);
    expect(readDateText(text)?.iso).toBe(isoDate({ year, month, day }));
  }), { numRuns: 400 });
});
