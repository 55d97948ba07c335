import { writeColumnPlace, type PlaceStep } from '@saphan/contracts/json-path';

const most = { depth: 6, places: 500 };
/** Lists of figures as long as these in every record (a point, a box) are columns one by one. */
const shortList = { from: 2, to: 4 };

interface Seen { steps: PlaceStep[]; hasValue: boolean; hasMembers: boolean; isList: boolean; rows: number; lengths: Set<number>; onlyFigures: boolean; inner: Map<string, Seen> }

/** Gathers which places the nested values of records have, so that each can be a column of its own. */
export class NestedPlaces {
  readonly #root = newSeen([]);
  readonly #list: string[];
  #places = 0;

  /** @param recordPath the list whose elements are the rows; undefined for the record itself. */
  constructor(recordPath: string | undefined) { this.#list = recordPath === undefined ? [] : recordPath.split('/').slice(1); }

  see(record: object): void { this.#members(this.#root, record, 0); }

  /** Source names of columns in order of appearance. */
  columns(): string[] { return columnsOf(this.#root); }

  /** Lists of objects whose elements could be the rows, most elements first. */
  lists(): { path: string; count: number }[] { return listsOf(this.#root).sort((a, b) => b.count - a.count).slice(0, 20); }

  #members(seen: Seen, value: object, depth: number): void {
    for (const [key, inner] of Object.entries(value)) {
      const known = seen.inner.get(key);
      if (!known && depth > 0 && (this.#places += 1) > most.places) { seen.hasValue = true; continue; }
      const place = known ?? newSeen([...seen.steps, key]);
      if (!known) seen.inner.set(key, place);
      this.#value(place, inner, depth + 1);
    }
  }

  #value(seen: Seen, value: unknown, depth: number): void {
    if (value === null || value === '') return;
    if (typeof value !== 'object') seen.hasValue = true;
    else if (Array.isArray(value)) this.#elements(seen, value, depth);
    else if (depth >= most.depth || isGeometry(value)) seen.hasValue = true;
    else {
      seen.hasMembers = true;
      this.#members(seen, value, depth);
    }
  }

  #elements(seen: Seen, list: unknown[], depth: number): void {
    seen.lengths.add(list.length);
    seen.onlyFigures &&= list.every((each) => typeof each === 'number');
    const objects = list.filter((each) => isObject(each));
    if (seen.steps.length <= this.#list.length && seen.steps.every((step, at) => step === this.#list[at])) {
      for (const each of list) this.#value(seen, each, depth);
      return;
    }
    if (list.length > 0) seen.isList = true;
    if (objects.length > 0 || list.some(Array.isArray)) { seen.hasValue = true; seen.rows += objects.length; }
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A shape on the map is one value. */
const isGeometry = (value: object): boolean => 'type' in value && ('coordinates' in value || 'geometries' in value);

function newSeen(steps: PlaceStep[]): Seen {
  return { steps, hasValue: false, hasMembers: false, isList: false, rows: 0, lengths: new Set(), onlyFigures: true, inner: new Map() };
}

function columnsOf(seen: Seen): string[] {
  const isRoot = seen.steps.length === 0;
  // A place that is sometimes a value and sometimes more is one column as it stands.
  if (!isRoot && (!seen.hasMembers || seen.hasValue || seen.isList)) return seen.isList && !seen.hasValue ? elementsOf(seen) : [writeColumnPlace(seen.steps)];
  return [...seen.inner.values()].flatMap(columnsOf);
}

function elementsOf({ steps, lengths, onlyFigures, hasMembers }: Seen): string[] {
  const [length = 0] = lengths;
  if (hasMembers) return [writeColumnPlace(steps)];
  if (onlyFigures && lengths.size === 1 && length >= shortList.from && length <= shortList.to) return Array.from({ length }, (_, at) => writeColumnPlace([...steps, String(at)]));
  return [writeColumnPlace([...steps, null])];
}

function listsOf(seen: Seen): { path: string; count: number }[] {
  const here = seen.rows > 0 && seen.steps.every((step) => step !== null && /^[^/@\s:[\]]+$/.test(step)) ? [{ path: `/${seen.steps.join('/')}`, count: seen.rows }] : [];
  return [...here, ...[...seen.inner.values()].flatMap(listsOf)];
}
