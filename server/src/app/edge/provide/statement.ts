/** A statement with its named values taken out: `:path.id`, `:query.year`, `:body.citizenId`. */
export interface Statement { text(mark: (n: number) => string): string; names: readonly { from: 'path' | 'query' | 'body'; name: string }[] }

type Words = { th: string; en: string };
const STARTS = /^\s*(?:select|with|values)\b/i;
const PARTS = {
  postgres: /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|::|\$[A-Za-z_]*\$|\?|;|:([A-Za-z_]\w*)(?:\.([A-Za-z_][\w-]*))?/g,
  mysql: /'(?:[^'\\]|''|\\.)*'|"(?:[^"\\]|""|\\.)*"|`(?:[^`]|``)*`|--[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/|;|\?|:([A-Za-z_]\w*)(?:\.([A-Za-z_][\w-]*))?/g,
} as const;

/** Reads a statement of the settings. @returns what is wrong with it when it is not one reading statement with values named by where they come from. */
export function readStatement(written: string, kind: keyof typeof PARTS): Statement | Words {
  const sql = written.trim().replace(/;\s*$/, '');
  if (!STARTS.test(sql)) return { th: 'ต้องเป็นคำสั่งอ่านคำสั่งเดียวที่ขึ้นต้นด้วย SELECT', en: 'must be one reading statement that begins with SELECT' };
  const names: { from: 'path' | 'query' | 'body'; name: string }[] = [];
  const pieces: string[] = [];
  let last = 0;
  for (const found of sql.matchAll(PARTS[kind])) {
    const [all, from, name] = found;
    if (all === ';') return { th: 'มีได้คำสั่งเดียว', en: 'has more than one statement' };
    if (all === '?' || all.startsWith('$')) return { th: `ใช้ ${all} ไม่ได้ ให้ใช้ชื่อ เช่น :body.id`, en: `cannot use ${all}; name values, for instance :body.id` };
    if (from === undefined) continue;
    if (!['path', 'query', 'body'].includes(from) || name === undefined) return { th: `ค่า ${all} ต้องขึ้นต้นด้วย :path. :query. หรือ :body.`, en: `the value ${all} must begin with :path., :query. or :body.` };
    pieces.push(sql.slice(last, found.index));
    names.push({ from: from as 'path', name });
    last = found.index + all.length;
  }
  pieces.push(sql.slice(last));
  return { names, text: (mark) => pieces.map((piece, i) => (i < names.length ? piece + mark(i + 1) : piece)).join('') };
}
