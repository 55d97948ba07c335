import { readColumnPlace, type PlaceStep } from '@saphan/contracts/json-path';
import { normaliseHeader } from '@saphan/contracts/thai-text';

/** A place in a nested record that a column, or a column below it, is read from. */
export interface PlaceNode {
  /** As a person writes it, for what is said about it; empty for the record itself. */
  readonly path: string;
  /** Source names of the columns that are read here. */
  readonly columns: string[];
  /** Members by name, elements of a list by place. */
  readonly inner: Map<string, PlaceNode>;
  /** Every element of a list, read together. */
  each: PlaceNode | null;
  /** Whether the list whose elements are the rows is here (`rows`) or below (`above`). */
  list: 'rows' | 'above' | null;
}

/**
 * The places of a contract's columns as a tree.
 * @param recordPath the list within a record whose elements become rows (`/plots`), or undefined for one row a record.
 * @returns null when every column is a member of the record itself, so that no tree is needed.
 */
export function placeTree(columns: readonly string[], recordPath: string | undefined): PlaceNode | null {
  const places = columns.map((column) => ({ column, steps: readColumnPlace(column) }));
  if (recordPath === undefined && places.every(({ steps }) => steps === null)) return null;
  const root = newNode('');
  if (recordPath !== undefined) addList(root, recordPath.split('/').slice(1));
  for (const { column, steps } of places) addColumn(root, steps ?? [column], column);
  return root;
}

/** The member that a key of the record means, in any Unicode form. */
export function innerOf(node: PlaceNode, key: string): PlaceNode | undefined {
  return node.inner.get(key) ?? node.inner.get(normaliseHeader(key));
}

function addList(root: PlaceNode, steps: string[]): void {
  let node = root;
  node.list = 'above';
  for (const step of steps) {
    node = into(node, step);
    node.list = 'above';
  }
  node.list = 'rows';
}

/** Below the list of rows a place means the row's own element: `plots[*].area` is `plots.area`. */
function addColumn(root: PlaceNode, steps: readonly PlaceStep[], column: string): void {
  let node = root;
  for (const step of steps) if (step !== null || node.list === null) node = into(node, step);
  node.columns.push(column);
}

function into(node: PlaceNode, step: PlaceStep): PlaceNode {
  if (step === null) return (node.each ??= newNode(`${node.path}[*]`));
  const name = normaliseHeader(step);
  const known = node.inner.get(name);
  if (known) return known;
  const made = newNode(node.path === '' ? step : /^\d+$/.test(step) ? `${node.path}[${step}]` : `${node.path}.${step}`);
  node.inner.set(name, made);
  return made;
}

function newNode(path: string): PlaceNode {
  return { path, columns: [], inner: new Map(), each: null, list: null };
}
