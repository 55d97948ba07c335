import type { Contract, RowRule, RuleUse, Severity } from '@saphan/contracts/contract';
import { checkUse, findRule, ruleText } from '@saphan/contracts/rules/library';
import { severitiesOf, type LibraryRule, type Parameter } from '@saphan/contracts/rules/rule-shapes';
import { toAsciiDigits } from '@saphan/contracts/thai-digits';

/** A rule as it stands in the form, parameters as text. `rule` is empty for a condition of one's own. */
export interface RuleDraft {
  id: string | null; rule: string; severity: Severity; titleTh: string; titleEn: string; sql: string;
  column: string; columns: string[]; min: string; max: string; values: string; pattern: string; share: string; days: string;
}

const blank = { column: '', columns: [], min: '', max: '', values: '', pattern: '', share: '', days: '', sql: '' };
const order: readonly Parameter[] = ['column', 'columns', 'min', 'max', 'values', 'pattern', 'share', 'days'];

/** The form of a new rule, named as the library names it. */
export function newDraft(name: string): RuleDraft {
  const known = findRule(name);
  return { ...blank, id: null, rule: name, severity: known ? severitiesOf(known)[0] ?? 'hold' : 'reject', titleTh: known?.titleTh ?? '', titleEn: known?.titleEn ?? '' };
}

/** Another rule in the same form: columns stay where it takes them, a name that was not chosen follows. */
export function withRule(draft: RuleDraft, name: string): RuleDraft {
  const [was, next] = [newDraft(draft.rule), newDraft(name)];
  const known = findRule(name);
  return {
    ...draft, rule: name, ...(draft.titleTh === was.titleTh && { titleTh: next.titleTh }), ...(draft.titleEn === was.titleEn && { titleEn: next.titleEn }),
    severity: !known || severitiesOf(known).includes(draft.severity) ? draft.severity : next.severity,
  };
}

/** The form of a rule that is there. */
export function draftOf({ id, sql, severity, titleTh, titleEn, use }: RowRule): RuleDraft {
  if (!use) return { ...blank, id, rule: '', severity, titleTh, titleEn, sql };
  const text = (value: number | string | undefined) => (value === undefined ? '' : String(value));
  return {
    ...blank, id, rule: use.rule, severity, titleTh, titleEn, column: use.column ?? '', columns: use.columns ?? [], min: text(use.min), max: text(use.max), values: (use.values ?? []).join('\n'),
    pattern: use.pattern ?? '', share: use.share === undefined ? '' : String(Number((use.share * 100).toFixed(6))), days: text(use.days),
  };
}

/** Parameters of a rule, those it needs first. */
export const parametersOf = (rule: LibraryRule): Parameter[] => order.filter((name) => rule.needs.includes(name) || rule.may?.includes(name));

/** What the form says as a use; parameters without a value are left out. */
export function useOf(draft: RuleDraft): RuleUse {
  const known = findRule(draft.rule);
  const values = known ? parametersOf(known).map((name) => [name, valueOf(draft, name)] as const).filter(([, value]) => value !== undefined) : [];
  return { rule: draft.rule, ...Object.fromEntries(values) };
}

const numberOrText = (text: string): number | string => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);

function valueOf(draft: RuleDraft, name: Parameter): unknown {
  if (name === 'columns') return draft.columns.length > 0 ? draft.columns : undefined;
  const text = toAsciiDigits(draft[name].trim());
  if (text === '') return undefined;
  switch (name) {
    case 'values': return draft.values.split('\n').map((line) => line.trim()).filter((line) => line !== '');
    case 'pattern': return draft.pattern;
    case 'column': return draft.column;
    case 'share': return Number.isFinite(Number(text)) ? Number((Number(text) / 100).toFixed(8)) : text;
    default: return numberOrText(text);
  }
}

/** The rule the form makes. @param taken ids of other rules. */
export function ruleOf(draft: RuleDraft, taken: readonly string[]): RowRule {
  const words = { severity: draft.severity, titleTh: draft.titleTh.trim(), titleEn: draft.titleEn.trim() };
  if (draft.rule === '') return { id: draft.id ?? freshId('condition', taken), sql: draft.sql.trim(), ...words };
  const use = useOf(draft);
  return { id: draft.id ?? freshId([use.rule, use.column ?? use.columns?.[0] ?? ''].filter(Boolean).join('-'), taken), sql: ruleText(use), ...words, use };
}

function freshId(wished: string, taken: readonly string[]): string {
  const base = wished.slice(0, 56);
  let id = base;
  for (let count = 2; taken.includes(id); count += 1) id = `${base}-${count}`;
  return id;
}

export type RuleFaults = Partial<Record<Parameter | 'severity', { th: string; en: string }>>;

/** Why the contract cannot use the rule so, by field. */
export function faultsOf(draft: RuleDraft, contract: Contract): RuleFaults {
  if (draft.rule === '') return {};
  const faults = [...checkUse(contract, useOf(draft), draft.severity), ...shapeFaults(draft)];
  return Object.fromEntries(faults.toReversed().map(({ at, th, en }) => [at[0] === 'severity' ? 'severity' : at[1], { th, en }]));
}

/** What the document would refuse before the rule is looked at: a share beyond all, days that are no whole number. */
function shapeFaults(draft: RuleDraft): { at: string[]; th: string; en: string }[] {
  const { share, days } = useOf(draft);
  return [
    ...(share === undefined || (share >= 0 && share <= 1) ? [] : [{ at: ['implementation', 'share'], th: 'เป็นร้อยละ 0 ถึง 100', en: 'A percentage from 0 to 100' }]),
    ...(days === undefined || (Number.isInteger(days) && days >= 0 && days <= 36_500) ? [] : [{ at: ['implementation', 'days'], th: 'เป็นจำนวนวันเต็ม 0 ถึง 36,500', en: 'Whole days from 0 to 36,500' }]),
  ];
}

/** Whether everything the rule needs was entered. */
export function isReady(draft: RuleDraft, contract: Contract): boolean {
  return draft.titleTh.trim() !== '' && draft.titleEn.trim() !== '' && (draft.rule === '' ? draft.sql.trim() !== '' : Object.keys(faultsOf(draft, contract)).length === 0);
}

/** Columns a rule may look at. */
export function columnsFor(contract: Contract, rule: LibraryRule): Contract['columns'] {
  const name = rule.needs.includes('columns') ? 'columns' : 'column';
  return contract.columns.filter((column) => !checkUse(contract, { rule: rule.name, ...(name === 'columns' ? { columns: [column.name, column.name] } : { column: column.name }) }, severitiesOf(rule)[0] ?? 'hold').some(({ at }) => at[1] === name));
}
