import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { parseContract } from '../odcs/parse.ts';
import { writeContract } from '../odcs/write.ts';
import { ruleLibrary, ruleText, type RuleUse } from './library.ts';

const plots = readFileSync(new URL('../../../definitions/contracts/farmer-plots.yaml', import.meta.url), 'utf8');

/** The example contract with one named rule. */
function withRule(use: object, severity?: string): string {
  const document = parse(plots);
  document.schema[0].quality = [{ id: 'named', type: 'custom', engine: 'saphan', implementation: use, name: 'กติกา', ...(severity && { severity }) }];
  return stringify(document);
}
const faults = (use: object, severity?: string) => { const read = parseContract(withRule(use, severity)); return 'contract' in read ? [] : read.problems.map(({ pointer }) => pointer.replace('/schema/0/quality/0/', '')); };

test('every rule has a name of its own and says itself in Thai and English', () => {
  expect(new Set(ruleLibrary.map(({ name }) => name)).size).toBe(ruleLibrary.length);
  expect(ruleLibrary.length).toBeGreaterThanOrEqual(20);
  for (const { titleTh, titleEn, saysTh, saysEn } of ruleLibrary) for (const [th, en] of [[titleTh, titleEn], [saysTh, saysEn]]) { expect(th).toMatch(/[ก-๙]/); expect(en).toMatch(/[a-z]/); }
});

test('a named rule is read, told as a person reads it, and written as it was', () => {
  const read = parseContract(withRule({ rule: 'between', column: 'area_rai', min: 0, max: 100 }));
  if (!('contract' in read)) throw new TypeError(JSON.stringify(read.problems));
  expect(read.contract.rules).toEqual([{ id: 'named', sql: 'between(area_rai, min 0, max 100)', severity: 'reject', titleTh: 'กติกา', titleEn: 'กติกา', use: { rule: 'between', column: 'area_rai', min: 0, max: 100 } }]);
  expect(parseContract(writeContract(read.contract))).toEqual({ contract: read.contract });
});

test('a rule over all rows holds the run unless it is said to warn', () => {
  const read = parseContract(withRule({ rule: 'null-share', column: 'crop', share: 0.1 }));
  expect('contract' in read && read.contract.rules[0]?.severity).toBe('hold');
  expect(faults({ rule: 'null-share', column: 'crop', share: 0.1 }, 'reject')).toEqual(['severity']);
});

test.each<[string, object, string]>([
  ['a name that is none', { rule: 'betwen', column: 'area_rai' }, 'implementation/rule'],
  ['a parameter that is missing', { rule: 'null-share', column: 'crop' }, 'implementation/share'],
  ['a parameter that it does not take', { rule: 'not-empty', column: 'crop', days: 3 }, 'implementation/days'],
  ['a column that is not there', { rule: 'not-empty', column: 'nothing' }, 'implementation/column'],
  ['a column of another type', { rule: 'not-in-future', column: 'crop' }, 'implementation/column'],
  ['one column where two are needed', { rule: 'in-order', columns: ['area_rai'] }, 'implementation/columns'],
  ['a pattern that RE2 does not know', { rule: 'matches', column: 'crop', pattern: '(?=x)y' }, 'implementation/pattern'],
  ['a text for a number', { rule: 'between', column: 'area_rai', min: 'many' }, 'implementation/min'],
  ['a key that no rule knows', { rule: 'not-empty', column: 'crop', sql: 'drop table x' }, 'implementation/sql'],
])('%s is refused where it stands', (_, use, pointer) => { expect(faults(use)).toContain(pointer); });

test('is told with what it was given', () => {
  expect(ruleText({ rule: 'allowed-values', column: 'crop', values: ['ก', "ข'"] } satisfies RuleUse)).toBe(`allowed-values(crop, values ["ก","ข'"])`);
});

test('stands in the guide, every rule with what it says', () => {
  const guide = readFileSync(new URL('../../../docs/guides/quality.md', import.meta.url), 'utf8');
  expect(ruleLibrary.filter(({ name, saysTh, saysEn }) => !guide.includes(`| \`${name}\` `) || !guide.includes(`| ${saysTh} · ${saysEn} |`)).map(({ name }) => name)).toEqual([]);
});
