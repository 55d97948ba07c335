import { problem } from '../errors.ts';

export type Token =
  | { kind: '(' | ')' | '+' | '-' | 'and' | 'or' | 'not'; at: number }
  | { kind: 'field'; text: string; at: number }
  | { kind: 'term' | 'phrase'; text: string; at: number }
  | { kind: 'range'; from: string; to: string; fromOpen: boolean; toOpen: boolean; at: number };

const MOST_CHARACTERS = 8_000;
const MOST_TOKENS = 600;

/** @throws `ckan.query-refused` with the place. */
export function refuseQuery(at: number, th: string, en: string): Error {
  return problem('query-refused', { detailTh: `ตำแหน่งที่ ${at + 1}: ${th}`, detailEn: `at character ${at + 1}: ${en}`, position: at + 1 });
}

const SPACE = /[\s\u3000]+/y;
const RANGE = /([[{])\s*("(?:[^"\\]|\\.)*"|[^\s\]}]+)\s+TO\s+("(?:[^"\\]|\\.)*"|[^\s\]}]+)\s*([\]}])/y;
const PHRASE = /"((?:[^"\\]|\\[^])*)"/y;
const FIELD = /((?:[\p{L}_*][\p{L}\p{M}\p{N}_.*-]*)):(?=\S)/uy;
const TERM = /(?:\\[^]|[^\s\u3000()[\]{}"~^\\])+/y;
/** Fuzziness and weights are read and have no effect: ranking is the house's own. */
const WEIGHT = /[~^](?:\d+(?:\.\d+)?)?/y;

/** Splits a query into its signs and words. @throws `ckan.query-refused`. */
export function tokensOf(query: string): Token[] {
  if (query.length > MOST_CHARACTERS) throw refuseQuery(MOST_CHARACTERS, `คำค้นยาวกว่า ${MOST_CHARACTERS} ตัวอักษร`, `longer than ${MOST_CHARACTERS} characters`);
  const tokens: Token[] = [];
  for (let at = 0; at < query.length;) {
    const [token, end] = readToken(query, at);
    if (token) tokens.push(token);
    if (tokens.length > MOST_TOKENS) throw refuseQuery(at, 'เงื่อนไขมากเกินกำหนด', 'too many clauses');
    at = end;
  }
  return tokens;
}

const match = (pattern: RegExp, query: string, at: number): RegExpExecArray | null => { const sticky = pattern; sticky.lastIndex = at; return sticky.exec(query); };

function readToken(query: string, at: number): [Token | null, number] {
  const space = match(SPACE, query, at);
  if (space) return [null, at + space[0].length];
  const sign = query[at] as string;
  if (sign === '(' || sign === ')' || sign === '+' || sign === '-') return [{ kind: sign, at }, at + 1];
  if (sign === '!') return [{ kind: 'not', at }, at + 1];
  if (query.startsWith('&&', at) || query.startsWith('||', at)) return [{ kind: sign === '&' ? 'and' : 'or', at }, at + 2];
  if (sign === '[' || sign === '{') return readRange(query, at);
  if (sign === '"') return readPhrase(query, at);
  const weight = match(WEIGHT, query, at);
  if (weight && at > 0) return [null, at + weight[0].length];
  const field = match(FIELD, query, at);
  if (field && !/^https?$/i.test(field[1] as string)) return [{ kind: 'field', text: field[1] as string, at }, at + field[0].length];
  return readTerm(query, at);
}

function readRange(query: string, at: number): [Token, number] {
  const range = match(RANGE, query, at);
  if (!range) throw refuseQuery(at, 'ช่วงต้องเขียนเป็น [ก TO ข]', 'a range is written [a TO b]');
  const [whole, open, from = '', to = '', close] = range;
  return [{ kind: 'range', from: unquote(from), to: unquote(to), fromOpen: open === '{', toOpen: close === '}', at }, at + whole.length];
}

function readPhrase(query: string, at: number): [Token, number] {
  const phrase = match(PHRASE, query, at);
  if (!phrase) throw refuseQuery(at, 'เครื่องหมายคำพูดไม่ปิด', 'a quotation mark is not closed');
  return [{ kind: 'phrase', text: unescape(phrase[1] as string), at }, at + phrase[0].length];
}

const WORDS: Readonly<Record<string, 'and' | 'or' | 'not'>> = { AND: 'and', OR: 'or', NOT: 'not' };

function readTerm(query: string, at: number): [Token, number] {
  const term = match(TERM, query, at);
  if (!term) throw refuseQuery(at, `ไม่รู้จักเครื่องหมาย ${query[at]}`, `unexpected ${query[at]}`);
  const [text] = term;
  const word = WORDS[text];
  return [word ? { kind: word, at } : { kind: 'term', text, at }, at + text.length];
}

/** Escaped characters as they are meant; in terms this is left until wildcards are read. */
export const unescape = (text: string): string => text.replace(/\\([^])/g, '$1');
const unquote = (text: string): string => text.startsWith('"') ? unescape(text.slice(1, -1)) : text;
