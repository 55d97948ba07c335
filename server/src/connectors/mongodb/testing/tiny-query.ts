import type { Document } from 'mongodb';

/** As much of the query language as the tests ask for: equality, `$and`, `$eq`, `$gt`, `$gte`, `$lt`, `$ne`, `$exists`. Anything else is an error, as of a server that knows it not. */
export function matches(document: Document, filter: Document): boolean {
  return Object.entries(filter).every(([name, wanted]) => {
    if (name === '$and') return (wanted as Document[]).every((each) => matches(document, each));
    if (name.startsWith('$')) throw new RangeError(`unknown top level operator: ${name}`);
    return passes(valueAt(document, name), wanted);
  });
}

function passes(value: unknown, wanted: unknown): boolean {
  if (!isOperators(wanted)) return order(value) === order(wanted) && keyOf(value) === keyOf(wanted);
  return Object.entries(wanted).every(([operator, operand]) => {
    if (operator === '$eq') return order(value) === order(operand) && keyOf(value) === keyOf(operand);
    if (operator === '$gt') return order(value) === order(operand) && keyOf(value) > keyOf(operand);
    if (operator === '$gte') return order(value) === order(operand) && keyOf(value) >= keyOf(operand);
    if (operator === '$lt') return order(value) === order(operand) && keyOf(value) < keyOf(operand);
    if (operator === '$ne') return keyOf(value) !== keyOf(operand);
    if (operator === '$exists') return (value !== undefined) === operand;
    throw new RangeError(`unknown operator: ${operator}`);
  });
}

const isOperators = (wanted: unknown): wanted is Document => typeof wanted === 'object' && wanted !== null && Object.getPrototypeOf(wanted) === Object.prototype && Object.keys(wanted).some((each) => each.startsWith('$'));

export function valueAt(document: Document, path: string): unknown {
  return path.split('.').reduce<unknown>((here, step) => (typeof here === 'object' && here !== null ? (here as Document)[step] : undefined), document);
}

export function sortBy(documents: readonly Document[], sort: Document): Document[] {
  const [[name, direction] = ['_id', 1]] = Object.entries(sort);
  const compare = (a: unknown, b: unknown): number => (order(a) === order(b) ? (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0) : order(a) - order(b));
  return documents.toSorted((a, b) => compare(valueAt(a, name), valueAt(b, name)) * Number(direction));
}

/** Fields that are asked for; only inclusion. */
export function project(document: Document, projection: Document | undefined): Document {
  if (!projection) return document;
  const found: Document = projection['_id'] === 0 ? {} : { _id: document['_id'] };
  for (const name of Object.keys(projection).filter((each) => each !== '_id')) {
    const value = valueAt(document, name);
    const steps = name.split('.');
    const last = steps.pop() as string;
    if (value !== undefined) steps.reduce<Document>((here, step) => (here[step] ??= {}), found)[last] = value;
  }
  return found;
}

function typeName(value: unknown): string {
  if (value instanceof Date) return 'date';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'double';
  const name = (value as { _bsontype?: string } | null | undefined)?._bsontype;
  return { ObjectId: 'objectId', Long: 'long', Decimal128: 'decimal' }[name ?? ''] ?? (value === null || value === undefined ? 'null' : typeof value);
}

/** The order of types against one another (BSON comparison order). */
const order = (value: unknown): number => ({ null: 1, int: 2, double: 2, long: 2, decimal: 2, string: 3, object: 4, objectId: 7, boolean: 8, date: 9 })[typeName(value)] ?? 5;

function keyOf(value: unknown): number | string | bigint {
  const type = typeName(value);
  if (type === 'date') return (value as Date).getTime();
  if (type === 'long') return BigInt(String(value));
  if (type === 'decimal') return Number(String(value));
  return type === 'int' || type === 'double' ? value as number : String(value);
}
