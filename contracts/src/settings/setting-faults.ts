import { pointerOf } from '../odcs/contract-problem.ts';
import type { SettingSchema } from './setting-schema.ts';

/** One setting that is wrong: where (JSON Pointer into the settings), and what is wrong in words. */
export interface SettingFault { pointer: string; th: string; en: string }

interface Words { th: string; en: string }
const needed: Words = { th: 'ช่องนี้ต้องมีค่า', en: 'A value is needed here' };
const unknown: Words = { th: 'ไม่รู้จักค่าตั้งนี้', en: 'This setting is not known' };
const choose: Words = { th: 'เลือกค่าจากรายการ', en: 'Choose a value from the list' };
const otherForm: Words = { th: 'รูปแบบของค่ายังไม่ถูก ดูคำแนะนำของช่องนี้', en: 'The value has another form; see the hint of this field' };

/**
 * Every place where settings do not fit their schema. Of a union, the branch that fits best speaks: a wrong constant weighs most.
 *
 * @param pointer where `value` stands in the settings; empty for the settings themselves.
 */
export function settingFaults(schema: SettingSchema, value: unknown, pointer = ''): SettingFault[] {
  const at = (words: Words): SettingFault[] => [{ pointer, ...words }];
  if (schema.const !== undefined) return value === schema.const ? [] : at(choose);
  if (schema.anyOf) return settingFaults(schema.anyOf[fittingBranch(schema.anyOf, value)] ?? {}, value, pointer);
  if (schema.type === 'object') return isObject(value) ? objectFaults(schema, value, pointer) : at(needed);
  if (schema.type === 'array') return Array.isArray(value) ? listFaults(schema, value, pointer) : at(needed);
  const words = leafFault(schema, value);
  return words ? at(words) : [];
}

/** The branch of a union that a value fits best, the first of equals. */
export function fittingBranch(branches: readonly SettingSchema[], value: unknown): number {
  const weights = branches.map((branch) => settingFaults(branch, value).reduce((sum, fault) => sum + (fault.th === choose.th ? 100 : 1), 0));
  return weights.indexOf(Math.min(...weights));
}

function objectFaults({ properties = {}, required = [], additionalProperties }: SettingSchema, value: Record<string, unknown>, pointer: string): SettingFault[] {
  const missing = required.filter((name) => value[name] === undefined).map((name) => ({ pointer: pointer + pointerOf(name), ...(properties[name]?.const === undefined ? needed : choose) }));
  const given = Object.entries(value).filter(([, each]) => each !== undefined).flatMap(([name, each]): SettingFault[] => {
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (schema) return settingFaults(schema, each, pointer + pointerOf(name));
    return additionalProperties === false ? [{ pointer: pointer + pointerOf(name), ...unknown }] : [];
  });
  return [...missing, ...given];
}

function listFaults({ items = {}, minItems = 0, maxItems = Infinity }: SettingSchema, value: unknown[], pointer: string): SettingFault[] {
  if (value.length < minItems) return [{ pointer, ...(minItems === 1 ? needed : { th: `ต้องมีอย่างน้อย ${minItems} ค่า`, en: `At least ${minItems} values are needed` }) }];
  if (value.length > maxItems) return [{ pointer, th: `มีได้ไม่เกิน ${maxItems} ค่า`, en: `At most ${maxItems} values are taken` }];
  return value.flatMap((each, i) => settingFaults(items, each, pointer + pointerOf(i)));
}

function leafFault(schema: SettingSchema, value: unknown): Words | null {
  if (schema.type === 'string') return typeof value === 'string' ? textFault(schema, value) : otherForm;
  if (schema.type === 'number' || schema.type === 'integer') return value === '' ? needed : numberFault(schema, value);
  return schema.type === 'boolean' && typeof value !== 'boolean' ? otherForm : null;
}

function textFault({ minLength = 0, maxLength = Infinity, pattern }: SettingSchema, value: string): Words | null {
  const fits = pattern === undefined || new RegExp(pattern, 'u').test(value);
  if (value.trim() === '' && (minLength > 0 || !fits)) return needed;
  if (value.length < minLength) return { th: `ต้องยาวอย่างน้อย ${minLength} อักษร`, en: `At least ${minLength} characters are needed` };
  if (value.length > maxLength) return { th: `ยาวได้ไม่เกิน ${maxLength} อักษร`, en: `At most ${maxLength} characters are taken` };
  return fits ? null : otherForm;
}

function numberFault({ type, minimum, maximum, exclusiveMinimum, exclusiveMaximum }: SettingSchema, value: unknown): Words | null {
  const isNumber = typeof value === 'number' && Number.isFinite(value) && (type === 'number' || Number.isInteger(value));
  const fits = isNumber && !(value < (minimum ?? -Infinity) || value > (maximum ?? Infinity) || value <= (exclusiveMinimum ?? -Infinity) || value >= (exclusiveMaximum ?? Infinity));
  if (fits) return null;
  const bounds = [
    minimum !== undefined && { th: `ตั้งแต่ ${minimum}`, en: `from ${minimum}` }, exclusiveMinimum !== undefined && { th: `มากกว่า ${exclusiveMinimum}`, en: `above ${exclusiveMinimum}` },
    maximum !== undefined && { th: `ถึง ${maximum}`, en: `to ${maximum}` }, exclusiveMaximum !== undefined && { th: `น้อยกว่า ${exclusiveMaximum}`, en: `below ${exclusiveMaximum}` },
  ].filter((bound) => bound !== false);
  return {
    th: [type === 'integer' ? 'ต้องเป็นจำนวนเต็ม' : 'ต้องเป็นตัวเลข', ...bounds.map((bound) => bound.th)].join(' '),
    en: [type === 'integer' ? 'A whole number' : 'A number', ...bounds.map((bound) => bound.en), 'is needed'].join(' '),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
