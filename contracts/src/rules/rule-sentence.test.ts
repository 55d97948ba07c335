import { expect, test } from 'vitest';
import { ruleLibrary, type RuleUse } from './library.ts';
import { ruleSentence } from './rule-sentence.ts';

const titles: Record<string, { th: string; en: string }> = { paid: { th: 'จ่าย (บาท)', en: 'paid (baht)' }, area_rai: { th: 'พื้นที่', en: 'area' }, starts: { th: 'วันเริ่ม', en: 'start' }, ends: { th: 'วันสิ้นสุด', en: 'end' } };
const said = (use: RuleUse) => ruleSentence(use, (name) => titles[name] ?? { th: name, en: name });

test('every rule of the library is said in Thai and English, also before anything is chosen', () => {
  for (const { name } of ruleLibrary) {
    expect(ruleSentence({ rule: name })?.th, name).toMatch(/[ก-๙]|…/);
    expect(ruleSentence({ rule: name })?.en, name).toMatch(/[a-z]/);
  }
});

test.each<[RuleUse, string, string]>([
  [{ rule: 'between', column: 'area_rai', min: 0, max: 10000 }, 'พื้นที่อยู่ระหว่าง 0 ถึง 10,000', 'area is from 0 to 10,000'],
  [{ rule: 'between', column: 'area_rai', min: 0 }, 'พื้นที่ไม่ต่ำกว่า 0', 'area is at least 0'],
  [{ rule: 'null-share', column: 'area_rai', share: 0.05 }, 'ช่องว่างของพื้นที่มีไม่เกิน 5%', 'at most 5% of area is empty'],
  [{ rule: 'in-order', columns: ['starts', 'ends'] }, 'วันเริ่ม ไม่เกิน วันสิ้นสุด', 'start is not above end'],
  [{ rule: 'unique', columns: ['paid', 'starts'] }, 'ไม่มีสองแถวที่จ่าย (บาท) และ วันเริ่มเหมือนกัน', 'no two rows have the same paid (baht) and start'],
  [{ rule: 'row-count', max: 77 }, 'จำนวนแถวไม่เกิน 77', 'the number of rows is at most 77'],
])('%j', (use, th, en) => { expect(said(use)).toEqual({ th, en }); });

test('a name that is no rule says nothing', () => { expect(ruleSentence({ rule: 'none' })).toBeNull(); });
