import { expect, test } from 'vitest';
import type { Column, Contract, RowRule } from '@saphan/contracts/contract';
import { ruleLibrary, ruleText } from '@saphan/contracts/rules/library';
import { columnsFor, draftOf, faultsOf, isReady, newDraft, parametersOf, ruleOf, withRule } from './rule-draft.ts';

const column = (name: string, type: Column['type']): Column => ({ name, type, titleTh: name, titleEn: name }) as Column;
const contract = { columns: [column('id', 'integer'), column('area_rai', 'decimal'), column('crop', 'text'), column('starts', 'date'), column('owner', 'citizen-id')], legalBasis: null } as unknown as Contract;

test('a rule in the form is the rule that was there', () => {
  const uses: RowRule['use'][] = [
    { rule: 'between', column: 'area_rai', min: 0, max: 10.5 }, { rule: 'between', column: 'starts', min: '2025-02-15' }, { rule: 'allowed-values', column: 'crop', values: ['ข้าว', '10'] },
    { rule: 'null-share', column: 'crop', share: 0.05 }, { rule: 'sum', columns: ['id', 'area_rai'], max: 1 }, { rule: 'fresh-date', column: 'starts', days: 3 }, { rule: 'matches', column: 'crop', pattern: ' a|b' },
  ];
  for (const use of uses) {
    const rule: RowRule = { id: 'x', sql: ruleText(use!), severity: 'warn', titleTh: 'ก', titleEn: 'a', use: use! };
    expect(ruleOf(draftOf(rule), [])).toEqual(rule);
    expect(faultsOf(draftOf(rule), contract)).toEqual({});
  }
  const free: RowRule = { id: 'y', sql: 'id > 1', severity: 'reject', titleTh: 'ก', titleEn: 'a' };
  expect(ruleOf(draftOf(free), [])).toEqual(free);
});

test('asks for the parameters of each rule, and says in their field what is missing', () => {
  for (const rule of ruleLibrary) {
    expect(parametersOf(rule).toSorted()).toEqual([...rule.needs, ...(rule.may ?? [])].toSorted());
    expect(Object.keys(faultsOf(newDraft(rule.name), contract)).toSorted()).toEqual([...rule.needs].toSorted());
  }
  expect(faultsOf({ ...newDraft('null-share'), column: 'crop', share: '101' }, contract)).toHaveProperty('share');
  expect(faultsOf({ ...newDraft('between'), column: 'area_rai', min: 'มาก' }, contract)).toHaveProperty('min');
});

test('reads Thai digits and percent', () => {
  expect(ruleOf({ ...newDraft('null-share'), column: 'crop', share: '๕' }, [])).toMatchObject({ use: { share: 0.05 } });
});

test('gives a new rule an id of its own and a name that follows the rule until somebody chose one', () => {
  const draft = { ...newDraft('not-empty'), column: 'crop' };
  expect(ruleOf(draft, ['not-empty-crop']).id).toBe('not-empty-crop-2');
  expect(withRule(draft, 'unique')).toMatchObject({ titleTh: 'ไม่ซ้ำ', severity: 'hold' });
  expect(withRule({ ...draft, titleTh: 'ชื่อเรา' }, 'unique').titleTh).toBe('ชื่อเรา');
  expect(isReady(draft, contract) && !isReady({ ...draft, titleEn: ' ' }, contract)).toBe(true);
});

test('offers only columns the rule is for', () => {
  const named = (rule: string) => columnsFor(contract, ruleLibrary.find(({ name }) => name === rule)!).map(({ name }) => name);
  expect([named('between'), named('not-in-future'), named('within-thailand'), named('email')]).toEqual([['id', 'area_rai', 'starts'], ['starts'], ['id', 'area_rai'], ['crop']]);
});
