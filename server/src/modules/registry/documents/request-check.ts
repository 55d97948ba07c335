import addFormats from 'ajv-formats';
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Fault } from './document.ts';
import { LONGEST_TEXT } from './good-pattern.ts';
import type { ParameterRule, RequestRules } from './operations-of.ts';
import { sayFaults } from './say-fault.ts';

/** What of a request is checked: parameters by name, the body as bytes came in. */
export interface CheckedRequest { path: Readonly<Record<string, string>>; query: URLSearchParams; headers: Readonly<Record<string, string | string[] | undefined>>; contentType: string | undefined; body: Buffer }
export type CheckRequest = (request: CheckedRequest) => Fault[];

const MOST_FAULTS = 30;
/** In a larger body the first fault is told, not each: there may be as many as it has letters. */
const LARGE_BODY = 64 * 1024;
/** Patterns are of the document, texts of whoever asks: however it is written, one takes longer the longer the other. */
const boundedPattern = Object.assign((pattern: string, flags: string) => {
  const form = new RegExp(pattern, flags);
  return { test: (text: string) => text.length <= LONGEST_TEXT && form.test(text), toString: () => `bounded ${String(form)}` };
}, { code: 'boundedPattern' });
const options = { strict: false, allErrors: true, logger: false, validateFormats: true, code: { regExp: boundedPattern as never } } as const;

/**
 * Makes the check of an operation's requests from its rules, once; places are `/query/NAME`, `/path/NAME`, `/headers/NAME`, `/body…`.
 * Unknown query parameters are named: a request is as the document says, or it is not.
 */
export function compileRequestCheck(rules: RequestRules): CheckRequest {
  const [bodies, texts, large] = [prepared(new Ajv2020(options)), prepared(new Ajv2020({ ...options, coerceTypes: 'array' })), prepared(new Ajv2020({ ...options, allErrors: false }))];
  const parameters = rules.parameters.map((rule) => ({ rule, check: texts.compile(asSchema(rule.schema)) }));
  const content = Object.entries(rules.body?.content ?? {}).map(([type, schema]) => {
    let first: ValidateFunction | null = null;
    return { type, check: bodies.compile(asSchema(schema)), get first() { return first ??= large.compile(asSchema(schema)); } };
  });
  const known = new Set(rules.parameters.filter((each) => each.in === 'query').map(({ name }) => name));
  const deep = new Set(rules.parameters.filter((each) => each.deep).map(({ name }) => name));
  return (request) => [
    ...parameters.flatMap(({ rule, check }) => parameterFaults(rule, check, request)),
    ...[...new Set(request.query.keys())].filter((name) => !known.has(name) && !deep.has(name.split('[', 1)[0] as string)).map((name) => ({ pointer: `/query/${name.slice(0, 60)}`, th: `ไม่รู้จักพารามิเตอร์ ${name.slice(0, 60)}`, en: `The parameter ${name.slice(0, 60)} is not known` })),
    ...bodyFaults(rules.body, content, request),
  ].slice(0, MOST_FAULTS);
}

function prepared(ajv: Ajv2020): Ajv2020 {
  (addFormats as unknown as (ajv: Ajv2020, options: object) => void)(ajv, { mode: 'fast' });
  // The library's own compares each item with each other.
  ajv.removeKeyword('uniqueItems');
  return ajv.addKeyword({ keyword: 'uniqueItems', type: 'array', schemaType: 'boolean', errors: false, validate: (wanted: boolean, items: unknown[]) => !wanted || new Set(items.map((each) => canonical(each))).size === items.length });
}

/** Equal for equal values, whatever the order of their names. */
const canonical = (value: unknown): string => JSON.stringify(value, (_name, each: unknown) => (each !== null && typeof each === 'object' && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each));

const asSchema = (schema: unknown): object | boolean => (typeof schema === 'boolean' || (typeof schema === 'object' && schema !== null) ? schema : {});

function parameterFaults(rule: ParameterRule, check: ValidateFunction, request: CheckedRequest): Fault[] {
  const values = valuesOf(rule, request);
  const at = `/${rule.in === 'header' ? 'headers' : rule.in}/${rule.name}`;
  if (values.length === 0) return rule.required ? [{ pointer: at, th: `ขาด ${rule.name}`, en: `${rule.name} is missing` }] : [];
  const { type } = rule.schema as { type?: unknown };
  const isList = type === 'array' || (Array.isArray(type) && type.includes('array'));
  if (!isList && values.length > 1) return [{ pointer: at, th: `${rule.name} ส่งมา ${values.length} ครั้ง`, en: `${rule.name} was sent ${values.length} times` }];
  const value = isList ? (rule.explode && rule.in === 'query' ? values : values.flatMap((each) => each.split(','))) : values[0];
  return check(value) ? [] : sayFaults(check.errors ?? [], at);
}

function valuesOf({ name, in: place, deep }: ParameterRule, { path, query, headers }: CheckedRequest): string[] {
  if (deep) return [...query.keys()].some((each) => each.startsWith(`${name}[`)) ? [''] : [];
  if (place === 'query') return query.getAll(name);
  const value = place === 'path' ? path[name] : headers[name.toLowerCase()];
  return value === undefined ? [] : [value].flat();
}

function bodyFaults(body: RequestRules['body'], content: readonly { type: string; check: ValidateFunction; first: ValidateFunction }[], request: CheckedRequest): Fault[] {
  if (request.body.length === 0) return body?.required ? [{ pointer: '/body', th: 'ขาดเนื้อหาคำขอ', en: 'The body is missing' }] : [];
  if (!body) return [{ pointer: '/body', th: 'คำสั่งนี้ไม่รับเนื้อหาคำขอ', en: 'The operation takes no body' }];
  const sent = request.contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  const found = content.find(({ type }) => type === sent) ?? content.find(({ type }) => type === '*/*' || (type.endsWith('/*') && sent.startsWith(type.slice(0, -1))));
  if (!found) return [{ pointer: '/headers/content-type', th: `รับเฉพาะ ${content.map(({ type }) => type).join(', ')}`, en: `Only ${content.map(({ type }) => type).join(', ')} is taken` }];
  if (!/[/+]json$/.test(sent)) return [];
  let value: unknown;
  try { value = JSON.parse(request.body.toString('utf8')); } catch { return [{ pointer: '/body', th: 'ไม่ใช่ JSON ที่ถูกต้อง', en: 'It is no valid JSON' }]; }
  const check = request.body.length > LARGE_BODY ? found.first : found.check;
  return check(value) ? [] : sayFaults(check.errors ?? [], '/body');
}
