import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Contract, RowRule } from '../contract.ts';
import { anyContract } from '../testing/any-contract.ts';
import { ruleText, type RuleUse } from '../rules/library.ts';
import { defaultAnomaly } from './defaults.ts';
import { editRules } from './edit-rules.ts';
import { parseContract } from './parse.ts';
import { writeContract } from './write.ts';

const plots = readFileSync(new URL('../../../definitions/contracts/farmer-plots.yaml', import.meta.url), 'utf8');
const named = (id: string, use: RuleUse, more: Partial<RowRule> = {}): RowRule => ({ id, sql: ruleText(use), severity: 'hold', titleTh: 'กติกาใหม่', titleEn: 'New rule', use, ...more });
const contractOf = (yaml: string): Contract => { const read = parseContract(yaml); if (!('contract' in read)) throw new TypeError(JSON.stringify(read.problems)); return read.contract; };
const limitsOf = ({ rules, gates, anomaly }: Contract) => ({ rules, gates, anomaly });
const linesOf = (text: string) => new Set(text.split('\n'));
const filled = named('area-filled', { rule: 'null-share', column: 'area_rai', share: 0.1 });

test('an unchanged contract gives the same text, byte for byte', () => {
  expect(editRules(plots, contractOf(plots), limitsOf(contractOf(plots)))).toBe(plots);
});

test('adds, changes and removes a rule and a limit, and leaves every other line as a person wrote it', () => {
  const was = contractOf(plots);
  const added = editRules(plots, was, { ...limitsOf(was), rules: [...was.rules, filled], gates: { ...was.gates, maxDeleteRatio: 0.01 }, anomaly: { ...defaultAnomaly, volume: 'hold' } });
  const now = contractOf(added);
  expect([now.rules.at(-1), now.gates.maxDeleteRatio, now.anomaly?.volume]).toEqual([filled, 0.01, 'hold']);
  expect([...linesOf(plots)].filter((line) => !linesOf(added).has(line) && !/gates|maxDelete/.test(line))).toEqual([]);
  const changed = editRules(added, now, { ...limitsOf(now), rules: now.rules.map((rule) => (rule.id === 'area-filled' ? { ...filled, severity: 'warn' } : rule)) });
  expect(contractOf(changed).rules.at(-1)?.severity).toBe('warn');
  const removed = editRules(changed, contractOf(changed), { ...limitsOf(now), rules: was.rules });
  expect([...linesOf(removed)].filter((line) => !linesOf(plots).has(line) && !/gates|maxDelete|anomaly/.test(line))).toEqual([]);
});

test.each([
  ['a list in one line', 'quality: [{ id: one, type: custom, engine: saphan, implementation: "area_rai >= 0", severity: warn, name: หนึ่ง }, { type: text, description: อ่านเอง }] # ไว้'],
  ['a list in lines with remarks', 'quality:\n      # ก่อน\n      - id: one # รหัส\n        type: custom\n        engine: saphan\n        tags: [a,b]\n        implementation: >-\n          area_rai\n          >= 0\n        name: หนึ่ง\n      # หลัง\n      - type: text\n        description: อ่านเอง'],
])('keeps what it does not know in %s', (_, quality) => {
  const text = plots.replace(/ {4}quality:[\s\S]*?(?=^\S)/m, `    ${quality}\n`);
  const was = contractOf(text);
  const [rule] = was.rules as [RowRule];
  const edited = editRules(text, was, { ...limitsOf(was), rules: [{ ...rule, severity: 'hold', sql: 'area_rai >= 1' }, filled] });
  expect(contractOf(edited).rules).toEqual([{ ...rule, severity: 'hold', sql: 'area_rai >= 1' }, filled]);
  for (const remark of quality.match(/#.*$|tags: .*$|อ่านเอง/gm) ?? []) expect(edited).toContain(remark);
  const emptied = editRules(edited, contractOf(edited), { ...limitsOf(was), rules: [] });
  expect([contractOf(emptied).rules, emptied.includes('อ่านเอง')]).toEqual([[], true]);
});

test('values that an alias repeats are written out, none is lost', () => {
  const entry = (id: string, severity: string) => `{ id: ${id}, type: custom, engine: saphan, implementation: area_rai >= 0, severity: ${severity}, name: ก }`;
  const text = plots.replace(/ {4}quality:[\s\S]*?(?=^\S)/m, `    quality:\n      - ${entry('one', '&s warn')}\n      - ${entry('two', '*s')}\n`);
  const was = contractOf(text);
  expect(was.rules.map(({ severity }) => severity)).toEqual(['warn', 'warn']);
  expect(contractOf(editRules(text, was, { ...limitsOf(was), rules: was.rules.slice(1) })).rules).toEqual(was.rules.slice(1));
});

test('whatever is edited in whatever contract, the text reads as what was meant', () => {
  fc.assert(fc.property(anyContract, fc.array(fc.constantFrom('not-empty', 'null-share'), { maxLength: 2 }), fc.nat(3), (contract, kinds, drop) => {
    const text = writeContract(contract);
    const column = contract.columns[0]?.name as string;
    const more = kinds.map((rule, i) => named(`z-${i}-${rule}`, rule === 'null-share' ? { rule, column, share: 0.5 } : { rule, column }));
    const now = { rules: [...contract.rules.filter((_, i) => i !== drop), ...more], gates: { ...contract.gates, maxRejectRatio: 0.123 }, anomaly: { ...defaultAnomaly, nulls: 'off' as const } };
    expect(limitsOf(contractOf(editRules(text, contract, now)))).toEqual(now);
  }), { numRuns: 30 });
});
