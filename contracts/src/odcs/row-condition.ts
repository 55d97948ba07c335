/** First look at the SQL of a row rule: one expression over the row's own columns, no statement, no file, no second query. */

const statementWords = new Set(['select', 'with', 'from', 'insert', 'update', 'delete', 'copy', 'attach', 'detach', 'pragma', 'install', 'load', 'export',
  'import', 'call', 'create', 'drop', 'alter', 'execute', 'prepare', 'union', 'values', 'truncate', 'merge', 'vacuum', 'checkpoint']);
const outsideReaders = /^(read_\w+|glob|getenv|query|query_table|sniff_csv|parquet_\w+|duckdb_\w+|pragma_\w+|which_secret|current_setting|nextval|currval|random|uuid|now|today|get_current_\w+|current_\w+|txid_current)$/;

type Fault = { th: string; en: string };

/** Why the SQL is refused, in Thai and English; null when it can go to the engine for the full check. */
export function conditionFault(sql: string): Fault | null {
  const bare = withoutQuoted(sql);
  if (bare === null) return { th: 'เครื่องหมายคำพูดใน SQL ไม่ปิด', en: 'A quote in the SQL is not closed.' };
  if (bare.trim() === '') return { th: 'ยังไม่มีเงื่อนไข', en: 'There is no condition.' };
  if (bare.includes(';')) return { th: 'เขียนได้เพียงเงื่อนไขเดียว ไม่มี ;', en: 'Only one condition may stand here, without “;”.' };
  if (/--|\/\*/.test(bare)) return { th: 'ใส่หมายเหตุใน SQL ไม่ได้', en: 'Comments may not stand in the SQL.' };
  if (/[$?]/.test(bare)) return { th: 'ใช้ตัวแปร $ หรือ ? ใน SQL ไม่ได้', en: 'Parameters may not stand in the SQL.' };
  return nestingFault(bare) ?? wordFault(bare);
}

/** The SQL with quoted text and quoted names blanked out; null when a quote stays open. */
function withoutQuoted(sql: string): string | null {
  const bare = sql.replace(/'(?:[^']|'')*'/g, "''").replace(/"(?:[^"]|"")*"/g, 'q');
  return bare.replaceAll("''", '').includes("'") || bare.includes('"') ? null : bare;
}

function nestingFault(bare: string): Fault | null {
  const open: string[] = [];
  const partner: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
  for (const sign of bare) {
    if ('([{'.includes(sign)) open.push(sign);
    else if (partner[sign] !== undefined && open.pop() !== partner[sign]) return { th: 'วงเล็บใน SQL ไม่ครบคู่', en: 'The brackets in the SQL do not pair.' };
  }
  return open.length > 0 ? { th: 'วงเล็บใน SQL ไม่ครบคู่', en: 'The brackets in the SQL do not pair.' } : null;
}

/** The two places where `from` belongs to an expression and not to a query. */
const innerFrom = /\bis\s+(?:not\s+)?distinct\s+from\b|\bextract\s*\(\s*\w+\s+from\b/gi;

function wordFault(bare: string): Fault | null {
  for (const [word, next] of wordsOf(bare.replace(innerFrom, ' '))) {
    const lower = word.toLowerCase();
    if (statementWords.has(lower)) {
      return { th: `ใช้คำ “${word}” ไม่ได้ เขียนเฉพาะเงื่อนไขของแถว`, en: `“${word}” may not stand here; write a condition over one row.` };
    }
    if (outsideReaders.test(lower) && (next === '(' || lower.startsWith('current_'))) {
      return { th: `ใช้ ${word} ไม่ได้ เงื่อนไขต้องให้ผลเดิมทุกครั้งและดูเฉพาะค่าในแถว`, en: `${word} may not be used; a condition sees only its row and always answers alike.` };
    }
  }
  return null;
}

function wordsOf(bare: string): [string, string][] {
  return [...bare.matchAll(/([A-Za-z_]\w*)\s*(\S?)/g)].map((match) => [match[1] as string, match[2] ?? '']);
}
