import type { Contract, RowRule } from '@saphan/contracts/contract';
import type { Engine } from '#modules/lake/index.ts';
import { linkageProblem } from '../errors.ts';

/** Scalar functions a row rule may call; none reads files, settings, time or chance. */
const FUNCTIONS = new Set([
  'abs', 'ceil', 'floor', 'round', 'trunc', 'mod', 'greatest', 'least', 'coalesce', 'nullif', 'length', 'lower', 'upper', 'trim', 'ltrim', 'rtrim',
  'left', 'right', 'substring', 'substr', 'replace', 'concat', 'concat_ws', 'contains', 'starts_with', 'ends_with', 'prefix', 'suffix', 'regexp_full_match', 'regexp_matches',
  'year', 'month', 'day', 'date_part', 'date_diff', 'datediff', 'date_trunc', 'make_date', 'if', 'in', 'between',
  '+', '-', '*', '/', '//', '%', '||', '~~', '!~~', '~~*', '!~~*', '^', '**',
]);
const CLASSES = new Set(['COLUMN_REF', 'CONSTANT', 'COMPARISON', 'CONJUNCTION', 'FUNCTION', 'CAST', 'CASE', 'BETWEEN', 'OPERATOR', 'COLLATE']);

/** A rule as it stands in a statement: the line ends before the bracket does, so that a comment in the rule cannot take the bracket with it. */
export function ruleCondition(rule: RowRule): string {
  return `(${rule.sql}\n)`;
}

/**
 * Refuses a row rule that is more than one expression over the row's own columns: no subquery, no table, no function off the list.
 * Rules come from people; they are read as a tree by DuckDB's own parser before they run.
 *
 * @throws `linkage.rule-refused` naming the rule and what in it is not allowed.
 */
export async function checkRuleExpression(engine: Engine, contract: Contract, rule: RowRule): Promise<void> {
  const [row] = await engine.rows<{ tree: string }>(`select json_serialize_sql($1::varchar)::varchar as tree`, [`select ${ruleCondition(rule)} from stage`]);
  const parsed = JSON.parse(row?.tree ?? '{"error":true}') as { error: boolean; error_message?: string; statements?: { node: SelectNode }[] };
  if (parsed.error) throw notReadable(rule, parsed.error_message ?? '');
  const node = parsed.statements?.[0]?.node;
  if (parsed.statements?.length !== 1 || node?.type !== 'SELECT_NODE' || node.select_list.length !== 1 || node.where_clause || node.from_table.type !== 'BASE_TABLE') throw notOneExpression(rule);
  const names = new Set(contract.columns.map((column) => column.name));
  walk(rule, node.select_list[0] as Node, names);
}

interface Node { class?: string; type?: string; function_name?: string; column_names?: string[]; [member: string]: unknown }
interface SelectNode { type: string; select_list: Node[]; where_clause: unknown; from_table: { type: string } }

function walk(rule: RowRule, value: unknown, names: Set<string>): void {
  if (Array.isArray(value)) return value.forEach((each) => walk(rule, each, names));
  if (value === null || typeof value !== 'object') return;
  const node = value as Node;
  if (typeof node.class === 'string' && !CLASSES.has(node.class)) throw refused(rule, node.type ?? node.class);
  if (node.class === 'FUNCTION' && !FUNCTIONS.has(String(node.function_name).toLowerCase())) throw refused(rule, `${node.function_name}()`);
  if (node.class === 'COLUMN_REF') {
    const name = node.column_names?.at(-1) ?? '';
    if (node.column_names?.length !== 1 || !names.has(name)) throw refused(rule, name);
  }
  for (const member of Object.values(node)) walk(rule, member, names);
}

function notOneExpression(rule: RowRule) {
  return problemOf(rule, 'เขียนได้เพียงเงื่อนไขเดียวของแถว', 'only one condition over a row may stand here');
}

function notReadable(rule: RowRule, why: string) {
  return problemOf(rule, `อ่านเงื่อนไขไม่ออก: ${why}`, `the condition cannot be read: ${why}`);
}

function refused(rule: RowRule, what: string) {
  return problemOf(rule, `ใช้ ${what} ไม่ได้`, `${what} is not allowed`);
}

function problemOf(rule: RowRule, th: string, en: string) {
  return linkageProblem('rule-refused', {
    rule: rule.id, detailTh: `กติกา "${rule.id}": ${th}`, detailEn: `rule "${rule.id}": ${en}`, errors: [{ pointer: `/rules/${rule.id}`, th, en }],
  });
}
