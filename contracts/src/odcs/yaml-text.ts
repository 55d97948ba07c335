/** From YAML text to a plain value, with limits, and from a JSON pointer back to its place in the text. */
import { isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, Node, YAMLError } from 'yaml';
import { finding, pointerTokens } from './contract-problem.ts';
import type { ContractProblem, Finding } from './contract-problem.ts';

export const maxContractBytes = 4 * 1024 * 1024;
/** Anchors that multiply a document beyond this are refused ("billion laughs"). */
const maxAliasCount = 50;

export interface YamlText {
  value: unknown;
  /** Adds line and column to a finding; a missing key points at its nearest parent. */
  place(found: Finding): ContractProblem;
  /** The scalar as it was typed (`1.10`, not 1.1); null when there is none. */
  sourceOf(pointer: string): string | null;
}

const atStart = (found: Finding): ContractProblem => ({ ...found, line: 1, column: 1 });

/** Reads YAML 1.2; refuses text that is too long, broken, tagged, or multiplies itself by aliases. */
export function readYaml(text: string): YamlText | { problems: ContractProblem[] } {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > maxContractBytes) {
    return { problems: [atStart(finding('', `เอกสารยาว ${bytes} ไบต์ รับได้ไม่เกิน ${maxContractBytes} ไบต์`,
      `The document is ${bytes} bytes long; ${maxContractBytes} is the most.`))] };
  }
  try {
    return readChecked(text);
  } catch (error) {
    const aliases = error instanceof ReferenceError;
    return { problems: [atStart(aliases
      ? finding('', 'เอกสารใช้การอ้างซ้ำ (alias) มากเกินไป เขียนค่าซ้ำลงไปตรง ๆ แทน', 'The document repeats itself by too many aliases; write the values out.')
      : finding('', 'โครงสร้างของเอกสารซ้อนลึกเกินกว่าจะอ่านได้', 'The document is nested too deeply to be read.'))] };
  }
}

function readChecked(text: string): YamlText | { problems: ContractProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false, version: '1.2' });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) return { problems: faults.slice(0, 50).map((fault) => syntaxProblem(fault, lines)) };
  const value: unknown = document.toJS({ maxAliasCount });
  return {
    value,
    place: (found) => ({ ...found, ...positionOf(document, lines, found.pointer) }),
    sourceOf: (pointer) => {
      const node = document.getIn(pointerTokens(pointer).map(indexOrKey), true) as { source?: unknown } | undefined;
      return typeof node?.source === 'string' ? node.source : null;
    },
  };
}

function syntaxProblem(fault: YAMLError, lines: LineCounter): ContractProblem {
  const at = lines.linePos(fault.pos[0]);
  const duplicate = fault.code === 'DUPLICATE_KEY';
  const th = duplicate ? 'มีหัวข้อนี้อยู่แล้วในระดับเดียวกัน' : 'รูปแบบ YAML ไม่ครบถ้วน ตรวจการเว้นวรรคหน้าบรรทัด เครื่องหมาย : และเครื่องหมายคำพูด';
  const en = duplicate ? 'This key already stands at the same level.' : `The YAML cannot be read here: ${fault.message}`;
  return { pointer: '', th, en, line: Math.max(1, at.line), column: Math.max(1, at.col) };
}

const indexOrKey = (token: string): string | number => (/^\d+$/.test(token) ? Number(token) : token);

function positionOf(document: Document, lines: LineCounter, pointer: string): { line: number; column: number } {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const token of pointerTokens(pointer)) {
    const next = childOf(node, token);
    if (!next) break;
    offset = next.offset ?? offset;
    node = next.node;
  }
  const at = lines.linePos(offset);
  return { line: Math.max(1, at.line), column: Math.max(1, at.col) };
}

function childOf(node: unknown, token: string): { node: unknown; offset: number | null } | null {
  if (isMap(node)) {
    const pair = node.items.find((item) => keyText(item.key) === token);
    return pair ? { node: pair.value, offset: startOf(pair.key) } : null;
  }
  if (isSeq(node)) {
    const item = node.items[Number(token)];
    return item === undefined ? null : { node: item, offset: startOf(item) };
  }
  return null;
}

const keyText = (key: unknown): string => String(isNode(key) ? (key as Node & { value?: unknown }).value : key);
const startOf = (node: unknown): number | null => (isNode(node) && node.range ? node.range[0] : null);
