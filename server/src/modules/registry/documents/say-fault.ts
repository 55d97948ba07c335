import type { ErrorObject } from 'ajv';
import { escapeStep, type Fault } from './document.ts';

type Words = (params: Record<string, unknown>) => [th: string, en: string];
const types: Record<string, string> = { object: 'วัตถุ (object)', array: 'รายการ (array)', string: 'ข้อความ (string)', integer: 'จำนวนเต็ม (integer)', number: 'จำนวน (number)', boolean: 'จริงหรือเท็จ (boolean)', null: 'ค่าว่าง (null)' };
const listed = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [String(value)]);

const words: Record<string, Words> = {
  required: ({ missingProperty: name }) => [`ขาด ${name}`, `${name} is missing`],
  type: ({ type }) => [`ต้องเป็น${listed(type).map((each) => types[each] ?? each).join(' หรือ ')}`, `It must be ${listed(type).join(' or ')}`],
  enum: ({ allowedValues: allowed }) => [`ต้องเป็นค่าหนึ่งใน ${listed(allowed).slice(0, 12).join(', ')}`, `It must be one of ${listed(allowed).slice(0, 12).join(', ')}`],
  const: ({ allowedValue }) => [`ต้องเป็น ${JSON.stringify(allowedValue)}`, `It must be ${JSON.stringify(allowedValue)}`],
  pattern: ({ pattern }) => [`ไม่ตรงรูปแบบ ${pattern}`, `It does not match ${pattern}`],
  format: ({ format }) => [`ไม่ใช่รูปแบบ ${format}`, `It is no ${format}`],
  minLength: ({ limit }) => [`สั้นกว่า ${limit} ตัวอักษร`, `It is shorter than ${limit}`],
  maxLength: ({ limit }) => [`ยาวกว่า ${limit} ตัวอักษร`, `It is longer than ${limit}`],
  minimum: ({ limit }) => [`ต้องไม่น้อยกว่า ${limit}`, `It must not be below ${limit}`],
  maximum: ({ limit }) => [`ต้องไม่เกิน ${limit}`, `It must not be above ${limit}`],
  exclusiveMinimum: ({ limit }) => [`ต้องมากกว่า ${limit}`, `It must be above ${limit}`],
  exclusiveMaximum: ({ limit }) => [`ต้องน้อยกว่า ${limit}`, `It must be below ${limit}`],
  minItems: ({ limit }) => [`ต้องมีอย่างน้อย ${limit} รายการ`, `It has fewer than ${limit} items`],
  maxItems: ({ limit }) => [`มีได้ไม่เกิน ${limit} รายการ`, `It has more than ${limit} items`],
  additionalProperties: ({ additionalProperty: name }) => [`ไม่รู้จัก ${name}`, `${name} is not known here`],
  unevaluatedProperties: ({ unevaluatedProperty: name }) => [`ไม่รู้จัก ${name}`, `${name} is not known here`],
};
/** Said of the whole when one of several forms was meant; the places below say more. */
const UMBRELLA: ReadonlySet<string> = new Set(['oneOf', 'anyOf', 'allOf', 'if', 'not', '$ref', '$dynamicRef', 'dependentSchemas']);

/** Faults of a schema check in words, each place once, the deepest first of those that say the same. */
export function sayFaults(errors: readonly ErrorObject[], at = ''): Fault[] {
  const telling = errors.filter(({ keyword }) => !UMBRELLA.has(keyword));
  const said = new Map<string, Fault>();
  for (const error of telling.length > 0 ? telling : errors) {
    const fault = sayFault(error, at);
    const key = `${fault.pointer} ${fault.en}`;
    if (!said.has(key)) said.set(key, fault);
  }
  return [...said.values()];
}

function sayFault({ keyword, params, instancePath, message }: ErrorObject, at: string): Fault {
  const [th, en] = words[keyword]?.(params) ?? ['รูปแบบไม่ถูกต้อง', message ?? keyword];
  const name = params['missingProperty'] ?? params['additionalProperty'] ?? params['unevaluatedProperty'];
  return { pointer: `${at}${instancePath}${typeof name === 'string' ? `/${escapeStep(name)}` : ''}`, th, en };
}
