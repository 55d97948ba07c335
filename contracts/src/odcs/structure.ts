/** Checks a document against the JSON Schema and says each finding in Thai and English. */
import { Ajv } from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { finding, pointerOf } from './contract-problem.ts';
import type { Finding } from './contract-problem.ts';
import { documentSchema } from './document-schema.ts';
import { valueText } from './value-text.ts';
import { nearestWord } from './nearest-word.ts';
import { columnNamePattern, datasetSlugPattern } from '../ids.ts';

const mostFindings = 200;
let compiled: ValidateFunction | null = null;

/** Every place where the value differs from the schema, at most 200; an empty list when it fits. */
export function checkStructure(value: unknown): Finding[] {
  compiled ??= new Ajv({ allErrors: true, verbose: true, strict: true, allowUnionTypes: true }).compile(documentSchema);
  if (compiled(value)) return [];
  const errors = compiled.errors ?? [];
  const unions = errors.filter((error) => error.keyword === 'anyOf');
  const told = errors.filter((error) => error.keyword !== 'if' && !unions.some((union) => isBranchOf(error, union)));
  return told.slice(0, mostFindings).map(sentenceOf);
}

/** A union's branches each report why they do not fit; the union's own line says it once. */
function isBranchOf(error: ErrorObject, union: ErrorObject): boolean {
  return error !== union && error.schemaPath.startsWith(`${union.schemaPath}/`) && error.instancePath.startsWith(union.instancePath);
}

const kindWords: Record<string, { th: string; en: string }> = {
  string: { th: 'ข้อความ', en: 'a text' }, number: { th: 'ตัวเลข', en: 'a number' }, integer: { th: 'จำนวนเต็ม', en: 'a whole number' },
  boolean: { th: 'true หรือ false', en: 'true or false' }, array: { th: 'รายการ (ขึ้นต้นแต่ละข้อด้วย -)', en: 'a list' },
  object: { th: 'กลุ่มหัวข้อ (ชื่อ: ค่า)', en: 'a group of keys' }, null: { th: 'null', en: 'null' },
};

const patternWords: Record<string, { th: string; en: string }> = {
  [columnNamePattern]: {
    th: 'ชื่อคอลัมน์ใช้อักษร a–z ตัวเล็ก ตัวเลข และ _ ไม่เกิน 63 ตัว ขึ้นต้นด้วยอักษร',
    en: 'A column name has lower-case letters a–z, digits and _, at most 63, and begins with a letter',
  },
  [datasetSlugPattern]: {
    th: 'ชื่อชุดข้อมูลใช้อักษร a–z ตัวเล็ก ตัวเลข และ - คั่นคำ 2–63 ตัว',
    en: 'A dataset name has lower-case letters a–z, digits and single hyphens, 2 to 63 characters',
  },
};

function sentenceOf(error: ErrorObject): Finding {
  const at = error.instancePath;
  const got = valueText(error.data);
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'required': {
      const key = String(params['missingProperty']);
      return finding(at + pointerOf(key), `ขาดหัวข้อ “${key}”`, `The key “${key}” is missing.`);
    }
    case 'additionalProperties': return unknownKey(error, String(params['additionalProperty']));
    case 'enum': return oneOf(at, params['allowedValues'] as unknown[], got);
    case 'const': return oneOf(at, [params['allowedValue']], got);
    case 'type': {
      const kinds = [params['type']].flat().map((kind) => kindWords[String(kind)] ?? { th: String(kind), en: String(kind) });
      return finding(at, `ที่นี่ต้องเป็น${kinds.map((kind) => kind.th).join('หรือ')} ได้รับ ${got}`, `This must be ${kinds.map((kind) => kind.en).join(' or ')}; received ${got}.`);
    }
    case 'pattern': {
      const words = patternWords[String(params['pattern'])] ?? { th: 'รูปแบบของค่าไม่ตรง', en: 'The value has another form' };
      return finding(at, `${words.th} ได้รับ ${got}`, `${words.en}; received ${got}.`);
    }
    default: return boundSentence(error, got);
  }
}

function unknownKey(error: ErrorObject, key: string): Finding {
  const known = Object.keys(((error.parentSchema as { properties?: object } | undefined)?.properties) ?? {});
  const near = nearestWord(key, known);
  return finding(error.instancePath + pointerOf(key),
    `ไม่รู้จักหัวข้อ “${key}”${near ? ` หมายถึง “${near}” หรือไม่` : ''}`, `The key “${key}” is not known.${near ? ` Is “${near}” meant?` : ''}`);
}

function oneOf(at: string, allowed: unknown[], got: string): Finding {
  const list = allowed.map(valueText).join(', ');
  return finding(at, `ค่าต้องเป็น${allowed.length > 1 ? 'หนึ่งใน' : ''} ${list} ได้รับ ${got}`, `The value must be ${allowed.length > 1 ? 'one of ' : ''}${list}; received ${got}.`);
}

const boundWords: Record<string, { th: string; en: string }> = {
  minimum: { th: 'ค่าต้องไม่น้อยกว่า', en: 'The value must be at least' }, maximum: { th: 'ค่าต้องไม่เกิน', en: 'The value must be at most' },
  minLength: { th: 'จำนวนตัวอักษรต้องไม่น้อยกว่า', en: 'The number of characters must be at least' },
  maxLength: { th: 'จำนวนตัวอักษรต้องไม่เกิน', en: 'The number of characters must be at most' },
  minItems: { th: 'จำนวนข้อต้องไม่น้อยกว่า', en: 'The number of items must be at least' },
  maxItems: { th: 'จำนวนข้อต้องไม่เกิน', en: 'The number of items must be at most' },
};

function boundSentence(error: ErrorObject, got: string): Finding {
  const words = boundWords[error.keyword];
  const limit = String((error.params as { limit?: unknown }).limit);
  if (words) return finding(error.instancePath, `${words.th} ${limit} ได้รับ ${got}`, `${words.en} ${limit}; received ${got}.`);
  return finding(error.instancePath, `ชนิดหรือรูปแบบของค่าไม่ตรงกับที่รับได้ ได้รับ ${got}`, `The value has another kind or form; received ${got}.`);
}
