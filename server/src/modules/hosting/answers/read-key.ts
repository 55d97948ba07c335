import { hostingProblem } from '../errors.ts';
import { readValue } from '../grant/read-value.ts';
import type { Offer } from '../offers/offer.ts';
import type { HostingPorts } from '../ports.ts';

/** Between the parts of a key of several columns. */
export const KEY_JOINT = '\u001f';
export const LONGEST_KEY = 500;

/** The key of the record that a body asks for, as it stands in the served set. @throws `hosting.parameter-refused` naming the part. */
export function keyOfBody(ports: HostingPorts, offer: Offer, body: unknown, more: readonly string[] = []): string {
  const sent = typeof body === 'object' && body !== null && !Array.isArray(body) ? body as Record<string, unknown> : {};
  const unknown = Object.keys(sent).find((name) => name !== 'key' && !more.includes(name));
  if (unknown !== undefined) throw refuse(`/${unknown.slice(0, 63)}`, 'ไม่มีช่องนี้', 'there is no such member');
  if (sent['key'] === undefined) throw refuse('/key', 'ต้องระบุกุญแจ', 'a key is needed');
  return keyOf(ports, offer, sent['key']);
}

/** One column: its value. Several: an object by their names. */
export function keyOf(ports: HostingPorts, offer: Offer, given: unknown): string {
  const [only, ...others] = offer.keyColumns;
  if (only !== undefined && others.length === 0) return partOf(ports, offer, only, given, '/key');
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw refuse('/key', `ต้องเป็นวัตถุที่มี ${offer.keyColumns.join(', ')}`, `must be an object with ${offer.keyColumns.join(', ')}`);
  const parts = given as Record<string, unknown>;
  const unknown = Object.keys(parts).find((name) => !offer.keyColumns.includes(name));
  if (unknown !== undefined) throw refuse(`/key/${unknown.slice(0, 63)}`, 'ไม่ใช่ส่วนของกุญแจ', 'is no part of the key');
  return offer.keyColumns.map((name) => partOf(ports, offer, name, parts[name], `/key/${name}`)).join(KEY_JOINT);
}

function partOf(ports: HostingPorts, offer: Offer, name: string, given: unknown, pointer: string): string {
  const column = offer.columns.find((each) => each.name === name);
  if (!column) throw hostingProblem('column-gone', { column: name });
  const read = readValue(column.type, given);
  if (!('text' in read)) throw refuse(pointer, read.th, read.en);
  if (read.text.includes(KEY_JOINT)) throw refuse(pointer, 'มีอักขระควบคุม', 'holds a control character');
  return column.pseudonymised ? ports.pseudonymOf(read.text) : read.text;
}

const refuse = (pointer: string, th: string, en: string) => hostingProblem('parameter-refused', { detailTh: `${pointer}: ${th}`, detailEn: `${pointer}: ${en}`, errors: [{ pointer, th, en }] });
