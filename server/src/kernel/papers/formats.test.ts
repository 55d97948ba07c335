import { posix } from 'node:path';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Paper } from './paper.ts';
import { openPress, type Press } from './press.ts';
import { readParts } from './testing/docx-parts.ts';
import { aLetter, aMemo, aReport, says, tableOf, theCharts, theMinutes } from './testing/example-papers.ts';
import { readObjects } from './testing/pdf-text.ts';

let press: Press;
beforeAll(() => { press = openPress(); });
afterAll(() => press.close());

const papers: [string, () => Paper][] = [
  ['a letter', () => aLetter([says('ก <b>&amp;'), tableOf(3)])], ['a memo', aMemo], ['minutes', theMinutes], ['a report with charts and a cell of 10,000 characters', () => aReport([...theCharts, tableOf(2, () => 'น้ำ'.repeat(3_334))])],
];

interface Element { name: string; attributes: Record<string, string>; parent: string }
/** Every element; throws where the file is not well-formed XML with its namespaces declared. */
function elementsOf(xml: string): Element[] {
  const found: Element[] = [];
  const path: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => { throw error; });
  parser.on('opentag', ({ name, attributes }) => { found.push({ name, parent: path.at(-1) ?? '', attributes: Object.fromEntries(Object.entries(attributes).map(([key, { value }]) => [key, value])) }); path.push(name); });
  parser.on('closetag', () => { path.pop(); });
  parser.write(xml).close();
  return found;
}

describe('a DOCX, as Word asks for it (ECMA-376 parts 1 and 2)', () => {
  it.each(papers)('of %s has a type for each part, a part for each relation, a style for each name and a width for each cell', async (_, paper) => {
    const parts = await readParts(await press.print(paper(), 'docx'));
    const xml = new Map([...parts].filter(([name]) => /\.(?:xml|rels|svg)$/.test(name)).map(([name, text]) => [name, elementsOf(text)]));
    const types = xml.get('[Content_Types].xml') ?? [];
    const [defaults, overrides] = [types.filter(({ name }) => name === 'Default').map(({ attributes }) => attributes['Extension']), types.filter(({ name }) => name === 'Override').map(({ attributes }) => attributes['PartName']?.slice(1) ?? '')];
    expect(overrides.filter((name) => !parts.has(name))).toEqual([]);
    expect([...parts.keys()].filter((name) => name !== '[Content_Types].xml' && !overrides.includes(name) && !defaults.includes(name.split('.').at(-1)))).toEqual([]);
    expect(overrides).toContain('word/document.xml');
    for (const [name, elements] of [...xml].filter(([each]) => each.endsWith('.rels'))) {
      const from = posix.join(posix.dirname(name), '..');
      for (const { attributes } of elements.filter((each) => each.name === 'Relationship')) if (attributes['TargetMode'] !== 'External') expect(parts.has(posix.join(from, attributes['Target'] ?? ''))).toBe(true);
    }
    const document = xml.get('word/document.xml') ?? [];
    const relations = new Set((xml.get('word/_rels/document.xml.rels') ?? []).map(({ attributes }) => attributes['Id']));
    expect(document.flatMap(({ attributes }) => Object.entries(attributes)).filter(([key, value]) => /^r:(?:id|embed|link)$/.test(key) && !relations.has(value))).toEqual([]);
    const styles = new Set((xml.get('word/styles.xml') ?? []).filter(({ name }) => name === 'w:style').map(({ attributes }) => attributes['w:styleId']));
    expect(document.filter(({ name, attributes }) => /^w:[prt](?:bl)?Style$/i.test(name) && !styles.has(attributes['w:val'])).map(({ attributes }) => attributes['w:val'])).toEqual([]);
    const count = (name: string, parent?: string) => document.filter((each) => each.name === name && (parent === undefined || each.parent === parent)).length;
    // Every cell ends in a paragraph, every table has its columns, the text's last word is the page.
    expect([count('w:tcW'), count('w:tblGrid'), count('w:body'), count('w:sectPr', 'w:body')]).toEqual([count('w:tc'), count('w:tbl'), 1, 1]);
    expect(parts.get('word/document.xml')).not.toMatch(/<w:tc>(?:(?!<w:p[ >]|<w:p\/>|<\/w:tc>).)*<\/w:tc>/s);
    expect(new Set(document.filter(({ name }) => name === 'wp:docPr').map(({ attributes }) => attributes['id'])).size).toBe(count('wp:docPr'));
  });

  it('repeats the head of a table on each page and parts no word of its own', async () => {
    const document = elementsOf((await readParts(await press.print(aReport([tableOf(120)]), 'docx'))).get('word/document.xml') ?? '');
    expect(document.filter(({ name }) => name === 'w:tblHeader')).toHaveLength(1);
    expect(document.filter(({ name }) => name === 'w:tr')).toHaveLength(121);
  });
});

describe('a PDF/A-3a, as ISO 19005-3 asks for it where structure tells (no validator is to be had from the registries)', () => {
  it.each(papers)('of %s says what it is, holds its fonts, its colours and its file, and reaches for nothing outside', async (_, paper) => {
    const pdf = await press.print(paper(), 'pdf');
    const text = pdf.toString('latin1');
    const objects = [...readObjects(pdf).values()];
    const the = (type: RegExp) => objects.filter(({ head }) => type.test(head));
    const [catalog] = the(/\/Type \/Catalog\b/);
    // §6.1: head, id, no encryption. §6.2.3: one intent with its profile. §6.7: marked, with a tree and a language.
    expect([text.startsWith('%PDF-1.7\n%'), /\/ID \[\(/.test(text), text.includes('/Encrypt')]).toEqual([true, true, false]);
    expect(catalog?.head).toMatch(/\/OutputIntents[\s\S]*\/Lang \(th\)[\s\S]*\/StructTreeRoot[\s\S]*\/MarkInfo <<\s*\/Marked true[\s\S]*\/AF \[\d+ 0 R\]/);
    expect(text).toMatch(/\/S \/GTS_PDFA1/);
    const profile = /\/DestOutputProfile (\d+) 0 R/.exec(text)?.[1] ?? '';
    expect(readObjects(pdf).get(profile)?.stream().toString('latin1', 36, 40)).toBe('acsp');
    // §6.6.4: part and conformance in XMP; the title as the document's.
    expect(text).toMatch(/<pdfaid:part>3<\/pdfaid:part>/);
    expect(text).toMatch(/<pdfaid:conformance>A<\/pdfaid:conformance>/);
    // §6.2.11: each font inside, with the map of what it says.
    expect(the(/\/Type \/FontDescriptor/).filter(({ head }) => !/\/FontFile[23]? \d+ 0 R/.test(head))).toEqual([]);
    const fonts = the(/\/Subtype \/Type0/);
    expect([fonts.length > 0, fonts.filter(({ head }) => !/\/ToUnicode \d+ 0 R/.test(head) || !/\/BaseFont \/[A-Z]{6}\+/.test(head))]).toEqual([true, []]);
    expect(the(/\/Type \/Font\b/).filter(({ head }) => /\/Subtype \/(?:Type1|TrueType|MMType1)\b/.test(head))).toEqual([]);
    // §6.8: the file within has its kind and says how it belongs.
    expect(the(/\/Type \/Filespec/).map(({ head }) => /\/AFRelationship \/Data/.test(head) && /\/UF /.test(head) && /\/Desc /.test(head))).toEqual([true]);
    expect(the(/\/Type \/EmbeddedFile/).every(({ head }) => /\/Subtype \/application#2Fjson/.test(head) && /\/ModDate/.test(head))).toBe(true);
    // §6.5, §6.6: no actions, scripts, sounds or films, no form; nothing that another file holds.
    expect(text).not.toMatch(/\/(?:JavaScript|JS|Launch|Sound|Movie|RichMedia|3D|AcroForm|XFA|OpenAction|SubmitForm|ImportData|GoToR)\b/);
    expect(text).not.toMatch(/\/(?:LZWDecode|Alternates|OPI)\b/);
  });

  it('of another name lies inside when the paper brings its figures', async () => {
    expect((await press.print(aReport([says('ก')], { figures: { overdue: 3 } }), 'pdf')).includes('{"overdue":3}')).toBe(true);
  });
});
