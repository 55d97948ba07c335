import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayInBangkok, daysBetween, fiscalQuarter, fiscalYear, fiscalYearSpan, formatDateRange, formatDueDate, formatNearDate, formatThaiDate, isoDate, monthNames, parseIsoDate, todayInBangkok } from './dates.ts';
import { readCompactDate, readDateText } from './thai-date-text.ts';
import { toThaiDigits } from './thai-digits.ts';

const anyDay = fc.record({ year: fc.integer({ min: 1900, max: 2200 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) });
const anyIso = anyDay.map(isoDate);

describe('dates for people', () => {
  test('are Buddhist in Thai and common era in English, in Bangkok time', () => {
    const late = '2025-02-18T19:31:00Z';
    expect(formatThaiDate(late)).toBe('19 ก.พ. 2568');
    expect(formatThaiDate(late, { style: 'long' })).toBe('19 กุมภาพันธ์ 2568');
    expect(formatThaiDate(late, { style: 'withTime' })).toBe('19 ก.พ. 2568 02:31 น.');
    expect(formatThaiDate('2025-01-31', { style: 'axis' })).toBe('ม.ค. 68');
    expect(formatThaiDate('2025-02-24', { lang: 'en' })).toBe('24 Feb 2025');
  });

  test('show what was stored when it is no date', () => {
    for (const text of ['', 'soon', '2025-02-30', '2025-2-3', '2025-13-01']) expect(formatThaiDate(text)).toBe(text);
  });

  test('agree with the calendar of the platform on every day', () => {
    const platform = new Intl.DateTimeFormat('th-TH-u-ca-buddhist', { dateStyle: 'long', timeZone: 'Asia/Bangkok' });
    fc.assert(fc.property(anyIso, (iso) => { expect(formatThaiDate(iso, { style: 'long' })).toBe(platform.format(new Date(`${iso}T05:00:00Z`))); }));
  });

  test('name near days by words and far days by date', () => {
    const now = new Date('2025-02-19T03:00:00Z');
    expect(formatNearDate('2025-02-19T02:44:00Z', now)).toBe('วันนี้ 09:44 น.');
    expect(formatNearDate('2025-02-17', now)).toBe('2 วันก่อน');
    expect(formatNearDate('2024-12-01', now)).toBe('1 ธ.ค. 2567');
    expect(formatNearDate('2025-02-18T16:59:00Z', now)).toBe('เมื่อวาน 23:59 น.');
  });

  test('say a due date both ways', () => {
    expect(formatDueDate('2025-02-28', '2025-02-21')).toBe('เหลือ 7 วัน ภายใน 28 ก.พ. 2568');
    expect(formatDueDate('2025-02-18', '2025-02-21')).toBe('เกินกำหนด 3 วัน ตั้งแต่ 18 ก.พ. 2568');
    expect(formatDateRange('2025-01-15', '2025-01-31')).toBe('15–31 ม.ค. 2568');
  });
});

describe('days', () => {
  test('the day in Bangkok begins at 17:00 UTC, whatever the machine says', () => {
    expect(todayInBangkok(new Date('2025-02-18T16:59:59Z'))).toBe('2025-02-18');
    expect(todayInBangkok(new Date('2025-02-18T17:00:00Z'))).toBe('2025-02-19');
    expect(dayInBangkok('2025-02-18T23:00:00+07:00')).toBe('2025-02-18');
  });

  test('adding days and counting them undo each other', () => {
    fc.assert(fc.property(anyIso, fc.integer({ min: -5000, max: 5000 }), (iso, count) => { expect(daysBetween(iso, addDays(iso, count))).toBe(count); }));
  });

  test('only days of the calendar are read', () => {
    expect(parseIsoDate('2024-02-29')).not.toBeNull();
    expect(parseIsoDate('2025-02-29')).toBeNull();
  });

  test('the fiscal year runs from 1 October and is named by the year it ends', () => {
    expect(fiscalYear('2024-09-30')).toBe(2567);
    expect(fiscalYear('2024-10-01')).toBe(2568);
    expect(fiscalYearSpan(2568)).toEqual({ from: '2024-10-01', to: '2025-09-30' });
    expect(['2024-10-01', '2025-01-01', '2025-04-01', '2025-07-01'].map(fiscalQuarter)).toEqual([1, 2, 3, 4]);
    fc.assert(fc.property(anyIso, (iso) => {
      const { from, to } = fiscalYearSpan(fiscalYear(iso) as number);
      expect(from <= iso && iso <= to).toBe(true);
    }));
  });
});

describe('dates as they are spelled', () => {
  test('in every spelling of both calendars are one day', () => {
    for (const text of ['2568-02-19', '19/02/2568', '19-2-2568', '19 ก.พ. 68', '19 ก.พ. 2568', '๑๙ กุมภาพันธ์ ๒๕๖๘', '19 กุมภาพันธ์ พ.ศ. 2568', 'วันพุธที่ 19 กุมภาพันธ์ 2568', '19 Feb 2025', '2025/2/19', '19.02.2025']) {
      expect(readDateText(text)?.iso, text).toBe('2025-02-19');
    }
    expect(readCompactDate('25680219')?.iso).toBe('2025-02-19');
    expect(readDateText('19/02/2568 09.30 น.')).toMatchObject({ iso: '2025-02-19T09:30:00', timed: true, calendar: 'be' });
    expect(readDateText('2019-08-09T03:33:09.000+07:00')).toMatchObject({ timed: true, calendar: 'ce' });
  });

  test('that may be several days are not read', () => {
    for (const text of ['19/02/68', '02/68', '31/02/2568', '29/02/2566', '19/13/2568', '12/2568', '0107544000108', '19 foo 2568', '2300-01-01', '1/1/0001']) expect(readDateText(text), text).toBeNull();
  });

  test('round-trip through the Thai spelling, with Thai digits', () => {
    fc.assert(fc.property(anyDay, fc.boolean(), (day, long) => {
      const text = `${day.day} ${(long ? monthNames.th.long : monthNames.th.short)[day.month - 1]} ${day.year + 543}`;
      expect(readDateText(text)).toEqual({ iso: isoDate(day), timed: false, calendar: 'be' });
      expect(readDateText(toThaiDigits(text))?.iso).toBe(isoDate(day));
    }));
  });
});
