import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { listProblems } from '../../server/src/kernel/problem.ts';
import { unproved } from '../../server/src/modules/sharing/operations/open-agreement.ts';
import { eventWords } from '../../server/src/modules/sharing/schemas.ts';
import { describeHouse } from '../../tools/composed-house.ts';
import { isTest, listSources, readSource } from '../../tools/source-files.ts';
import { ledgerKinds as english } from '../../web/src/messages/en/ledger-kinds.ts';
import { ledgerKinds as thai } from '../../web/src/messages/th/ledger-kinds.ts';

const THAI = /[\u0e01-\u0e5b]/;
/** Pages keep one file a language; the type of the Thai one is the shape of the English one. */
const PER_LANGUAGE = /^web\/src\/messages\/(?:th|en)\//;
const sources = listSources(['contracts', 'server', 'web', 'sample']).filter((file) => !isTest(file) && !PER_LANGUAGE.test(file));

/** Every object literal that says something in both languages: `{ th, en }`, `{ nextTh, nextEn }`, `{ titleTh, titleEn }` … */
function listPairs(file: string): { place: string; th: string; en: string }[] {
  const tree = ts.createSourceFile(file, readSource(file), ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const pairs: { place: string; th: string; en: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const said = new Map(node.properties.flatMap((property) => ts.isPropertyAssignment(property) && isText(property.initializer) ? [[property.name.getText(), property.initializer.getText()] as const] : []));
      for (const [name, th] of said) {
        const en = name === 'th' ? said.get('en') : name.endsWith('Th') ? said.get(name.replace(/Th$/, 'En')) : undefined;
        if (en !== undefined) pairs.push({ place: `${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${name}`, th, en });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return pairs;
}

const isText = (node: ts.Expression) => ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node);
/** Text that is only a place, a figure, a name of a format or a sign reads the same in both languages. */
const isWordless = (text: string) => !/[a-z]{3}/.test(text.replace(/\$\{[^}]*\}/g, ''));

describe('what the house says', () => {
  const pairs = sources.flatMap(listPairs);

  it('is found', () => { expect(pairs.length).toBeGreaterThan(200); });

  it('is said in Thai where Thai is promised', () => {
    expect(pairs.filter(({ th, en }) => !THAI.test(th) && !(th === en || isWordless(th))).map(({ place, th }) => `${place}: ${th}`)).toEqual([]);
  });

  it('is said in English where English is promised', () => {
    // A Thai word may be quoted inside an English sentence, as a value that was received.
    const half = (text: string) => (text.match(/[\u0e01-\u0e5b]/g)?.length ?? 0) > text.length / 2;
    expect(pairs.filter(({ en }) => half(en)).map(({ place, en }) => `${place}: ${en}`)).toEqual([]);
  });
});

describe('kinds of entries of the ledger', () => {
  const written = listSources(['server/src/modules']).filter((file) => !isTest(file)).map(readSource).join('\n');
  const said = (pattern: RegExp) => [...written.matchAll(pattern)].map((found) => found[1] as string);
  const kinds = new Set([
    ...said(/appendEntr(?:y|ies)\([^;]*?kind: '([a-z]+\.[a-z-]+)'/g), 'exchange.exchange',
    ...said(/recordChange\(tx,[^;]*?((?:'[a-z-]+'(?: : )?)+), `/g).flatMap((words) => words.split(' : ')).map((word) => `registry.${word.replaceAll("'", '')}`),
    ...eventWords.filter((word) => !unproved.includes(word)).map((word) => `sharing.agreement-${word}`),
  ]);

  it('are found', () => { expect([...kinds].filter((kind) => kind.startsWith('registry.')).length).toBeGreaterThan(10); expect(kinds.size).toBeGreaterThan(50); });

  it('each have a name in Thai and English, and no name is of nothing', () => {
    expect(Object.keys(thai).sort()).toEqual([...kinds].sort());
    expect(Object.keys(english).sort()).toEqual([...kinds].sort());
    expect(Object.values(thai).filter((name) => !THAI.test(name))).toEqual([]);
  });
});

describe('the problems', () => {
  it('each have a status, a title and a next step in Thai and English', async () => {
    (await describeHouse()).dispose();
    const problems = listProblems();
    expect(problems.length).toBeGreaterThan(30);
    const incomplete = problems.filter(({ code, entry }) => !/^[a-z]+\.[a-z]+(-[a-z0-9]+)*$/.test(code) || entry.status < 400 || entry.status > 599
      || !THAI.test(entry.th) || !THAI.test(entry.nextTh) || !/[a-z]/.test(entry.en) || !/[a-z]/.test(entry.nextEn) || THAI.test(entry.en + entry.nextEn));
    expect(incomplete.map(({ code }) => code)).toEqual([]);
  });

  it('are the only errors a module throws', () => {
    const bare = listSources(['server/src/modules']).filter((file) => !isTest(file)).flatMap((file) => readSource(file).split('\n')
      .flatMap((line, i) => /\bnew Error\(/.test(line) ? [`${file}:${i + 1}`] : []));
    expect(bare).toEqual([]);
  });
});
