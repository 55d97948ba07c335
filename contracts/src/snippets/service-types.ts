type Json = { readonly [name: string]: unknown };
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete'] as const;
const SCHEMAS = '#/components/schemas/';
/** Deeper, and at references that lead back to themselves, nothing is said any more. */
const DEEPEST = 12;
const PLAIN: Readonly<Record<string, string>> = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', null: 'null' };
/** Headers that the client itself says. */
const OWN_HEADER = /^(?:exchange-|authorization$|dpop$|content-|signature|accept$)/i;

/**
 * The operations of a service as TypeScript, for `SaphanClient.service`.
 *
 * @param document its OpenAPI 3.1 document.
 */
export function writeServiceTypes(slug: string, document: Json): string {
  const writer = new TypeWriter(document);
  const operations = operationsOf(document);
  const lines = operations.map((each) => writer.operation(each));
  const { title = slug, version = '' } = isObject(document['info']) ? document['info'] : {};
  return [
    `// ${oneLine(title)} ${oneLine(version)} (${oneLine(slug)}). เขียนโดย saphan types อย่าแก้ด้วยมือ · Written by saphan types; do not edit.`,
    "import type { ServiceDescription } from '@saphan/client';", '',
    ...writer.named(),
    'export interface Operations {', ...lines.map((line) => indent(line)), '}', '',
    `export const service: ServiceDescription<Operations> = {\n  slug: ${quote(slug)},\n  operations: {`,
    ...operations.map(({ id, method, path }) => `    ${quote(id)}: [${quote(method)}, ${quote(path)}],`), '  },\n};', '',
  ].join('\n');
}

interface Operation { readonly id: string; readonly method: string; readonly path: string; readonly described: Json; readonly parameters: readonly unknown[] }

function operationsOf(document: Json): Operation[] {
  return Object.entries(isObject(document['paths']) ? document['paths'] : {}).flatMap(([path, item]) => !isObject(item) ? [] : METHODS.flatMap((method) => {
    const described = item[method];
    if (!isObject(described)) return [];
    const id = typeof described['operationId'] === 'string' ? described['operationId'] : `${method} ${path}`;
    return [{ id, method: method.toUpperCase(), path, described, parameters: [item['parameters'] ?? [], described['parameters'] ?? []].flat() }];
  }));
}

class TypeWriter {
  readonly #document: Json;
  readonly #names = new Map<string, string>();
  constructor(document: Json) {
    this.#document = document;
    const schemas = this.#at(SCHEMAS.slice(0, -1));
    const taken = new Set(['Operations', 'ServiceDescription', 'Record', 'ReadonlyArray']);
    for (const name of Object.keys(isObject(schemas) ? schemas : {})) {
      let own = name.replaceAll(/[^\p{ID_Continue}]+(.)?/gu, (_, next: string = '') => next.toUpperCase()).replace(/^(?!\p{ID_Start})/u, 'T').replace(/^./u, (first) => first.toUpperCase());
      while (taken.has(own)) own += '_';
      taken.add(own);
      this.#names.set(name, own);
    }
  }

  named(): string[] {
    const schemas = this.#at(SCHEMAS.slice(0, -1)) as Json;
    return [...this.#names].flatMap(([name, own]) => [comment(schemas[name]) + `export type ${own} = ${this.type(schemas[name], 0)};`, '']);
  }

  operation({ id, described, parameters }: Operation): string {
    const found = parameters.map((each) => this.#resolve(each)).filter(isObject);
    const parts = (['path', 'query', 'header'] as const).flatMap((place) => {
      const own = [...new Map(found.filter((each) => each['in'] === place && !(place === 'header' && OWN_HEADER.test(String(each['name'])))).map((each) => [String(each['name']), each])).values()];
      if (own.length === 0) return [];
      const needed = (each: Json) => place === 'path' || each['required'] === true;
      return [`${place === 'header' ? 'headers' : place}${own.some(needed) ? '' : '?'}: { ${own.map((each) => `${key(String(each['name']))}${needed(each) ? '' : '?'}: ${this.type(each['schema'] ?? true, 1)}`).join('; ')} };`];
    });
    const request = this.#resolve(described['requestBody']);
    if (isObject(request)) parts.push(`body${request['required'] === true ? '' : '?'}: ${this.#content(request)};`);
    const answers = Object.entries(isObject(described['responses']) ? described['responses'] : {}).map(([status, given]) => {
      const response = this.#resolve(given);
      return `${/^\d{3}$/.test(status) ? status : 'default'}: ${isObject(response) ? this.#content(response) : 'unknown'};`;
    });
    const once = answers.filter((each, at) => !each.startsWith('default:') || answers.findIndex((other) => other.startsWith('default:')) === at);
    return `${comment(described, 'summary')}${key(id)}: {\n${[...parts, `answers: { ${once.join(' ')} };`].map((part) => indent(part)).join('\n')}\n};`;
  }

  /** A schema as a type; what cannot be said is `unknown`. */
  type(schema: unknown, depth: number): string {
    if (schema === false) return 'never';
    if (!isObject(schema) || depth > DEEPEST) return 'unknown';
    const ref = schema['$ref'];
    if (typeof ref === 'string') return this.#names.get(decode(ref.startsWith(SCHEMAS) ? ref.slice(SCHEMAS.length) : '')) ?? this.type(this.#at(ref), depth + 1);
    if ('const' in schema) return literal(schema['const']);
    if (Array.isArray(schema['enum'])) return schema['enum'].map(literal).join(' | ') || 'never';
    const joined = (['allOf', 'anyOf', 'oneOf'] as const).flatMap((word) => Array.isArray(schema[word]) ? [`(${schema[word].map((each) => this.type(each, depth + 1)).join(word === 'allOf' ? ' & ' : ' | ')})`] : []);
    const own = this.#plain(schema, depth);
    const whole = [...joined, ...own === 'unknown' && joined.length > 0 ? [] : [own]].join(' & ');
    return schema['nullable'] === true ? `(${whole}) | null` : whole;
  }

  #plain(schema: Json, depth: number): string {
    const kinds = Array.isArray(schema['type']) ? schema['type'] as unknown[] : [schema['type'] ?? (isObject(schema['properties']) ? 'object' : schema['items'] === undefined ? undefined : 'array')];
    const types = kinds.map((kind) => kind === 'object' ? this.#object(schema, depth) : kind === 'array' ? `ReadonlyArray<${this.type(schema['items'] ?? true, depth + 1)}>` : PLAIN[String(kind)] ?? 'unknown');
    return types.length === 1 ? types[0] as string : `(${types.join(' | ')})`;
  }

  #object(schema: Json, depth: number): string {
    const properties = isObject(schema['properties']) ? schema['properties'] : {};
    const required = new Set(Array.isArray(schema['required']) ? schema['required'] as unknown[] : []);
    const rest = schema['additionalProperties'];
    const open = rest === false ? [] : isObject(rest) ? [`Record<string, ${this.type(rest, depth + 1)}>`] : [];
    const members = Object.entries(properties).map(([name, each]) => `${key(name)}${required.has(name) ? '' : '?'}: ${this.type(each, depth + 1)}`);
    if (members.length === 0) return open[0] ?? (rest === false ? 'Record<string, never>' : 'Record<string, unknown>');
    return [`{ ${members.join('; ')} }`, ...open].join(' & ');
  }

  #content(described: Json): string {
    const content = isObject(described['content']) ? described['content'] : {};
    const json = Object.entries(content).find(([type]) => /^application\/(?:[\w.-]+\+)?json\b/.test(type))?.[1];
    return isObject(json) && json['schema'] !== undefined ? this.type(json['schema'], 1) : 'unknown';
  }

  #resolve(value: unknown, depth = 0): unknown {
    return isObject(value) && typeof value['$ref'] === 'string' && depth < DEEPEST ? this.#resolve(this.#at(value['$ref']), depth + 1) : value;
  }

  #at(ref: string): unknown {
    return ref.startsWith('#/') ? ref.slice(2).split('/').reduce<unknown>((here, step) => isObject(here) && Object.hasOwn(here, decode(step)) ? here[decode(step)] : undefined, this.#document) : undefined;
  }
}

/** A step of a JSON pointer in an address. */
function decode(step: string): string {
  try {
    return decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return step;
  }
}

const quote = (text: string) => JSON.stringify(text);
const key = (name: string) => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : quote(name);
const literal = (value: unknown): string => value === null || typeof value !== 'object' ? JSON.stringify(value) ?? 'unknown' : 'unknown';
const oneLine = (text: unknown) => String(text).replaceAll(/\s+/g, ' ').replaceAll('*/', '* /').trim().slice(0, 300);
const indent = (text: string) => text.replaceAll(/^(?=.)/gm, '  ');
const comment = (described: unknown, word: 'summary' | 'description' = 'description') => isObject(described) && typeof described[word] === 'string' && described[word] !== '' ? `/** ${oneLine(described[word])} */\n` : '';
