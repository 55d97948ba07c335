/** Changes single places of a YAML text; every other byte stays: comments, spacing, order, spellings. */
import { Document, isCollection, isMap, isNode, isSeq, parseDocument } from 'yaml';
import type { Node, YAMLMap, YAMLSeq } from 'yaml';

export type YamlPath = readonly (string | number)[];

/** Puts a value at a place; keys that are missing on the way are made. */
export function setAt(text: string, path: YamlPath, value: unknown): string {
  const document = parseDocument(text);
  const found = document.getIn(path, true);
  if (isPlaced(found)) return splice(text, found.range[0], found.range[1], written(text, found, value));
  for (let depth = path.length - 1; depth >= 0; depth -= 1) {
    const parent = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (isMap(parent)) return addKey(text, parent, String(path[depth]), path.slice(depth + 1).reduceRight<unknown>((inner, key) => ({ [key]: inner }), value));
    if (isPlaced(parent)) return splice(text, parent.range[0], parent.range[1], written(text, parent, path.slice(depth).reduceRight<unknown>((inner, key) => ({ [key]: inner }), value)));
  }
  return text;
}

/** Adds an entry at the end of a list; a list that is missing is made. */
export function addItem(text: string, path: YamlPath, value: unknown): string {
  const seq = parseDocument(text).getIn(path, true);
  const last = isSeq(seq) ? seq.items.at(-1) : undefined;
  if (!isSeq(seq) || !isPlaced(last)) return setAt(text, path, [value]);
  return seq.flow ? splice(text, last.range[1], last.range[1], `, ${inFlow(value)}`) : addLine(text, last.range[1], columnOf(text, (seq.range as Placed['range'])[0]), `- ${inFlow(value)}`);
}

/** Takes an entry out of a list, with its line; comments above it stay. */
export function removeItem(text: string, path: YamlPath, index: number): string {
  const seq = parseDocument(text, { keepSourceTokens: true }).getIn(path, true) as YAMLSeq;
  const [before, item, after] = [seq.items[index - 1], seq.items[index], seq.items[index + 1]];
  if (!isPlaced(item)) return text;
  if (seq.items.length === 1) return setAt(text, path, []);
  if (seq.flow) return isPlaced(after) ? splice(text, item.range[0], after.range[0], '') : splice(text, isPlaced(before) ? before.range[1] : item.range[0], item.range[1], '');
  const dash = dashOf(seq, index) ?? item.range[0];
  return splice(text, text.lastIndexOf('\n', dash) + 1, nextLine(text, item.range[1]), '');
}

type Placed = Node & { range: [number, number, number] };
const isPlaced = (node: unknown): node is Placed => isNode(node) && Boolean(node.range);
const splice = (text: string, from: number, to: number, put: string): string => text.slice(0, from) + put + text.slice(to);
const columnOf = (text: string, at: number): number => at - (text.lastIndexOf('\n', at - 1) + 1);
/** Start of the line behind what ends here; a block of text ends behind its own line end. */
const nextLine = (text: string, end: number): number => (text[end - 1] === '\n' ? end : (text.indexOf('\n', end) + 1) || text.length);

function addLine(text: string, end: number, indent: number, line: string): string {
  const at = nextLine(text, end);
  const breaks = text[at - 1] === '\n';
  return splice(text, at, at, `${breaks ? '' : '\n'}${' '.repeat(indent)}${line}${breaks ? '\n' : ''}`);
}

function addKey(text: string, map: YAMLMap, key: string, value: unknown): string {
  const [start, end] = map.range as [number, number, number];
  const pair = `${key}: ${inFlow(value)}`;
  const last = map.items.at(-1);
  const held = isPlaced(last?.value) ? last.value : last?.key;
  if (!isPlaced(held)) return splice(text, start, end, `{ ${pair} }`);
  return map.flow ? splice(text, held.range[1], held.range[1], `, ${pair}`) : addLine(text, held.range[1], columnOf(text, start), pair);
}

/** What stands in place of a node: nothing at all needs a space before, a block of text its line end behind. */
function written(text: string, { range: [start, end] }: Placed, value: unknown): string {
  return `${start === end && text[start - 1] === ':' ? ' ' : ''}${inFlow(value)}${end > start && text[end - 1] === '\n' ? '\n' : ''}`;
}

/** A value on one line, as it may stand anywhere. */
function inFlow(value: unknown): string {
  const document = new Document([value], { version: '1.2', aliasDuplicateObjects: false });
  if (isCollection(document.contents)) document.contents.flow = true;
  return document.toString({ lineWidth: 0 }).trim().replace(/^\[ ?/, '').replace(/ ?\]$/, '');
}

function dashOf(seq: YAMLSeq, index: number): number | null {
  const token = seq.srcToken;
  if (token?.type !== 'block-seq') return null;
  const items = token.items.filter((item) => item.start.some(({ type }) => type === 'seq-item-ind'));
  return items[index]?.start.find(({ type }) => type === 'seq-item-ind')?.offset ?? null;
}

