import type { Call } from '../actions/action.ts';
import { asList, asObject, type Given } from '../actions/values.ts';
import { refuseValues } from '../errors.ts';
import { showPackage } from './find-package.ts';
import { updatePackage } from './write-package.ts';

/** A dataset while it is being revised: plain JSON. */
type Doc = Record<string, unknown>;

/**
 * `package_revise`: makes sure that the dataset still matches, takes away what `filter` names, puts in what `update` and `update__…` name, and writes
 * it as a whole. Paths go through lists by position or by the beginning of an id; `extend` adds at the end.
 */
export async function revisePackage(call: Call, given: Given): Promise<unknown> {
  const match = { ...asObject(given['match'], 'match'), ...flat(given, 'match__') };
  const id = match['id'] ?? match['name'];
  if (typeof id !== 'string') throw refuseValues({ match: 'At least one of id or name is required' });
  const doc = await call.db.read((tx) => showPackage(tx, id, call.ports.publicUrl)) as Doc;
  for (const [path, wanted] of Object.entries(match)) {
    if (JSON.stringify(valueAt(doc, path.split('__'))) !== JSON.stringify(wanted) && path !== 'name' && path !== 'id') throw refuseValues({ match: [{ [path]: `expected ${JSON.stringify(wanted)}` }] });
  }
  for (const rule of asList(given['filter'], 'filter') ?? []) if (rule.startsWith('-')) remove(doc, rule.slice(1).split('__'));
  const update = asObject(given['update'], 'update') ?? {};
  Object.assign(doc, update);
  for (const [path, value] of Object.entries(flat(given, 'update__'))) put(doc, path.split('__'), value);
  return { package: await updatePackage(call, doc, true) };
}

const flat = (given: Given, prefix: string): Doc => Object.fromEntries(Object.entries(given).filter(([name]) => name.startsWith(prefix)).map(([name, value]) => [name.slice(prefix.length), parsed(value)]));

/** Values of a multipart body are text; those that are JSON of a list or dictionary are meant as such. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try { return JSON.parse(value) as unknown; } catch { return value; }
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Place of a list's member: a number, or the beginning of an id (five characters or more). */
function placeIn(list: unknown[], step: string): number {
  if (/^-?\d+$/.test(step) && step.length < 5) return Number(step) < 0 ? list.length + Number(step) : Number(step);
  return list.findIndex((each) => step.length >= 5 && String((each as Doc | null)?.['id'] ?? '').startsWith(step));
}

function child(holder: unknown, step: string): unknown {
  if (FORBIDDEN.has(step)) return undefined;
  if (Array.isArray(holder)) return holder[placeIn(holder, step)];
  return typeof holder === 'object' && holder !== null ? (holder as Doc)[step] : undefined;
}

const valueAt = (doc: Doc, path: readonly string[]): unknown => path.reduce<unknown>(child, doc);

function remove(doc: Doc, path: readonly string[]): void {
  const [last = '', holder] = [path.at(-1), valueAt(doc, path.slice(0, -1))];
  if (last === '*' && Array.isArray(holder)) { holder.length = 0; return; }
  if (Array.isArray(holder)) { const at = placeIn(holder, last); if (at >= 0) holder.splice(at, 1); return; }
  if (typeof holder === 'object' && holder !== null) delete (holder as Doc)[last];
}

function put(doc: Doc, path: readonly string[], value: unknown): void {
  const [last = '', holder] = [path.at(-1) as string, valueAt(doc, path.slice(0, -1))];
  if (FORBIDDEN.has(last) || typeof holder !== 'object' || holder === null) throw refuseValues({ update: `nothing at ${path.join('__').slice(0, 100)}` });
  if (!Array.isArray(holder)) { Object.assign(holder, { [last]: value }); return; }
  if (last === 'extend') { holder.push(...Array.isArray(value) ? value : [value]); return; }
  const at = placeIn(holder, last);
  if (at < 0 || at > holder.length) throw refuseValues({ update: `nothing at ${path.join('__').slice(0, 100)}` });
  holder[at] = typeof value === 'object' && value !== null && typeof holder[at] === 'object' ? { ...holder[at] as Doc, ...value as Doc } : value;
}
