import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { draftFromFixed, looksFixed } from './draft-from-fixed.ts';
import { placesOf } from './fixed-borders.ts';

const names = ['สมชาย ใจดี', 'วันเพ็ญ', 'กิ่งแก้ว ศรีสุขสม', 'ฟ้า', 'บุญมี'];
const line = (i: number) => `${String(i).padStart(5, '0')} ${(names[i % 5] as string).padEnd(24)}${String((i * 37) % 2000).padStart(8)}  ${'25680101'}`;
const lines = Array.from({ length: 60 }, (_, i) => line(i + 1));
const thai = (text: string[]) => iconv.encode(`${text.join('\r\n')}\r\n`, 'windows-874');
const draft = (bytes: Buffer, chosen = {}) => draftFromFixed(bytes, { complete: true, chosen });

describe('a draft of fixed width', () => {
  it('cuts Windows-874 at the blanks that all lines share, counted in bytes', () => {
    const { contract, evidence, sampleRows } = draft(thai(lines));
    expect([evidence.encoding.encoding, contract.source.format, contract.source.unit, evidence.borders]).toEqual(['windows-874', 'fixed', 'bytes', [7, 29, 41]]);
    expect(contract.columns.map(({ place, type }) => [place?.start, place?.length, type])).toEqual([[1, 6, 'text'], [7, 22, 'text'], [29, 12, 'integer'], [41, 8, expect.any(String)]]);
    expect(sampleRows[1]?.[2]).toBe('74');
    expect(evidence.notes.map(({ en }) => en).join()).toMatch(/vowels above and below .* are a byte each/);
  });

  it('counts characters in UTF-8, and takes titles from a header line', () => {
    const head = `${'รหัส'.padEnd(6)}${'ชื่อ'.padEnd(24)}${'พื้นที่'.padStart(8)}  ${'วันที่'.padEnd(8)}`;
    const { contract } = draft(Buffer.from([head, ...lines].join('\n')));
    expect([contract.source.unit, contract.source.headerRow, contract.source.headerRows]).toEqual(['characters', 2, 0]);
    expect(contract.columns.map(({ titleTh }) => titleTh)).toEqual(['รหัส', 'ชื่อ', 'พื้นที่', 'วันที่']);
  });

  it('takes the borders that a person has moved', () => {
    expect(draft(thai(lines), { borders: [3, 7, 31] }).contract.columns.map(({ place }) => place)).toEqual([{ start: 1, length: 2 }, { start: 3, length: 4 }, { start: 7, length: 24 }, { start: 31, length: 18 }]);
    expect(placesOf([9, 4, 4, 99, 1], 10)).toEqual([{ start: 1, length: 3 }, { start: 4, length: 5 }, { start: 9, length: 2 }]);
  });

  it('is proposed for lines in columns, not for sentences or few lines', () => {
    expect(looksFixed(thai(lines), true)).toBe(true);
    expect(looksFixed(thai(lines.slice(0, 5)), true)).toBe(false);
    expect(looksFixed(thai(Array.from({ length: 40 }, (_, i) => `${'ก'.repeat(i % 7 + 1)} ${'ข'.repeat(i % 5 + 1)} จบ`)), true)).toBe(false);
  });
});
