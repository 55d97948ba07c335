import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { describeHouse } from '../../tools/composed-house.ts';
import { isTest, listSources, readSource, root } from '../../tools/source-files.ts';

interface Item { id: string; level: 1 | 2 | 3; th: string; en: string; test?: string | string[]; state?: 'partly' | 'open' | 'absent'; reason?: { th: string; en: string } }

const items = parse(readSource('docs/standards/asvs.yaml')) as Item[];
const page = readSource('docs/standards/asvs-5.0.md');
const testsOf = ({ test = [] }: Item) => [test].flat();

/** Items of each section of OWASP ASVS 5.0.0 and, by chapter, how many of levels 1, 2 and 3. */
const SECTIONS: Record<string, number[]> = { V6: [3, 12, 8, 6, 8, 4, 2, 4], V7: [3, 4, 2, 5, 3, 2], V8: [4, 4, 3, 2], V9: [3, 4], V10: [2, 3, 5, 16, 5, 2, 3], V16: [1, 5, 4, 3, 4] };
const LEVELS: Record<string, number[]> = { V6: [13, 22, 12], V7: [6, 12, 1], V8: [4, 3, 6], V9: [4, 3, 0], V10: [5, 24, 7], V16: [0, 16, 1] };

/** Titles of the tests of a file, as they are written. */
const titles = (file: string): string[] => [...readSource(file).matchAll(/(?:\bit|\))\(\s*(?:'((?:[^'\\]|\\.)*)'|`([^`]*)`)/g)].map(([, plain, template]) => plain ?? template ?? '');

describe('the matrix of OWASP ASVS 5.0', () => {
  it('has each of the 139 items once, under its level', () => {
    const wanted = Object.entries(SECTIONS).flatMap(([chapter, sections]) => sections.flatMap((count, s) => Array.from({ length: count }, (_, n) => `${chapter}.${s + 1}.${n + 1}`)));
    expect([wanted.length, items.map(({ id }) => id)]).toEqual([139, wanted]);
    const levels = Object.fromEntries(Object.keys(LEVELS).map((chapter) => [chapter, [1, 2, 3].map((level) => items.filter((item) => item.id.startsWith(`${chapter}.`) && item.level === level).length)]));
    expect(levels).toEqual(LEVELS);
  });

  it('says in Thai and English what each item asks, and of each what is missing', () => {
    for (const { id, th, en, reason, state } of items) {
      expect([id, th, en]).toEqual([id, expect.stringMatching(/[ก-๙]/), expect.stringMatching(/^[A-Z].*\.$/)]);
      expect([id, reason !== undefined]).toEqual([id, state !== undefined]);
      if (reason) expect([id, reason.th, reason.en]).toEqual([id, expect.stringMatching(/[ก-๙].{15}/), expect.stringMatching(/[a-z ]{4}.{15}/)]);
    }
  });

  it('gives every item a test, or says honestly why there is none', () => {
    expect(items.filter((item) => testsOf(item).length === 0 && !item.reason).map(({ id }) => id)).toEqual([]);
    // "Partly" claims something: a test shows it. "Open" is a gap; "absent" is a thing that the house does not have.
    expect(items.filter((item) => item.state === undefined && testsOf(item).length === 0).map(({ id }) => id)).toEqual([]);
    expect(items.filter(({ level, state }) => level === 1 && state === 'open').map(({ id }) => id)).toEqual([]);
  });

  it('names only tests that exist', () => {
    const named = items.flatMap(testsOf);
    expect(named.length).toBeGreaterThan(139);
    const unknown = named.filter((each) => {
      const [file = '', title = ''] = each.split(' › ');
      return !isTest(file) || !existsSync(join(root, file)) || !titles(file).includes(title);
    });
    expect([...new Set(unknown)]).toEqual([]);
  });

  it('is counted on its page', () => {
    const row = (name: string, of: readonly Item[]) => `| ${name} | ${of.length} | ${of.filter(({ state }) => state === undefined).length} | ${['partly', 'absent', 'open'].map((state) => of.filter((item) => item.state === state).length).join(' | ')} |`;
    for (const chapter of Object.keys(SECTIONS)) expect(page).toContain(row(chapter, items.filter(({ id }) => id.startsWith(`${chapter}.`))));
    for (const level of [1, 2, 3]) expect(page).toContain(row(`L${level}`, items.filter((item) => item.level === level)));
    for (const { id } of items.filter(({ state }) => state === 'open')) expect(page).toContain(id);
  });
});

describe('what the standard asks to be written down', () => {
  it('the page has every section of it', () => {
    for (const heading of ['Guessing', 'Words no password is made of', 'Ways in', 'Sessions', 'Sessions of services', 'What a decision looks at', 'Fields and rows', 'What is logged where']) {
      expect(page).toMatch(new RegExp(`^## [ก-๙].* · ${heading}$`, 'm'));
    }
  });
});

describe('the ways in', () => {
  it('no way in is by e-mail, telephone, push or a secret question', async () => {
    const { routes, dispose } = await describeHouse();
    dispose();
    const ways = routes.filter(({ policy, method }) => policy.name === 'identity.sign-in' && method === 'POST').map(({ path }) => path).sort();
    expect(ways).toEqual(['/sign-in/passkey', '/sign-in/passkey/options', '/sign-in/password', '/sign-in/recovery', '/sign-in/totp']);
  });

  it('password fields hide what is typed, can show it, and hinder no password manager', () => {
    const sources = listSources(['web']).filter((file) => !isTest(file));
    const fields = sources.filter((file) => /['"]password['"]/.test(readSource(file)) && /<(?:TextField|Input|input)\b/.test(readSource(file)));
    expect(fields).toEqual(['web/src/ui/password-field.tsx']);
    expect(readSource(fields[0] as string)).toMatch(/type=\{shown \? 'text' : 'password'\}/);
    expect(readSource(fields[0] as string)).toMatch(/autoComplete=\{autoComplete\}/);
    expect(sources.filter((file) => /onPaste|autoComplete="off"[^>]*password|password[^>]*autoComplete="off"/i.test(readSource(file)))).toEqual([]);
  });
});
