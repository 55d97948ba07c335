import { readJsonPath } from '@saphan/contracts/json-path';
import type { BSON, ClientSession, Collection, Document } from 'mongodb';
import type { PartitionAsked, ReadBounds } from '#modules/linkage/index.ts';
import { cursorRefused, partitionRefused, valueRefused } from '../database/cursor-refused.ts';
import { connectorProblem } from '../problems.ts';

/** What is asked for, and the highest value of the cursor within it; `undefined` when no cursor is followed. */
export interface Reading { filter: Document; highest: string | null | undefined }

/** Types that are compared with one another, and how a text of them is read back. */
interface Kind { types: string[]; form: RegExp; read(text: string, bson: typeof BSON): unknown }

const dates: Kind = { types: ['date'], form: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)$/, read: (text) => new Date(text) };
const texts: Kind = { types: ['string'], form: /^[^\0]*$/, read: (text) => text };
const kinds: readonly Kind[] = [
  dates,
  { types: ['objectId'], form: /^[0-9a-f]{24}$/, read: (text, { ObjectId }) => new ObjectId(text) },
  { types: ['int', 'long', 'double', 'decimal'], form: /^-?\d{1,34}(\.\d{1,34})?(e[+-]?\d{1,3})?$/i, read: (text, bson) => (/^-?\d{1,18}$/.test(text) ? bson.Long.fromString(text) : bson.Decimal128.fromString(text)) },
  texts,
];

/** What the questions about a field need beside it. */
export interface Asking { collection: Collection; filter: Document; session: ClientSession | undefined; maxTimeMS: number; bson: typeof BSON }

/**
 * The documents behind a place. The field's own type decides how it is compared; one that holds several, or lists, has no order that can be followed. The highest value is asked for before the
 * documents are, so that without a snapshot what comes in between is read the next time and never passed over.
 * @throws `connectors.cursor-refused`.
 */
export async function withinBounds(asking: Asking, bounds: ReadBounds | undefined): Promise<Reading> {
  const { filter, bson } = asking;
  if (!bounds) return { filter, highest: undefined };
  const { field, order } = await orderOf(asking, bounds.column);
  // No document has a place: all of them belong to a full reading, and none to a part.
  if (!order) return { filter: bounds.after === null ? filter : presentIn(filter, field), highest: bounds.after };
  if (bounds.after === null) return { filter, highest: order.highest };
  if (!order.kind.form.test(bounds.after)) throw valueRefused(field, bounds.after);
  return { filter: { $and: [filter, { [field]: { $gt: order.kind.read(bounds.after, bson) } }] }, highest: order.highest };
}

/** All documents of one partition; days are Bangkok's. @throws `connectors.partition-refused` when the field is of another kind than the partition. */
export async function withinPartition(asking: Asking, { column, id, span }: PartitionAsked): Promise<Reading> {
  const { field, order } = await orderOf(asking, column);
  // A date kept as text would be compared letter by letter. Where no document has the field, none belongs to the partition.
  const kind = order?.kind ?? (span ? dates : texts);
  if ((span !== null) !== (kind === dates) || (span === null && !kind.form.test(id))) throw partitionRefused(field, id);
  const midnight = (day: string) => new Date(`${day}T00:00:00+07:00`);
  const within = span ? { $gte: midnight(span.from), $lt: midnight(span.before) } : { $eq: kind.read(id, asking.bson) };
  return { filter: { $and: [asking.filter, { [field]: within }] }, highest: undefined };
}

const presentIn = (filter: Document, field: string): Document => ({ $and: [filter, { [field]: { $exists: true, $ne: null } }] });

/**
 * Of what kind a field is, and its highest value; no order where no document has it. The database sorts by type first: when the lowest and the highest value are of one kind, so is all between.
 * Both are found by an index, where looking for a value of another type would read every document.
 */
async function orderOf({ collection, filter, session, maxTimeMS }: Asking, column: string): Promise<{ field: string; order: { kind: Kind; highest: string } | null }> {
  const field = readJsonPath(column).join('.');
  const end = async (direction: 1 | -1): Promise<unknown> => {
    const [found] = await collection.find(presentIn(filter, field), { projection: { [field]: 1 }, sort: { [field]: direction }, limit: 1, session, maxTimeMS, promoteValues: false }).toArray();
    return found && field.split('.').reduce<unknown>((here, step) => (here as Document | undefined)?.[step], found);
  };
  const highest = await end(-1);
  if (highest === undefined) return { field, order: null };
  const type = typeOf(highest);
  const kind = kinds.find(({ types }) => types.includes(type));
  if (!kind) throw cursorRefused(field, 'ObjectId');
  if (!kind.types.includes(typeOf(await end(1)))) throw connectorProblem('cursor-refused', { column: field, detailTh: `ช่อง ${field} มีค่าหลายชนิด จึงเรียงกันไม่ได้`, detailEn: `Field ${field} holds values of several types, which have no one order.` });
  return { field, order: { kind, highest: textOf(highest, type) } };
}

/** The name by which `$type` knows the type of a value that was not turned into one of JavaScript. */
function typeOf(value: unknown): string {
  if (typeof value === 'string') return 'string';
  if (value instanceof Date) return 'date';
  const name = (value as { _bsontype?: string } | undefined)?._bsontype;
  return { Int32: 'int', Double: 'double', Long: 'long', Decimal128: 'decimal', ObjectId: 'objectId' }[name ?? ''] ?? 'other';
}

function textOf(value: unknown, type: string): string {
  if (type === 'date') return (value as Date).toISOString();
  return type === 'objectId' ? (value as { toHexString(): string }).toHexString() : String(value);
}
