import { isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { registryProblem } from '../errors.ts';
import { escapeStep, isObject, type Fault, type Json } from './document.ts';

export const MOST_BYTES = 2 * 1024 * 1024;
const DEEPEST = 64, MOST_NODES = 200_000, MOST_ALIASES = 50;

/**
 * A document from its text, JSON or YAML 1.2, bounded in size, depth and nodes.
 * @throws `registry.document-too-large`, `registry.document-refused` with line and column.
 */
export function readDocument(given: string | Json): Json {
  const value = typeof given === 'string' ? parse(given.replace(/^\ufeff/, '')) : given;
  if (!isObject(value)) throw refused([{ pointer: '', th: 'เอกสารต้องเป็นวัตถุ (object) ของ OpenAPI', en: 'The document must be an OpenAPI object' }]);
  assertBounded(value);
  return value;
}

function parse(text: string): unknown {
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_BYTES) throw registryProblem('document-too-large', { bytes, limit: MOST_BYTES });
  if (/^\s*[{[]/.test(text)) {
    try { return JSON.parse(text); } catch (error) { if (!text.includes('\n') || looksLikeJson(text)) throw refused([jsonFault(text, error as Error)]); }
  }
  return parseYaml(text);
}

const looksLikeJson = (text: string): boolean => /^\s*\{\s*"/.test(text);

function jsonFault(text: string, { message }: Error): Fault & { line: number } {
  const at = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
  const line = text.slice(0, at).split('\n').length;
  const column = at - text.lastIndexOf('\n', at - 1);
  return { pointer: '', line, th: `ไม่ใช่ JSON ที่ถูกต้อง บรรทัด ${line} ตัวที่ ${column}`, en: `Not valid JSON at line ${line}, column ${column}` };
}

function parseYaml(text: string): unknown {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false, version: '1.2', merge: true });
    if (document.errors.length > 0) throw refused(document.errors.slice(0, 20).map((fault) => {
      const { line, col } = lines.linePos(fault.pos[0]);
      return { pointer: '', line, th: `YAML ผิดที่บรรทัด ${line} ตัวที่ ${col}: ${fault.code}`, en: `YAML fault at line ${line}, column ${col}: ${fault.message}` };
    }));
    assertNamesOnce(document, lines);
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    if (error instanceof ReferenceError) throw refused([{ pointer: '', th: 'เอกสารใช้การอ้างซ้ำ (alias) มากเกินไป', en: 'The document repeats itself by too many aliases' }]);
    if (error instanceof RangeError) throw tooDeep('');
    throw error;
  }
}

/** The library's own check asks each name of a map about each other. */
function assertNamesOnce(document: Document, lines: LineCounter): void {
  visit(document, { Map(_key, { items }) {
    const names = new Set<unknown>();
    for (const { key } of items) {
      if (!isScalar(key)) continue;
      if (names.has(key.value)) throw twice(lines.linePos(key.range?.[0] ?? 0));
      names.add(key.value);
    }
  } });
}

const twice = ({ line, col }: { line: number; col: number }) => refused([{ pointer: '', line, th: `YAML ผิดที่บรรทัด ${line} ตัวที่ ${col}: มีชื่อซ้ำ`, en: `YAML fault at line ${line}, column ${col}: a name stands twice` } as Fault]);

/** Depth and size of what came, and no names that mean something to JavaScript. */
function assertBounded(root: Json): void {
  const open: [unknown, string, number][] = [[root, '', 0]];
  let nodes = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, pointer, depth] = next;
    nodes += 1;
    if (nodes > MOST_NODES) throw registryProblem('document-too-large', { nodes, limit: MOST_NODES });
    if (value === null || typeof value !== 'object') continue;
    if (depth > DEEPEST) throw tooDeep(pointer);
    for (const [name, each] of Object.entries(value)) {
      if (name === '__proto__') throw refused([{ pointer, th: 'ใช้ชื่อ __proto__ ไม่ได้', en: 'The name __proto__ is not taken' }]);
      open.push([each, `${pointer}/${escapeStep(name)}`, depth + 1]);
    }
  }
}

const tooDeep = (pointer: string) => refused([{ pointer: pointer.slice(0, 300), th: `ซ้อนลึกเกิน ${DEEPEST} ชั้น`, en: `Nested more than ${DEEPEST} deep` }]);

/** @returns `registry.document-refused` with the first places that are wrong. */
export const refused = (faults: readonly Fault[]) => registryProblem('document-refused', { count: faults.length, errors: faults.slice(0, 50) });
