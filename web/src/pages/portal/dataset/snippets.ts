export const languages = ['curl', 'python', 'r', 'javascript'] as const;
export type Language = (typeof languages)[number];
export const languageNames: Record<Language, string> = { curl: 'curl', python: 'Python', r: 'R', javascript: 'JavaScript' };

/** Commands that read this dataset from this very server, whole and as they stand; no key and no package that does not come with the language. */
export function snippetOf(language: Language, origin: string, slug: string): string {
  const file = `${origin}/api/v1/datasets/${slug}/releases/current/download?format=csv`;
  const rows = `${origin}/api/v1/datasets/${slug}/releases/current/rows?limit=100`;
  switch (language) {
    case 'curl': return `curl -fL -o ${slug}.csv "${file}"\ncurl -f "${rows}"`;
    case 'python': return ['import csv, io, urllib.request', '', `url = "${file}"`, 'with urllib.request.urlopen(url) as reply:', '    rows = list(csv.DictReader(io.TextIOWrapper(reply, "utf-8-sig")))', 'print(len(rows), rows[0])'].join('\n');
    case 'r': return [`url <- "${file}"`, 'data <- read.csv(url, fileEncoding = "UTF-8-BOM")', 'str(data)'].join('\n');
    case 'javascript': return [`const reply = await fetch("${rows}");`, 'const { columns, items, nextCursor } = await reply.json();', 'console.table(items);'].join('\n');
  }
}
