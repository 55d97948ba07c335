import type { Contract, RowRule, Severity } from '@saphan/contracts/contract';
import { todayInBangkok } from '@saphan/contracts/dates';
import { findRule } from '@saphan/contracts/rules/library';
import type { Engine } from '#modules/lake/index.ts';

/** What a rule of severity hold or warn found. */
export interface RuleFinding { rule: string; severity: Severity; count: number; /** In place of a number of rows. */ said?: { th: string; en: string } }

/**
 * The condition of a rule of the library, made from its name and checked parameters: columns quoted, values as texts. null for a free condition,
 * `table` for a rule over all rows.
 */
export function libraryCondition(rule: RowRule, now = new Date()): string | 'table' | null {
  const known = rule.use && findRule(rule.use.rule);
  if (!rule.use || !known) return null;
  return known.level === 'table' ? 'table' : `(${known.sql(rule.use, { today: todayInBangkok(now), formerRows: null })})`;
}

/** Asks the rules over all rows of the staged ones, in one statement; what cannot be asked yet is left out. */
export async function judgeTableRules(engine: Engine, contract: Contract, formerRows: number | null, now = new Date()): Promise<RuleFinding[]> {
  const asked = contract.rules.flatMap((rule) => {
    const known = rule.use && findRule(rule.use.rule);
    const sql = rule.use && known?.level === 'table' ? known.sql(rule.use, { today: todayInBangkok(now), formerRows }) : null;
    return sql === null || !known ? [] : [{ rule, known, sql }];
  });
  if (asked.length === 0) return [];
  const [row = {}] = await engine.rows<Record<string, boolean | null>>(`select ${asked.map(({ sql }, i) => `coalesce(${sql}, true) as r${i}`).join(', ')} from stage`);
  return asked.map(({ rule, known }, i) => {
    const good = row[`r${i}`] === true;
    return { rule: rule.id, severity: rule.severity, count: good ? 0 : 1, said: { th: `${rule.titleTh} (${rule.sql}): ${good ? 'ผ่าน' : `ไม่ผ่าน ${known.saysTh}`}`, en: `${rule.titleEn} (${rule.sql}): ${good ? 'passes' : `fails. ${known.saysEn}`}` } };
  });
}
