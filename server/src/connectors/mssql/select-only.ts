import { connectorProblem } from '../problems.ts';

/** Words that begin a statement, or the part of one, that does more than read. They are reserved: no name of anything without brackets. */
const writing = new Set([
  'insert', 'update', 'delete', 'merge', 'truncate', 'drop', 'alter', 'create', 'into', 'exec', 'execute', 'grant', 'revoke', 'deny', 'declare', 'set', 'begin', 'commit', 'rollback', 'save', 'use', 'backup',
  'restore', 'dump', 'load', 'shutdown', 'kill', 'reconfigure', 'dbcc', 'waitfor', 'while', 'if', 'goto', 'return', 'print', 'raiserror', 'bulk', 'checkpoint', 'deallocate', 'open', 'close', 'revert', 'setuser',
  'readtext', 'writetext', 'updatetext', 'trigger', 'proc', 'procedure', 'break', 'continue', 'openquery', 'openrowset', 'opendatasource',
]);
const token = /\s+|--[^\n]*|'[^']*(?:''[^']*)*'|"[^"]*(?:""[^"]*)*"|\[[^\]]*(?:\]\][^\]]*)*\]|\/\*|[\p{L}_@#][\p{L}\p{N}_@#$]*|[\s\S]/gu;

/**
 * Makes sure that a text is one reading statement before it goes to a server that knows no read-only transactions: it begins with SELECT or WITH, ends no
 * statement in its middle, and has no word outside of names, texts and comments that could begin a writing one. It is run inside a transaction that is
 * always rolled back, and by an account that may only read.
 * @throws `connectors.query-not-select`
 */
export function checkSelectOnly(query: string): void {
  const words = wordsOf(query);
  const first = words.find((word) => word !== '(');
  if (first !== 'select' && first !== 'with') throw connectorProblem('query-not-select');
  const found = words.find((word, i) => writing.has(word) && !isHint(word, words[i + 1]));
  if (found) throw connectorProblem('query-not-select', { word: found, detailTh: `คำว่า ${found} ใช้ไม่ได้ในคำสั่งอ่าน ถ้าเป็นชื่อ ให้ใส่ใน []`, detailEn: `The word ${found} has no place in a reading statement; if it is a name, put it into brackets.` });
  // END also ends a conversation; each must belong to a CASE.
  const count = (word: string) => words.filter((each) => each === word).length;
  if (words.includes(';') || count('end') !== count('case')) throw connectorProblem('query-not-select');
}

/** Whether the statement can stand inside another one: T-SQL takes no WITH there. */
export function beginsWithWith(query: string): boolean {
  return wordsOf(query)[0] === 'with';
}

/** MERGE is also a way to join, or to bring unions together. */
function isHint(word: string, next: string | undefined): boolean {
  return word === 'merge' && (next === 'join' || next === 'union');
}

/** Words in small letters and single signs, without texts, names in quotes and comments. */
function wordsOf(query: string): string[] {
  const words: string[] = [];
  token.lastIndex = 0;
  for (let found = token.exec(query); found; found = token.exec(query)) {
    const [text] = found;
    if (text === '/*') token.lastIndex = commentEnd(query, token.lastIndex);
    else if (text === "'" || text === '"' || text === '[') throw connectorProblem('query-refused', { detailTh: `เครื่องหมาย ${text} ไม่มีตัวปิด`, detailEn: `A ${text} is not closed.` });
    else if (!/^(\s|--)/.test(text) && !(text.length > 1 && /^['"[]/.test(text))) words.push(text.toLowerCase());
  }
  return words;
}

/** Comments of T-SQL stand inside each other. */
function commentEnd(query: string, from: number): number {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = from;
  let depth = 1;
  for (let found = mark.exec(query); found; found = mark.exec(query)) {
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  throw connectorProblem('query-refused', { detailTh: 'หมายเหตุ /* ไม่มีตัวปิด', detailEn: 'A comment /* is not closed.' });
}
