import type { CatalogueRules, FieldDefinition, RecordProblem } from '@saphan/contracts/catalogue/definition';
import { audiences, type RecordDraft } from '@saphan/contracts/catalogue/record';
import { dataTypeOf, fieldOf, findTerm, termsOf } from '../definition/fields.ts';
import { readDefinition } from '../definition/read-definition.ts';
import { audienceWords } from './audience-words.ts';
import { isAsked, valueOf, type Picture } from './filled.ts';
import { readValue } from './read-value.ts';

const about = (field: FieldDefinition, kind: RecordProblem['kind'], th: string, en: string): RecordProblem => ({ field: field.key, item: field.item, kind, th, en });
const ruleAbout = (key: string, th: string, en: string) => about(fieldOf(key) as FieldDefinition, 'rule', th, en);

/** Everything that keeps a record from being published; empty when it may be. */
export function findProblems(picture: Picture): RecordProblem[] {
  return [...checkFields(picture), ...checkCategory(picture), ...checkBox(picture), ...checkYears(picture)];
}

/** The same for what somebody is about to write, as if it were all there is. */
export function checkDraft(draft: RecordDraft & { personal?: boolean }): RecordProblem[] {
  const metadata = Object.fromEntries(Object.entries(draft.metadata ?? {}).filter(([, value]) => value !== null)) as Picture['metadata'];
  return findProblems({
    titleTh: draft.titleTh ?? '', descriptionTh: draft.descriptionTh ?? null, tags: draft.tags ?? [], metadata, audience: draft.audience ?? 'internal', personal: draft.personal ?? false,
  });
}

function checkFields(picture: Picture): RecordProblem[] {
  const type = dataTypeOf(picture.metadata);
  return readDefinition().fields.flatMap((field) => {
    if (type && !field.types.includes(type)) return [];
    const value = valueOf(picture, field);
    if (value === undefined) {
      if (field.otherOf) return checkOther(picture, field);
      return field.required && isAsked(picture, field) ? [about(field, 'missing', `ยังไม่ได้กรอก${field.th} (รายการที่ ${field.item})`, `${field.en} is missing (item ${field.item})`)] : [];
    }
    if (field.core === 'agency' || field.core === 'slug') return [];
    const read = readValue(field, value);
    return 'value' in read ? [] : [about(field, 'wrong', read.th, read.en)];
  });
}

/** อื่นๆ says nothing without its text. */
function checkOther(picture: Picture, field: FieldDefinition): RecordProblem[] {
  const parent = fieldOf(field.otherOf as string) as FieldDefinition;
  const chosen = [valueOf(picture, parent)].flat().filter((value): value is string => typeof value === 'string');
  if (!chosen.some((code) => findTerm(parent, code)?.other)) return [];
  return [about(field, 'missing', `เลือก “อื่น ๆ” ใน${parent.th} ต้องเขียนว่าอะไร`, `"Other" is chosen in ${parent.en}: say what`)];
}

/** Category → classification → licence and audience. */
function checkCategory({ metadata, audience, personal }: Picture): RecordProblem[] {
  const { rules } = readDefinition();
  const { data_category: category, data_classification: classification, license_id: licence } = metadata;
  const found: RecordProblem[] = [];
  const rule = rules.categories.find((each) => each.category === category);
  if (rule && classification && !rule.classifications.includes(String(classification))) {
    found.push(ruleAbout('data_classification', `หมวดหมู่ “${nameOf('data_category', category)}” ใช้ชั้นข้อมูลได้เฉพาะ ${rule.classifications.map((code) => nameOf('data_classification', code)).join(' หรือ ')}`,
      `The category ${nameOf('data_category', category, 'en')} allows ${rule.classifications.map((code) => nameOf('data_classification', code, 'en')).join(' or ')}`));
  }
  if (personal && category === '1') found.push(ruleAbout('data_category', 'ชุดข้อมูลนี้มีข้อมูลส่วนบุคคล จึงเป็นข้อมูลสาธารณะไม่ได้', 'The dataset tells about people, so it cannot be public'));
  return [...found, ...checkLicence(rules, classification, licence), ...checkAudience(rules, classification, audience)];
}

function checkLicence(rules: CatalogueRules, classification: unknown, licence: unknown): RecordProblem[] {
  const rule = rules.licences.find((each) => each.classification === classification);
  if (!rule || !licence || rule.licences.includes(String(licence))) return [];
  return [ruleAbout('license_id', `ชั้นข้อมูล “${nameOf('data_classification', classification)}” ใช้สัญญาอนุญาต “${nameOf('license_id', licence)}” ไม่ได้ ที่แนะนำคือ “${nameOf('license_id', rule.defaultLicence)}”`,
    `The class ${nameOf('data_classification', classification, 'en')} does not go with the licence ${nameOf('license_id', licence, 'en')}; ${nameOf('license_id', rule.defaultLicence, 'en')} is proposed`)];
}

function checkAudience(rules: CatalogueRules, classification: unknown, audience: Picture['audience']): RecordProblem[] {
  const rule = rules.audiences.find((each) => each.classification === classification);
  if (!rule || audiences.indexOf(audience) >= audiences.indexOf(rule.widest)) return [];
  return [ruleAbout('data_classification', `ชั้นข้อมูล “${nameOf('data_classification', classification)}” เผยแพร่ได้กว้างที่สุดแก่${audienceWords[rule.widest].th}`, `The class ${nameOf('data_classification', classification, 'en')} may be shown at most to ${audienceWords[rule.widest].en}`)];
}

const nameOf = (key: string, code: unknown, language: 'th' | 'en' = 'th') => termsOf(fieldOf(key) as FieldDefinition).find((term) => term.code === code)?.[language] ?? String(code);

/** The four sides come together, west of east and south of north. */
function checkBox({ metadata }: Picture): RecordProblem[] {
  if (dataTypeOf(metadata) !== 'gis') return [];
  const keys = ['west', 'east', 'south', 'north'].map((side) => `${side}_bound_longitude`);
  const given = keys.filter((key) => typeof metadata[key] === 'number');
  if (given.length === 0) return [];
  const missing = keys.filter((key) => !given.includes(key)).map((key) => ruleAbout(key, 'กรอบพื้นที่ต้องมีครบทั้งสี่ด้าน', 'A box needs all four sides'));
  if (missing.length > 0) return missing;
  const [west, east, south, north] = keys.map((key) => metadata[key] as number) as [number, number, number, number];
  return [
    ...(west > east ? [ruleAbout('east_bound_longitude', 'ด้านตะวันออกต้องมากกว่าด้านตะวันตก', 'East must be greater than west')] : []),
    ...(south > north ? [ruleAbout('north_bound_longitude', 'ด้านเหนือต้องมากกว่าด้านใต้', 'North must be greater than south')] : []),
  ];
}

function checkYears({ metadata }: Picture): RecordProblem[] {
  const { first_year_of_data: first, last_year_of_data: last } = metadata;
  if (typeof first !== 'string' || typeof last !== 'string' || first.length !== last.length || first <= last) return [];
  return [ruleAbout('last_year_of_data', `ปีล่าสุด ${last} มาก่อนปีแรก ${first}`, `The latest year ${last} comes before the first, ${first}`)];
}
