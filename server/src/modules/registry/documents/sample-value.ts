import { follow, isObject, type Json } from './document.ts';

const DEEPEST = 10, MOST_VALUES = 2_000;
const formats: Record<string, string> = {
  date: '2026-01-15', 'date-time': '2026-01-15T09:00:00+07:00', time: '09:00:00+07:00', email: 'officer@example.go.th', uuid: '01998000-0000-7000-8000-000000000001', uri: 'https://example.go.th/',
  'uri-reference': '/example', hostname: 'example.go.th', ipv4: '192.0.2.1', ipv6: '2001:db8::1', byte: 'c2FwaGFu', binary: 'saphan',
};
/** Thirteen digits with a check digit that is wrong on purpose: nobody has this id. */
const NOBODYS_ID = '0000000000000';

/**
 * A value that a schema would let pass, made up and the same every time: its example, else its default, else from its form.
 * Bounded: a document cannot make us write more than a few thousand values.
 */
export function sampleValue(document: Json, schema: unknown): unknown {
  return make(document, schema, { depth: 0, budget: { left: MOST_VALUES } });
}

interface Place { depth: number; budget: { left: number } }

function make(document: Json, given: unknown, place: Place): unknown {
  const schema = follow(document, given);
  place.budget.left -= 1;
  if (!isObject(schema) || place.depth > DEEPEST || place.budget.left < 0) return schema === false ? undefined : null;
  const told = toldValue(schema);
  if (told !== undefined) return told;
  const parts = Array.isArray(schema['allOf']) ? schema['allOf'] : null;
  if (parts) return joined(document, schema, parts, place);
  const choice = [schema['oneOf'], schema['anyOf']].find((each) => Array.isArray(each) && each.length > 0) as unknown[] | undefined;
  if (choice && schema['properties'] === undefined) return make(document, choice.find((each) => !(isObject(each) && each['type'] === 'null')) ?? choice[0], { ...place, depth: place.depth + 1 });
  return byType(document, schema, place);
}

function toldValue(schema: Json): unknown {
  if (schema['example'] !== undefined) return schema['example'];
  if (Array.isArray(schema['examples']) && schema['examples'].length > 0) return schema['examples'][0];
  if (schema['const'] !== undefined) return schema['const'];
  if (schema['default'] !== undefined) return schema['default'];
  return Array.isArray(schema['enum']) && schema['enum'].length > 0 ? schema['enum'].find((each) => each !== null) ?? null : undefined;
}

function joined(document: Json, schema: Json, parts: readonly unknown[], place: Place): unknown {
  const { allOf: _parts, ...rest } = schema;
  const values = [...parts, ...(rest['properties'] ? [rest] : [])].map((each) => make(document, each, { ...place, depth: place.depth + 1 }));
  return values.every(isObject) ? Object.assign({}, ...values) : values.find((each) => each !== null && each !== undefined) ?? null;
}

function byType(document: Json, schema: Json, place: Place): unknown {
  const { type } = schema;
  const kind = Array.isArray(type) ? type.find((each) => each !== 'null') : type ?? (schema['properties'] ? 'object' : schema['items'] ? 'array' : undefined);
  switch (kind) {
    case 'object': return anObject(document, schema, place);
    case 'array': return Array.from({ length: Math.min(Math.max(Number(schema['minItems'] ?? 1), 1), 5) }, () => make(document, schema['items'] ?? {}, { ...place, depth: place.depth + 1 }));
    case 'string': return aString(schema);
    case 'integer': return Math.ceil(aNumber(schema));
    case 'number': return aNumber(schema);
    case 'boolean': return true;
    default: return null;
  }
}

function anObject(document: Json, schema: Json, place: Place): Json {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const made = Object.entries(properties).filter(([, each]) => { const own = follow(document, each); return !(isObject(own) && own['writeOnly'] === true); });
  return Object.fromEntries(made.map(([name, each]) => [name, make(document, each, { ...place, depth: place.depth + 1 })]));
}

function aString({ format, minLength, maxLength, pattern }: Json): string {
  if (typeof format === 'string' && formats[format] !== undefined) return formats[format];
  if (typeof pattern === 'string' && /13\}/.test(pattern)) return NOBODYS_ID;
  const [least, most] = [Math.min(Number(minLength ?? 0), 200), Number(maxLength ?? 200)];
  return 'ตัวอย่าง'.padEnd(least, '-').slice(0, most);
}

function aNumber({ minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf }: Json): number {
  const step = typeof multipleOf === 'number' && multipleOf > 0 ? multipleOf : 1;
  const least = typeof minimum === 'number' ? minimum : typeof exclusiveMinimum === 'number' ? exclusiveMinimum + step : null;
  const most = typeof maximum === 'number' ? maximum : typeof exclusiveMaximum === 'number' ? exclusiveMaximum - step : null;
  return least !== null ? Math.ceil(least / step) * step : most !== null && most < step ? Math.floor(most / step) * step : step;
}
