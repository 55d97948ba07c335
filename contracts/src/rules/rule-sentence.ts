/** What a use of a rule says, with its columns and limits, as a person would say it. */
import { formatNumber, formatPercent } from '../numbers.ts';
import { findRule, type RuleUse } from './library.ts';

export interface Said { th: string; en: string }
/** A column's title by its name; the name itself where there is none. */
export type TitleOf = (column: string) => Said;

interface Parts { one: Said; all: Said[]; use: RuleUse }
/** Thai words stand together; whatever else begins or ends a title stands apart. */
const apart = (th: string): string => `${/^[ก-๙]/.test(th) ? '' : ' '}${th}${/[ก-๙]$/.test(th) ? '' : ' '}`;
const bound = (limit: number | string | undefined): string => (typeof limit === 'number' ? formatNumber(limit) : String(limit ?? '…'));
const share = (value: number | undefined): string => (value === undefined ? '…' : formatPercent(value));
const list = (values: readonly string[], last: string): string => (values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} ${last} ${values.at(-1)}`);
const shownValues = ({ values = [] }: RuleUse): string => `${values.slice(0, 6).join(', ')}${values.length > 6 ? ` … (${formatNumber(values.length)})` : ''}`;
const others = (all: Said[], lang: keyof Said): string[] => all.map((each) => each[lang]);

function limits(of: Said, { min, max }: RuleUse, unit: Said = { th: '', en: '' }): Said {
  if (min !== undefined && max !== undefined) return { th: `${of.th}อยู่ระหว่าง ${bound(min)} ถึง ${bound(max)}${unit.th}`, en: `${of.en} is from ${bound(min)} to ${bound(max)}${unit.en}` };
  if (min !== undefined) return { th: `${of.th}ไม่ต่ำกว่า ${bound(min)}${unit.th}`, en: `${of.en} is at least ${bound(min)}${unit.en}` };
  if (max !== undefined) return { th: `${of.th}ไม่เกิน ${bound(max)}${unit.th}`, en: `${of.en} is at most ${bound(max)}${unit.en}` };
  return { th: `${of.th}ยังไม่จำกัด`, en: `${of.en} has no limit yet` };
}

const sentences: Record<string, (parts: Parts) => Said> = {
  'not-empty': ({ one }) => ({ th: `ทุกแถวต้องมี${one.th}`, en: `every row has ${one.en}` }),
  'allowed-values': ({ one, use }) => ({ th: `${one.th}เป็นหนึ่งใน ${shownValues(use)}`, en: `${one.en} is one of ${shownValues(use)}` }),
  between: ({ one, use }) => limits(one, use),
  'not-in-future': ({ one }) => ({ th: `${one.th}ไม่เกินวันที่ตรวจ`, en: `${one.en} is not after the day of the check` }),
  'citizen-number': ({ one }) => ({ th: `${one.th}เป็นเลขประจำตัวประชาชน 13 หลักที่ถูกต้อง`, en: `${one.en} is a right 13-digit number of a person` }),
  'tax-number': ({ one }) => ({ th: `${one.th}เป็นเลขประจำตัวผู้เสียภาษี 13 หลักที่ถูกต้อง`, en: `${one.en} is a right 13-digit tax number` }),
  'area-code': ({ one }) => ({ th: `${one.th}เป็นรหัสพื้นที่ของจังหวัดที่มีจริง`, en: `${one.en} is an area code of a province that exists` }),
  postcode: ({ one }) => ({ th: `${one.th}เป็นรหัสไปรษณีย์ 5 หลัก`, en: `${one.en} is a 5-digit postcode` }),
  'within-thailand': ({ all }) => ({ th: `พิกัดจาก${list(others(all, 'th'), 'และ')}อยู่ในประเทศไทย`, en: `the place by ${list(others(all, 'en'), 'and')} lies in Thailand` }),
  email: ({ one }) => ({ th: `${one.th}มีรูปแบบอีเมล`, en: `${one.en} is an e-mail address` }),
  phone: ({ one }) => ({ th: `${one.th}เป็นหมายเลขโทรศัพท์ไทย`, en: `${one.en} is a Thai telephone number` }),
  matches: ({ one, use }) => ({ th: `${one.th}ตรงตามรูปแบบ ${use.pattern ?? '…'}`, en: `${one.en} matches ${use.pattern ?? '…'}` }),
  sum: ({ all, use }) => ({ th: `${all[0]?.th ?? '…'}เท่ากับผลรวมของ${list(others(all.slice(1), 'th'), 'และ')}${use.max === undefined ? '' : ` ต่างได้ไม่เกิน ${bound(use.max)}`}`, en: `${all[0]?.en ?? '…'} is the sum of ${list(others(all.slice(1), 'en'), 'and')}${use.max === undefined ? '' : `, within ${bound(use.max)}`}` }),
  'in-order': ({ all }) => ({ th: `${others(all, 'th').join(' ไม่เกิน ')}`, en: `${others(all, 'en').join(' is not above ')}` }),
  'null-share': ({ one, use }) => ({ th: `ช่องว่างของ${one.th}มีไม่เกิน ${share(use.share)}`, en: `at most ${share(use.share)} of ${one.en} is empty` }),
  unique: ({ all }) => ({ th: `ไม่มีสองแถวที่${list(others(all, 'th'), 'และ')}เหมือนกัน`, en: `no two rows have the same ${list(others(all, 'en'), 'and')}` }),
  'row-count': ({ use }) => limits({ th: 'จำนวนแถว', en: 'the number of rows' }, use),
  'row-count-change': ({ use }) => ({ th: `จำนวนแถวต่างจากรุ่นก่อนไม่เกิน ${share(use.share)}`, en: `the number of rows differs from the release before by at most ${share(use.share)}` }),
  'fresh-date': ({ one, use }) => ({ th: `วันล่าสุดใน${one.th}ไม่เก่ากว่า ${bound(use.days)} วัน`, en: `the newest date of ${one.en} is at most ${bound(use.days)} days old` }),
  'distinct-count': ({ one, use }) => limits({ th: `จำนวนค่าที่ต่างกันของ${one.th}`, en: `the number of different values of ${one.en}` }, use),
};

/** A use in words; parameters that are still missing stand as “…”. Null for a name that is no rule. */
export function ruleSentence(use: RuleUse, titleOf: TitleOf = (name) => ({ th: name, en: name })): Said | null {
  if (!findRule(use.rule)) return null;
  const blank = { th: ' … ', en: '…' };
  const named = (column: string) => { const { th, en } = titleOf(column); return { th: apart(th), en }; };
  const said = sentences[use.rule]?.({ one: use.column ? named(use.column) : blank, all: (use.columns ?? []).length > 0 ? (use.columns ?? []).map(named) : [blank, blank], use });
  return said ? { th: said.th.replace(/ +/g, ' ').replace(/ ,/g, ',').trim(), en: said.en } : null;
}
