import type { FieldDefinition } from '@saphan/contracts/catalogue/definition';
import type { CatalogueRecord } from '@saphan/contracts/catalogue/record';
import { formatNumber } from '@saphan/contracts/numbers';
import { fieldOf } from '../metadata/definition/fields.ts';
import { readDefinition } from '../metadata/definition/read-definition.ts';
import { findProblems } from '../metadata/rules/check.ts';
import type { Check } from './check.ts';
import type { Subject } from './subject.ts';

const SHORT_DESCRIPTION = 50;
const FEW_TAGS = 3;
const form = { nextTh: 'เปิดแบบฟอร์มทะเบียนของชุดข้อมูลนี้แล้วเขียนเพิ่ม', nextEn: 'Open the form of this record and add it.' };

/** The record itself: 20 points, of which each of the 14 mandatory items is one. */
export function checkMetadata({ record, content }: Subject): Check[] {
  const { descriptionTh, tags, titleTh, titleEn } = record;
  const length = (descriptionTh ?? '').trim().length;
  const english = titleEn.trim() !== '' && titleEn.trim() !== titleTh.trim();
  return [
    ...mandatoryItems().map((field): Check => ({
      part: 'metadata', dimension: 'completeness', of: 1, lost: record.filled.includes(field.key) ? 0 : 1, field: field.key,
      words: { th: `ยังไม่ได้กรอก${field.th} (รายการที่ ${itemOf(field)} จาก 14)`, en: `${field.en} is not filled in (item ${itemOf(field)} of 14)`, nextTh: `กรอกช่องนี้ในแบบฟอร์มทะเบียน: ${field.helpTh}`, nextEn: `Fill it in on the form of the record: ${field.helpEn}` },
    })),
    {
      part: 'metadata', dimension: 'relevancy', of: 2, lost: length >= SHORT_DESCRIPTION ? 0 : 2, field: 'notes',
      words: { th: `คำอธิบายสั้นกว่า ${formatNumber(SHORT_DESCRIPTION)} ตัวอักษร คนอ่านไม่รู้ว่าข้อมูลนี้ใช้ทำอะไรได้`, en: `The description has fewer than ${formatNumber(SHORT_DESCRIPTION)} characters: nobody learns what the data is good for`, ...form },
    },
    {
      part: 'metadata', dimension: 'relevancy', of: 2, lost: Math.max(0, FEW_TAGS - tags.length) * (2 / FEW_TAGS), field: 'tag_string',
      words: { th: `มีคำสำคัญ ${formatNumber(tags.length)} คำ ควรมีอย่างน้อย ${formatNumber(FEW_TAGS)} คำ`, en: `There are ${formatNumber(tags.length)} keywords; at least ${formatNumber(FEW_TAGS)} help people find it`, nextTh: 'เพิ่มคำที่คนใช้ค้นหา เช่น ชื่อพืช ชื่อลุ่มน้ำ ชื่อโครงการ', nextEn: 'Add words that people search for: crops, rivers, projects.' },
    },
    { part: 'metadata', dimension: 'completeness', of: 1, lost: english ? 0 : 1, words: { th: 'ยังไม่มีชื่อภาษาอังกฤษ', en: 'There is no English title', ...form } },
    {
      part: 'metadata', dimension: 'completeness', of: 1, lost: content && content.columns > 0 ? content.untitled.length / content.columns : 0,
      words: {
        th: `คอลัมน์ ${(content?.untitled ?? []).slice(0, 5).join(', ')} ยังไม่มีชื่อภาษาไทย`, en: `The columns ${(content?.untitled ?? []).slice(0, 5).join(', ')} have no Thai title`,
        nextTh: 'ตั้งชื่อคอลัมน์ในข้อกำหนดของชุดข้อมูล', nextEn: 'Give them titles in the contract of the dataset.',
      },
    },
  ];
}

/** The first half of each mandatory item stands for the item. */
function mandatoryItems(): FieldDefinition[] {
  const fields = readDefinition().fields.filter(({ item }) => item !== null).toSorted((a, b) => Number(a.item) - Number(b.item));
  return fields.filter((field, i) => i === 0 || itemOf(fields[i - 1] as FieldDefinition) !== itemOf(field));
}

const itemOf = ({ item }: FieldDefinition): string => (item ?? '').split('.')[0] as string;

const RULES = 6;
const EACH_RULE = 2;

/** What the record says that cannot be: 6 points of validity, 2 for each contradiction. */
export function checkRules({ record }: Subject): Check[] {
  const wrong = findProblems(pictureOf(record)).filter(({ kind }) => kind !== 'missing').slice(0, RULES / EACH_RULE);
  const found = wrong.map((each): Check => ({
    part: 'validity', dimension: 'validity', of: EACH_RULE, lost: EACH_RULE, field: each.field,
    words: { th: each.th, en: each.en, nextTh: `แก้ช่อง${fieldOf(each.field)?.th ?? each.field}ในแบบฟอร์มทะเบียน`, nextEn: `Mend the field ${fieldOf(each.field)?.en ?? each.field} on the form of the record.` },
  }));
  return [...found, { part: 'validity', dimension: 'validity', of: RULES - found.length * EACH_RULE, lost: 0, words: nothing }];
}

const pictureOf = ({ titleTh, descriptionTh, tags, metadata, audience, personal, columns }: CatalogueRecord) => ({ titleTh, descriptionTh, tags, metadata, audience, personal: personal || columns.some((column) => column.personal) });

const TWIN = 2;

/** A title that another dataset has too: 2 points. */
export function checkTitle({ twins }: Subject): Check[] {
  return [{
    part: 'validity', dimension: 'uniqueness', of: TWIN, lost: twins > 0 ? TWIN : 0, field: 'title',
    words: {
      th: `มีชุดข้อมูลอื่นอีก ${formatNumber(twins)} ชุดใช้ชื่อเดียวกัน`, en: `${formatNumber(twins)} other datasets have the same title`,
      nextTh: 'เขียนชื่อให้ต่างกัน เช่น เติมพื้นที่ ปี หรือหน่วยที่นับ หรือเก็บชุดที่ซ้ำเข้าคลัง', nextEn: 'Tell them apart by area, year or unit in the title, or archive the double.',
    },
  }];
}

/** Of a check that loses nothing, whatever is found. */
export const nothing = { th: '', en: '', nextTh: '', nextEn: '' };
