import { Cursor, mistake, mistakeIn, readString, readWord, skipValue, type Mistake } from './cursor.ts';
import { innerOf, type PlaceNode } from './place-tree.ts';
import type { Members } from './read-record.ts';

const openBrace = 0x7b, openBracket = 0x5b, quote = 0x22, comma = 0x2c, colon = 0x3a;
/** Between the texts of a list that is read as one cell. */
const joint = '; ';

/**
 * Reads the places of a tree from one JSON object, in one pass over its text. A place that is not there has no member; what no column
 * names is a member under its path, so that it can be told.
 * @returns one set of members a row; none when the list of rows is empty or not there; or what is wrong: syntax, or a value of another kind than its place needs.
 */
export function readPlaces(bytes: Buffer, tree: PlaceNode): Members[] | Mistake {
  const cursor = new Cursor(bytes.toString('utf8'));
  try {
    cursor.skipBlanks();
    if (cursor.peek() !== openBrace) throw mistake(cursor.at, 'ระเบียนต้องเป็นวัตถุ { … }', 'a record must be an object { … }');
    const rows = readRows(cursor, tree);
    cursor.skipBlanks();
    if (cursor.at < cursor.text.length) throw mistake(cursor.at, 'มีข้อความเกินหลังระเบียน', 'text after the record');
    return rows;
  } catch (error) {
    return mistakeIn(cursor, error);
  }
}

/** The rows of a place on the way to their list; members beside the list stand in each of its rows. */
function readRows(cursor: Cursor, node: PlaceNode): Members[] {
  const first = cursor.peek();
  if (node.list === null || (node.list === 'rows' && first !== openBracket)) return readElement(cursor, node);
  if (first === openBracket) {
    const rows: Members[] = [];
    eachElement(cursor, () => { for (const row of readRows(cursor, node)) rows.push(row); });
    return rows;
  }
  if (first !== openBrace) return readEmpty(cursor, node, 'รายการ [ … ]', 'a list [ … ]');
  const beside: Members = new Map();
  let rows: Members[] = [];
  eachMember(cursor, (key) => {
    const inner = innerOf(node, key);
    if (inner?.list) rows = readRows(cursor, inner);
    else readMember(cursor, node, inner, key, beside);
  });
  return rows.map((row) => new Map([...beside, ...row]));
}

/** One row: the record itself, or an element of the list of rows. */
function readElement(cursor: Cursor, node: PlaceNode): Members[] {
  if (node.list === 'rows' && (cursor.text.startsWith('null', cursor.at) || cursor.text.startsWith('""', cursor.at))) return readEmpty(cursor, node, '', '');
  const row: Members = new Map();
  readValue(cursor, node, row);
  return [row];
}

function readValue(cursor: Cursor, node: PlaceNode, row: Members): void {
  const start = cursor.at;
  const first = cursor.peek();
  const isDeep = node.inner.size > 0 || node.each !== null;
  if (first === openBrace && (isDeep || node.list !== null || node.path === '')) readObject(cursor, node, row);
  else if (first === openBracket && isDeep) readList(cursor, node, row);
  else if (first === openBrace || first === openBracket) skipValue(cursor, 0);
  else if (isDeep && node.columns.length === 0) { readEmpty(cursor, node, 'ค่าที่มีชั้นใน', 'a value with members'); return; }
  else { put(row, node, first === quote ? readString(cursor) : readWord(cursor)); return; }
  put(row, node, cursor.since(start));
}

function readObject(cursor: Cursor, node: PlaceNode, row: Members): void {
  if (node.each !== null && node.inner.size === 0) throw otherKind(cursor, node, 'รายการ [ … ]', 'a list [ … ]');
  eachMember(cursor, (key) => readMember(cursor, node, innerOf(node, key), key, row));
}

function readMember(cursor: Cursor, node: PlaceNode, inner: PlaceNode | undefined, key: string, row: Members): void {
  if (inner) { readValue(cursor, inner, row); return; }
  const start = cursor.at;
  skipValue(cursor, 0);
  // A name with dots in it may be a column as it stands; what is read by its place does not hide it.
  if (node.columns.length === 0) row.set(node.path === '' ? key : `${node.path}.${key}`, textOf(cursor, start));
}

function readList(cursor: Cursor, node: PlaceNode, row: Members): void {
  for (const key of node.inner.keys()) if (!/^\d+$/.test(key)) throw otherKind(cursor, node, 'วัตถุ { … }', 'an object { … }');
  let at = 0;
  eachElement(cursor, () => {
    const start = cursor.at;
    const inner = node.inner.get(String(at));
    at += 1;
    if (inner) readValue(cursor, inner, row);
    else if (!node.each) skipValue(cursor, 0);
    if (!node.each) return;
    cursor.at = start;
    const one: Members = new Map();
    readValue(cursor, node.each, one);
    for (const [name, value] of one) join(row, name, value);
  });
}

function join(row: Members, name: string, value: string | null): void {
  const before = row.get(name);
  row.set(name, value === null ? before ?? null : before === undefined || before === null ? value : before + joint + value);
}

/** The value of the columns at a place; the same name as it stands in the record comes first. */
function put(row: Members, { columns }: PlaceNode, value: string | null): void {
  for (const column of columns) if (!row.has(column)) row.set(column, value);
}

/** Null and an empty text stand for what is not there; any other value is of another kind than its place needs. */
function readEmpty(cursor: Cursor, node: PlaceNode, th: string, en: string): [] {
  const start = cursor.at;
  const value = cursor.peek() === quote ? readString(cursor) : readWord(cursor);
  if (value === null || value === '') return [];
  cursor.at = start;
  throw otherKind(cursor, node, th, en);
}

function otherKind(cursor: Cursor, node: PlaceNode, th: string, en: string): Error {
  const first = cursor.peek();
  const found = first === openBrace ? ['วัตถุ', 'an object'] : first === openBracket ? ['รายการ', 'a list'] : first === quote ? ['ข้อความ', 'a text'] : ['ค่าเดี่ยว', 'a single value'];
  return mistake(cursor.at, `“${node.path}” ต้องเป็น${th} แต่เป็น${found[0]}`, `“${node.path}” must be ${en} and is ${found[1]}`);
}

function textOf(cursor: Cursor, start: number): string | null {
  const text = cursor.since(start);
  return text === 'null' ? null : text.startsWith('"') ? JSON.parse(text) as string : text;
}

function eachMember(cursor: Cursor, take: (key: string) => void): void {
  const seen = new Set<string>();
  between(cursor, 0x7d, ', หรือ }', () => {
    const at = cursor.at;
    const key = readString(cursor);
    if (seen.has(key)) throw mistake(at, `ชื่อ “${key}” ซ้ำในระเบียนเดียว`, `the key “${key}” appears twice`);
    seen.add(key);
    cursor.skipBlanks();
    cursor.expect(colon, ':');
    cursor.skipBlanks();
    take(key);
  });
}

function eachElement(cursor: Cursor, take: () => void): void {
  between(cursor, 0x5d, ', หรือ ]', take);
}

function between(cursor: Cursor, end: number, shown: string, take: () => void): void {
  cursor.at += 1;
  cursor.skipBlanks();
  if (cursor.peek() === end) { cursor.at += 1; return; }
  for (;;) {
    cursor.skipBlanks();
    take();
    cursor.skipBlanks();
    if (cursor.peek() === end) { cursor.at += 1; return; }
    cursor.expect(comma, shown);
  }
}
