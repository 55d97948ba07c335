import { problem } from '../errors.ts';
import type { Clause } from './syntax.ts';
import { refuseQuery, tokensOf, type Token } from './tokens.ts';

const DEEPEST = 40;

/**
 * Reads a query in the language of CKAN's search server, as far as its clients use it: words, "phrases", `field:value`, `field:(a OR b)`, `+`, `-`,
 * AND, OR, NOT, parentheses, ranges, wildcards. Clauses beside each other must all hold (q.op AND).
 *
 * @throws `ckan.query-refused` with the place of what cannot be read; local params (`{!…}`) always are refused.
 */
export function parseSolr(query: string): Clause {
  const local = /\{!|_query_:/.exec(query);
  if (local) throw problem('query-refused', { detailTh: `ตำแหน่งที่ ${local.index + 1}: ไม่รับ local parameters`, detailEn: `at character ${local.index + 1}: local parameters are not supported`, position: local.index + 1 });
  const tokens = tokensOf(query);
  if (tokens.length === 0) return { kind: 'all' };
  const reader = { tokens, next: 0, end: query.length };
  const clause = readEither(reader, null, 0);
  const left = tokens[reader.next];
  if (left) throw refuseQuery(left.at, 'วงเล็บปิดเกิน', 'a parenthesis is closed that was not opened');
  return clause;
}

interface Reader { tokens: readonly Token[]; next: number; end: number }

const peek = ({ tokens, next }: Reader): Token | undefined => tokens[next];
const take = (reader: Reader): Token | undefined => { const token = reader.tokens[reader.next]; reader.next += 1; return token; };

function readEither(reader: Reader, field: string | null, depth: number): Clause {
  if (depth > DEEPEST) throw refuseQuery(peek(reader)?.at ?? reader.end, 'วงเล็บซ้อนกันลึกเกินไป', 'parentheses are nested too deeply');
  const of = [readAll(reader, field, depth)];
  while (peek(reader)?.kind === 'or') {
    take(reader);
    of.push(readAll(reader, field, depth));
  }
  return of.length === 1 ? of[0] as Clause : { kind: 'or', of };
}

function readAll(reader: Reader, field: string | null, depth: number): Clause {
  const of: Clause[] = [];
  for (;;) {
    const token = peek(reader);
    if (token?.kind === 'and' && of.length > 0) { take(reader); of.push(readOne(reader, field, depth)); continue; }
    if (!token || token.kind === ')' || token.kind === 'or') break;
    of.push(readOne(reader, field, depth));
  }
  if (of.length === 0) throw refuseQuery(peek(reader)?.at ?? reader.end, 'ขาดเงื่อนไข', 'a clause is missing');
  return of.length === 1 ? of[0] as Clause : { kind: 'and', of };
}

function readOne(reader: Reader, field: string | null, depth: number): Clause {
  const token = take(reader);
  if (!token) throw refuseQuery(reader.end, 'ขาดเงื่อนไข', 'a clause is missing');
  if (depth > DEEPEST) throw refuseQuery(token.at, 'เงื่อนไขซ้อนกันลึกเกินไป', 'clauses are nested too deeply');
  switch (token.kind) {
    case '+': return readOne(reader, field, depth);
    case '-': case 'not': return { kind: 'not', of: readOne(reader, field, depth + 1) };
    case '(': return readGroup(reader, field, depth, token.at);
    case 'field': return readOne(reader, token.text, depth);
    case 'range': return { kind: 'range', field, from: openEnd(token.from), to: openEnd(token.to), fromOpen: token.fromOpen, toOpen: token.toOpen, at: token.at };
    case 'term': return field === '*' && token.text === '*' || (field === null && token.text === '*') ? { kind: 'all' } : { kind: 'term', field, value: token.text, at: token.at };
    case 'phrase': return { kind: 'phrase', field, value: token.text, at: token.at };
    default: throw refuseQuery(token.at, 'ขาดเงื่อนไขก่อนเครื่องหมายนี้', 'a clause is missing before this');
  }
}

function readGroup(reader: Reader, field: string | null, depth: number, at: number): Clause {
  const clause = readEither(reader, field, depth + 1);
  if (take(reader)?.kind !== ')') throw refuseQuery(at, 'วงเล็บไม่ปิด', 'a parenthesis is not closed');
  return clause;
}

const openEnd = (text: string): string | null => text === '*' ? null : text;
