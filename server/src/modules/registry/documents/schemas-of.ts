import { follow, isObject, refPointer, stepsOf, valueAt, type Json } from './document.ts';

const MAPS = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'] as const;
const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const;
const SINGLES = ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames', 'unevaluatedItems', 'unevaluatedProperties'] as const;
/** Words about a value that say nothing of whether it is right. */
const UNNEEDED: ReadonlySet<string> = new Set(['title', 'description', 'example', 'examples', 'default', 'xml', 'externalDocs', 'deprecated', 'discriminator', 'nullable', 'readOnly', 'writeOnly', '$comment', '$schema']);

/** A schema whose inner schemas were each made anew. */
function mapInner(schema: Json, make: (inner: unknown) => unknown): Json {
  const made: Json = { ...schema };
  for (const name of MAPS) if (isObject(schema[name])) made[name] = Object.fromEntries(Object.entries(schema[name]).map(([key, each]) => [key, make(each)]));
  for (const name of LISTS) if (Array.isArray(schema[name])) made[name] = schema[name].map(make);
  for (const name of SINGLES) if (isObject(schema[name])) made[name] = make(schema[name]);
  return made;
}

/** OpenAPI 3.0's words as JSON Schema 2020-12 has them. */
function modern(schema: Json): Json {
  const made = { ...schema };
  const { nullable, type, enum: values } = schema;
  if (nullable === true && typeof type === 'string') made['type'] = [type, 'null'];
  if (nullable === true && Array.isArray(values) && !values.includes(null)) made['enum'] = [...values, null];
  for (const [flag, limit] of [['exclusiveMinimum', 'minimum'], ['exclusiveMaximum', 'maximum']] as const) {
    if (typeof schema[flag] !== 'boolean') continue;
    delete made[flag];
    if (schema[flag] && typeof schema[limit] === 'number') { made[flag] = schema[limit]; delete made[limit]; }
  }
  return made;
}

/** What only the answer holds is not asked of a request. */
function withoutReadOnly(document: Json, schema: Json): Json {
  const { required, properties } = schema;
  if (!Array.isArray(required) || !isObject(properties)) return schema;
  return { ...schema, required: required.filter((name) => { const own = follow(document, properties[String(name)]); return !(isObject(own) && own['readOnly'] === true); }) };
}

/** Schemas that refer to large ones many times are small as they are written, and grow when each stands by itself. */
export interface Room { left: number }

/**
 * A schema of the document that stands by itself: what it refers to is under `$defs`, words for readers are left out. JSON Schema 2020-12.
 * @param use `request` leaves out what only answers hold.
 * @param room for how many schemas there is room; once it is used up, what is given is not to be used.
 */
export function standAlone(document: Json, schema: unknown, use: 'request' | 'answer', room: Room = { left: Infinity }): unknown {
  const names = new Map<string, string>(), taken = new Set<string>(), waiting: string[] = [];
  const nameOf = (pointer: string): string => {
    const known = names.get(pointer);
    if (known !== undefined) return known;
    const own = stepsOf(pointer).at(-1)?.replace(/[^A-Za-z0-9_.-]/g, '_') || 'schema';
    const name = taken.has(own) ? `${own}.${names.size}` : own;
    names.set(pointer, name);
    taken.add(name);
    waiting.push(pointer);
    return name;
  };
  const make = (given: unknown): unknown => {
    if (!isObject(given)) return given;
    room.left -= 1;
    if (room.left < 0) return {};
    const kept = Object.fromEntries(Object.entries(modern(use === 'request' ? withoutReadOnly(document, given) : given)).filter(([name]) => !UNNEEDED.has(name) && !name.startsWith('x-')));
    if (typeof kept['$ref'] === 'string') kept['$ref'] = `#/$defs/${nameOf(refPointer(kept['$ref']))}`;
    return mapInner(kept, make);
  };
  const root = make(schema);
  const defs: Json = {};
  for (let pointer = waiting.shift(); pointer !== undefined; pointer = waiting.shift()) defs[names.get(pointer) as string] = make(valueAt(document, pointer));
  return names.size === 0 || !isObject(root) ? root : { ...root, $defs: { ...(isObject(root['$defs']) ? root['$defs'] : {}), ...defs } };
}

/** A schema as JSON Schema 2020-12 has it, its references as they are; of whatever draft it says to be. */
export function asJsonSchema(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  const { $schema: _draft, ...own } = modern(schema);
  return mapInner(own, asJsonSchema);
}

/** Every schema that stands in a document, with its place: named ones, those of parameters, bodies and headers. */
export function* schemasIn(value: unknown, pointer = '', name = ''): Generator<{ schema: unknown; pointer: string }> {
  if (Array.isArray(value)) { for (const [at, each] of value.entries()) yield* schemasIn(each, `${pointer}/${at}`); return; }
  if (!isObject(value)) return;
  for (const [key, each] of Object.entries(value)) {
    const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (key === 'schema' && name !== 'schemas') yield { schema: each, pointer: at };
    else if (pointer === '/components/schemas') yield { schema: each, pointer: at };
    else if (!['example', 'examples', 'default', 'value'].includes(key)) yield* schemasIn(each, at, key);
  }
}
