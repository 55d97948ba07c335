import { describe, expect, it } from 'vitest';
import { moduleFolders } from '../../server/src/app/module-folders.ts';
import { describeHouse } from '../../tools/composed-house.ts';
import { listFiles, readSource } from '../../tools/source-files.ts';

/** Rows of docs/glossary.md: | ไทย | English | `code` … | meaning |. */
const rows = readSource('docs/glossary.md').split('\n').filter((line) => /^\| [\u0e00-\u0e7f]/.test(line) && !line.startsWith('| ไทย |')).map((line) => {
  const [th, en, code, meaning] = line.split('|').slice(1).map((cell) => cell.trim());
  return { th: th ?? '', en: en ?? '', code: [...(code ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name as string), meaning: meaning ?? '' };
});
const known = new Set(rows.flatMap((row) => row.code));

describe('the glossary', () => {
  it('says each noun once, in Thai, English and code, with one meaning', () => {
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.filter((row) => !row.en || row.code.length === 0 || row.meaning.length < 10).map((row) => row.th)).toEqual([]);
    for (const column of [rows.map((row) => row.th), rows.map((row) => row.en), rows.flatMap((row) => row.code)]) {
      expect(column.filter((word, i) => column.indexOf(word) !== i)).toEqual([]);
    }
  });

  it('knows every schema, table and view of the register', () => {
    const nouns = listFiles(/\/migrations\/.*\.sql$/, ['server']).flatMap((file) =>
      [...readSource(file).matchAll(/^create (?:table|view|materialized view)(?: if not exists)? ([a-z_]+)\.([a-z_0-9]+)/gm)].map(([, , name]) => (name as string).replace(/_v\d+$/, '')));
    expect(nouns.length).toBeGreaterThan(15);
    expect([...new Set([...moduleFolders.map((folder) => folder.name), ...nouns])].filter((noun) => !known.has(noun))).toEqual([]);
  });

  it('knows every noun in the addresses of the API', async () => {
    const { routes, dispose } = await describeHouse();
    dispose();
    const segments = routes.flatMap((route) => route.path.split('/').filter((segment) => segment && !segment.startsWith(':')));
    const singular = (word: string) => word.replace(/\.[a-z]+$/, '').replace(/ies$/, 'y').replace(/s$/, '').replace(/statu$/, 'status');
    expect([...new Set(segments)].filter((word) => !known.has(word) && !known.has(singular(word)))).toEqual([]);
  });
});
