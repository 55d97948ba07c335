import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isColumnName, isDatasetSlug } from './ids.ts';
import { joinHeaderRows } from './header.ts';
import { formatBytes, formatNumber, formatPercent, groupDigits } from './numbers.ts';
import { rejectCodes } from './reject.ts';
import { rejectMessage } from './reject-messages.ts';
import { toAsciiDigits, toThaiDigits } from './thai-digits.ts';
import { checkDigit, citizenIdDigits, groupCitizenId, isCitizenId, isJuristicId, maskPersonal } from './thai-id.ts';
import { normaliseThaiText } from './thai-text.ts';

const firstTwelve = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.stringMatching(/^\d{11}$/)).map(([first, rest]) => `${first}${rest}`);

describe('13-digit numbers', () => {
  test('pass with their check digit, grouped or not, and with no other', () => {
    fc.assert(fc.property(firstTwelve, fc.integer({ min: 1, max: 9 }), (twelve, slip) => {
      const id = twelve + checkDigit(twelve);
      expect(isCitizenId(id)).toBe(true);
      expect(isCitizenId(groupCitizenId(id))).toBe(true);
      expect(isCitizenId(twelve + ((checkDigit(twelve) + slip) % 10))).toBe(false);
    }));
  });

  test('catch every slip of one digit', () => {
    fc.assert(fc.property(firstTwelve, fc.nat(11), fc.integer({ min: 1, max: 9 }), (twelve, at, slip) => {
      const id = twelve + checkDigit(twelve);
      const wrong = id.slice(0, at) + ((Number(id[at]) + slip) % 10) + id.slice(at + 1);
      // The sum is taken modulo 11 and the check digit modulo 10, so remainders 0 and 10 … share a digit: those slips cannot be seen.
      if (checkDigit(wrong.slice(0, 12)) !== Number(id[12])) expect(isCitizenId(wrong)).toBe(false);
    }));
  });

  test('of juristic persons begin with 0 and are no citizen numbers', () => {
    expect(isJuristicId('0107544000108')).toBe(true);
    expect(isCitizenId('0107544000108')).toBe(false);
  });

  test('show only the last four digits', () => {
    expect(maskPersonal('1-1017-00230-70-8')).toBe('•••• 0708');
    expect(maskPersonal('1234')).toBe('••••');
    expect(citizenIdDigits('1-1017-00230-70-8')).toBe('1101700230708');
  });
});

describe('figures', () => {
  test('have commas, the true minus and no machine setting', () => {
    expect(formatNumber(-1234567.5)).toBe('−1,234,567.5');
    expect(groupDigits('-1234567.10')).toBe('−1,234,567.10');
    expect(formatNumber(null)).toBe('–');
    expect(formatBytes(278e6)).toBe('278\u00a0MB');
    expect(formatBytes(999_999)).toBe('1.0\u00a0MB');
  });

  test('never round a part to nothing or to all', () => {
    expect(formatPercent(0.00001)).toBe('<0.1%');
    expect(formatPercent(0.99999)).toBe('>99.9%');
    expect(formatPercent(0)).toBe('0%');
    expect(formatPercent(1)).toBe('100%');
  });

  test('change between Thai and ASCII digits without loss', () => {
    fc.assert(fc.property(fc.stringMatching(/^[0-9a-zก-ฮ ]*$/), (text) => { expect(toAsciiDigits(toThaiDigits(text))).toBe(text); }));
  });
});

describe('Thai text', () => {
  test('that looks alike becomes alike', () => {
    const water = 'น\u0e49\u0e33';
    for (const spelling of ['น\u0e49\u0e4d\u0e32', 'น\u0e4d\u0e49\u0e32', 'น\u0e33\u0e49']) expect(normaliseThaiText(spelling)).toBe(water);
    expect(normaliseThaiText('เเปลง')).toBe('แปลง');
    expect(normaliseThaiText('ท\u0e48\u0e35')).toBe('ท\u0e35\u0e48');
  });

  test('stays as it is once normalised', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'กนทเแ', '\u0e31', '\u0e35', '\u0e32', '\u0e33', '\u0e48', '\u0e49', '\u0e4d', '\u200b'), maxLength: 12 }), (text) => {
      const once = normaliseThaiText(text);
      expect(normaliseThaiText(once)).toBe(once);
    }));
  });

  test('of a merged header joins its levels', () => {
    expect(joinHeaderRows([['รหัส', 'พื้นที่', '', 'หมายเหตุ'], ['', 'ปลูก', 'เก็บ', '']])).toEqual(['รหัส', 'พื้นที่ / ปลูก', 'พื้นที่ / เก็บ', 'หมายเหตุ']);
  });
});

test('dataset and column names have one form', () => {
  for (const slug of ['doae-farmer-plots', 'a1']) expect(isDatasetSlug(slug)).toBe(true);
  for (const slug of ['', 'a', 'A-b', '-ab', 'ab-', 'a--b', '1ab', `a${'b'.repeat(63)}`]) expect(isDatasetSlug(slug)).toBe(false);
  expect(isColumnName('area_rai')).toBe(true);
  expect(isColumnName('Area')).toBe(false);
});

test('every reject code says why and how to mend it, in both languages, and shows the value', () => {
  for (const code of rejectCodes) {
    const message = rejectMessage(code, 'ข้าว\u00a01\n');
    for (const th of [message.titleTh, message.th, message.fixTh]) expect(th).toMatch(/[ก-๙]{4}/);
    for (const en of [message.titleEn, message.en, message.fixEn]) expect(en).toMatch(/[a-z]{3}/i);
    expect(message.th).toContain('ข้าว⍽1⏎');
    expect(`${message.titleTh}${message.th}${message.fixTh}`).not.toMatch(/คุณ|ไม่ถูกต้อง!/);
  }
});
