/** Rules with a name that a contract uses beside free conditions; the list for readers is in docs/guides/quality.md. */
import type { Column, Contract, Severity } from '../contract.ts';
import { patternFault } from '../odcs/pattern.ts';
import { rowRules } from './row-rules.ts';
import { severitiesOf, type LibraryRule, type Parameter, type RuleUse } from './rule-shapes.ts';
import { tableRules } from './table-rules.ts';

export type { LibraryRule, RuleFacts, RuleUse } from './rule-shapes.ts';

/** Every rule that has a name. */
export const ruleLibrary: readonly LibraryRule[] = [...rowRules, ...tableRules];
const byName = new Map(ruleLibrary.map((rule) => [rule.name, rule]));

/** The rule of that name, or undefined. */
export const findRule = (name: string): LibraryRule | undefined => byName.get(name);

/** A use as a person reads it: `between(area_rai, min 0, max 1000)`. */
export function ruleText({ rule, ...given }: RuleUse): string {
  const parts = Object.entries(given).map(([name, value]) => (name === 'column' ? String(value) : name === 'columns' ? (value as string[]).join(', ') : `${name} ${JSON.stringify(value)}`));
  return `${rule}(${parts.join(', ')})`;
}

export interface UseFault { at: string[]; th: string; en: string }

/** Why a contract cannot use a rule so; empty when it can. `at` is the place within the entry. */
export function checkUse(contract: Pick<Contract, 'columns' | 'legalBasis'>, use: RuleUse, severity: Severity): UseFault[] {
  const rule = findRule(use.rule);
  const at = (name: string) => ['implementation', name];
  if (!rule) return [{ at: at('rule'), th: `ไม่มีกติกาชื่อ “${use.rule}” มี: ${ruleLibrary.map(({ name }) => name).join(', ')}`, en: `There is no rule named “${use.rule}”; there are: ${ruleLibrary.map(({ name }) => name).join(', ')}.` }];
  const given = Object.keys(use).filter((name) => name !== 'rule') as Parameter[];
  const known = [...rule.needs, ...(rule.may ?? [])];
  return [
    ...rule.needs.filter((name) => !given.includes(name)).map((name) => ({ at: at(name), th: `กติกา ${rule.name} ต้องบอก ${name}`, en: `The rule ${rule.name} needs ${name}.` })),
    ...given.filter((name) => !known.includes(name)).map((name) => ({ at: at(name), th: `กติกา ${rule.name} ไม่ใช้ ${name}`, en: `The rule ${rule.name} does not take ${name}.` })),
    ...(severitiesOf(rule).includes(severity) ? [] : [{ at: ['severity'], th: `กติกา ${rule.name} ดูทั้งชุด จึงพักรอบ (hold) หรือเตือน (warn) ได้ กักเป็นแถวไม่ได้`, en: `The rule ${rule.name} looks at all rows: it can hold or warn, not reject rows.` }]),
    ...columnFaults(contract, rule, use), ...limitFaults(contract, rule, use),
  ];
}

function columnFaults(contract: Pick<Contract, 'columns' | 'legalBasis'>, rule: LibraryRule, use: RuleUse): UseFault[] {
  const one = use.column === undefined ? [] : [{ name: use.column, at: ['implementation', 'column'] }];
  const many = (use.columns ?? []).map((name, i) => ({ name, at: ['implementation', 'columns', String(i)] }));
  const few = use.columns !== undefined && use.columns.length < (rule.name === 'unique' ? 1 : 2) ? [{ at: ['implementation', 'columns'], th: `กติกา ${rule.name} ต้องมีอย่างน้อยสองคอลัมน์`, en: `The rule ${rule.name} needs two columns at least.` }] : [];
  return [...few, ...[...one, ...many].flatMap(({ name, at }) => {
    const column = contract.columns.find((each) => each.name === name);
    const fault = column ? typeFault(contract, rule, column) : { th: `ไม่มีคอลัมน์ “${name}”`, en: `There is no column “${name}”.` };
    return fault ? [{ at, ...fault }] : [];
  })];
}

function typeFault(contract: Pick<Contract, 'legalBasis'>, rule: LibraryRule, column: Column): { th: string; en: string } | null {
  if (rule.types && !rule.types.includes(column.type)) return { th: `กติกา ${rule.name} ใช้กับชนิด ${column.type} ไม่ได้ ใช้กับ ${rule.types.join(', ')}`, en: `The rule ${rule.name} is not for the type ${column.type}; it is for ${rule.types.join(', ')}.` };
  const hidden = column.type === 'citizen-id' && contract.legalBasis?.clearText !== true && rule.name !== 'unique' && rule.name !== 'null-share' && rule.name !== 'not-empty';
  return hidden ? { th: `“${column.name}” เก็บเป็นรหัสแทน จึงตรวจค่าไม่ได้ ระบบตรวจหลักตรวจสอบให้แล้ว`, en: `“${column.name}” is kept as a pseudonym; its check digit is checked already.` } : null;
}

function limitFaults(contract: Pick<Contract, 'columns'>, rule: LibraryRule, { column, pattern, min, max }: RuleUse): UseFault[] {
  const fault = pattern === undefined ? null : patternFault(pattern);
  const type = contract.columns.find((each) => each.name === column)?.type;
  const dated = rule.name === 'between' && (type === 'date' || type === 'timestamp');
  const wrong = ([['min', min], ['max', max]] as const).filter(([, limit]) => limit !== undefined && (dated ? !/^[12]\d{3}-\d\d-\d\d([T ].*)?$/.test(String(limit)) || Number.isNaN(Date.parse(String(limit))) : typeof limit !== 'number'));
  return [
    ...(fault ? [{ at: ['implementation', 'pattern'], th: `รูปแบบนี้ใช้ไม่ได้: ${fault.th}`, en: `This pattern cannot be used: ${fault.en}.` }] : []),
    ...wrong.map(([name]) => ({ at: ['implementation', name], th: dated ? 'ที่นี่ต้องเป็นวันที่แบบ ค.ศ. เช่น 2025-02-15' : 'ที่นี่ต้องเป็นตัวเลข', en: dated ? 'This must be a C.E. date such as 2025-02-15.' : 'This must be a number.' })),
  ];
}
