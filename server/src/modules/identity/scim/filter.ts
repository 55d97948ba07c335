import { parse, type Filter } from 'scim2-parse-filter';
import { findAttribute, withoutUrn, type Attribute } from './attributes.ts';
import { problem } from './errors.ts';

/** A filter as `identity.scim_matches` reads it: names from our own table, values as data. */
export type Test =
  | { op: 'and' | 'or'; tests: Test[] }
  | { op: 'not'; test: Test }
  | { op: string; attribute: string; value?: string | null };

const LONGEST = 1_000;
const DEEPEST = 5;
const MOST_TESTS = 50;
const ORDERED = new Set(['gt', 'ge', 'lt', 'le']);
const EQUAL = new Set(['eq', 'ne']);

/**
 * Compiles a filter of RFC 7644 §3.4.2.2.
 *
 * @param within the attribute whose values it tests, for the brackets of a path (`emails[type eq "work"]`).
 * @throws `identity.scim-filter-refused` for another grammar, unknown attributes, types that do not fit, and beyond 1,000 characters, five levels, 50 comparisons.
 */
export function compileFilter(text: string, within?: string): Test {
  if (text.length > LONGEST) throw refused('ยาวเกิน 1,000 ตัวอักษร', 'longer than 1,000 characters');
  let parsed: Filter;
  try {
    parsed = parse(text);
  } catch (error) {
    throw refused('ไวยากรณ์ไม่ถูกต้อง', (error as Error).message);
  }
  return new Compiling(within).compile(parsed, 1);
}

class Compiling {
  #tests = 0;
  readonly #within: string | undefined;
  constructor(within: string | undefined) { this.#within = within; }

  compile(filter: Filter, depth: number, prefix: string | undefined = this.#within): Test {
    if (depth > DEEPEST) throw refused('ซ้อนกันเกินห้าชั้น', 'nested deeper than five levels');
    if ((this.#tests += 1) > MOST_TESTS) throw refused('มีเงื่อนไขเกิน 50 ข้อ', 'more than 50 comparisons');
    switch (filter.op) {
      case 'and': case 'or': return { op: filter.op, tests: filter.filters.map((each) => this.compile(each, depth + 1, prefix)) };
      case 'not': return { op: 'not', test: this.compile(filter.filter, depth + 1, prefix) };
      case '[]': return this.compile(filter.valFilter, depth + 1, prefix === undefined ? filter.attrPath : `${prefix}.${filter.attrPath}`);
      case 'pr': return { op: 'pr', attribute: comparable(filter.attrPath, prefix).key };
      default: return compare(filter.op, comparable(filter.attrPath, prefix), filter.compValue);
    }
  }
}

interface Comparable { key: string; attribute: Attribute }

/** The attribute that a path names; a multi-valued one stands for its `value` (RFC 7644 §3.4.2.2). */
function comparable(path: string, prefix: string | undefined): Comparable {
  const bare = withoutUrn(path);
  const [name = '', subName, ...rest] = prefix === undefined ? (bare ?? '').split('.') : [prefix, ...(bare ?? '').split('.')];
  const found = bare === null || rest.length > 0 ? null : findAttribute(name, subName);
  if (found === null || typeof found === 'string') throw refused(`ไม่มีแอตทริบิวต์ให้กรองชื่อ ${path}`, `no attribute to filter by: ${path}`);
  const leaf = found.sub ?? (found.attribute.multiValued ? found.attribute.sub?.find((each) => each.name === 'value') : found.attribute);
  if (!leaf || leaf.type === 'complex' || found.attribute.name === 'roles') throw refused(`กรองด้วย ${path} ไม่ได้`, `${path} cannot be filtered by`);
  return { key: (leaf === found.attribute ? leaf.name : `${found.attribute.name}.${leaf.name}`).toLowerCase(), attribute: leaf };
}

function compare(op: string, { key, attribute }: Comparable, value: unknown): Test {
  if (value === null && EQUAL.has(op)) return { op, attribute: key, value: null };
  if (attribute.type === 'boolean') {
    if (typeof value !== 'boolean' || !EQUAL.has(op)) throw refused(`${attribute.name} เทียบได้ด้วย eq หรือ ne กับ true หรือ false`, `${attribute.name} compares by eq or ne with true or false`);
    return { op, attribute: key, value: String(value) };
  }
  if (typeof value !== 'string') throw refused(`${attribute.name} เทียบกับข้อความในเครื่องหมายคำพูด`, `${attribute.name} compares with a quoted text`);
  if (attribute.type === 'dateTime') return { op, attribute: key, value: instant(value) };
  if (ORDERED.has(op) && attribute.name === 'id') throw refused('id ไม่มีลำดับ', 'id has no order');
  return { op, attribute: key, value: attribute.caseExact ? value : value.toLowerCase() };
}

/** In the form that the view writes instants in, so that their order is that of their letters. */
function instant(text: string): string {
  const ms = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(ms)) throw refused(`เวลาไม่ตรงรูปแบบ: ${text}`, `not an instant: ${text}`);
  return new Date(ms).toISOString();
}

/** The value that every match must have in an attribute, when the filter says so plainly; it finds rows by index. */
export function equalTo(test: Test | null, attribute: string): string | null {
  if (!test) return null;
  if (test.op === 'eq' && 'attribute' in test && test.attribute === attribute) return test.value ?? null;
  if (test.op === 'and' && 'tests' in test) return test.tests.map((each) => equalTo(each, attribute)).find((value) => value !== null) ?? null;
  return null;
}

function refused(detailTh: string, detailEn: string) {
  return problem('scim-filter-refused', { detailTh, detailEn });
}
