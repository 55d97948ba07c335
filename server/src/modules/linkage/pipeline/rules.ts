import { isPseudonymised, type Column, type Contract, type Severity } from '@saphan/contracts/contract';
import type { RejectCode } from '@saphan/contracts/reject';
import { parquetSource, quoteIdentifier as q, type Engine } from '#modules/lake/index.ts';
import { linkageProblem } from '../errors.ts';
import { libraryCondition, type RuleFinding } from './library-rules.ts';
import { checkRuleExpression, ruleCondition } from './rule-expression.ts';
import { duckType } from './stage.ts';

/** One row condition; `bad` is SQL that is true for a row that breaks it. Values are parameters, never text in the SQL. */
interface RowCheck { code: RejectCode; column: string | null; bad: string; detail: string; values: unknown[]; severity: Severity; rule?: string }

export type { RuleFinding } from './library-rules.ts';

/**
 * Applies the contract's row conditions set-based: one aggregate counts every breach, and only broken conditions are looked up again.
 * Breaking rows go to `bad (_line, code, "column", detail)`; rules of severity hold or warn are only counted.
 */
export async function applyRowRules(engine: Engine, contract: Contract): Promise<RuleFinding[]> {
  const checks = await listChecks(engine, contract);
  if (checks.length === 0) return [];
  const counts = await countBreaches(engine, checks);
  const findings: RuleFinding[] = [];
  for (const [i, check] of checks.entries()) {
    const count = counts[i] as number;
    if (check.rule) findings.push({ rule: check.rule, severity: check.severity, count });
    if (count === 0 || check.severity !== 'reject') continue;
    await engine.run(`insert into bad select _line, '${check.code}', ${check.column === null ? 'null' : `'${check.column}'`}, left(${check.detail}, 200) from stage where ${check.bad}`, check.values);
  }
  return findings;
}

async function countBreaches(engine: Engine, checks: RowCheck[]): Promise<number[]> {
  let at = 0;
  const parts = checks.map((check, i) => {
    // A rule has no parameters, but may hold text that looks like one.
    const shifted = check.values.length === 0 ? check.bad : check.bad.replace(/\$(\d+)/g, (_, n: string) => `$${at + Number(n)}`);
    at += check.values.length;
    return `count(*) filter (where ${shifted}) as c${i}`;
  });
  const [row] = await engine.rows<Record<string, number | bigint>>(`select ${parts.join(', ')} from stage`, checks.flatMap((check) => check.values));
  return checks.map((_, i) => Number(row?.[`c${i}`] ?? 0));
}

async function listChecks(engine: Engine, contract: Contract): Promise<RowCheck[]> {
  const ofColumns = contract.columns.filter((column) => !isPseudonymised(contract, column)).flatMap(columnChecks);
  const ofRules: RowCheck[] = [];
  for (const rule of contract.rules) {
    const use = libraryCondition(rule);
    if (use === 'table') continue;
    if (use === null) await checkRuleExpression(engine, contract, rule);
    ofRules.push({ code: 'RULE_FAILED', column: null, bad: `not coalesce(${use ?? ruleCondition(rule)}, true)`, detail: `'${rule.id}'`, values: [], severity: rule.severity, rule: rule.id });
  }
  return [...ofColumns, ...ofRules];
}

function columnChecks(column: Column): RowCheck[] {
  const name = q(column.name);
  const base = { column: column.name, detail: `${name}::varchar`, severity: 'reject' as const };
  const checks: RowCheck[] = [];
  if (column.pattern !== null) checks.push({ ...base, code: 'PATTERN_MISMATCH', bad: `${name} is not null and not regexp_full_match(${name}::varchar, $1)`, values: [column.pattern] });
  if (column.min !== null) checks.push({ ...base, code: 'OUT_OF_RANGE', bad: `${name} < $1::varchar::${rangeType(column, column.min)}`, values: [column.min] });
  if (column.max !== null) checks.push({ ...base, code: 'OUT_OF_RANGE', bad: `${name} > $1::varchar::${rangeType(column, column.max)}`, values: [column.max] });
  if (column.codeList && 'values' in column.codeList) {
    const marks = column.codeList.values.map((_, i) => `$${i + 1}`).join(', ');
    checks.push({ ...base, code: 'CODE_UNKNOWN', bad: `${name}::varchar not in (${marks})`, values: column.codeList.values });
  }
  return checks;
}

/** A limit is compared in the column's own type where that holds it exactly; one with more digits than the column keeps, in a wider one. */
function rangeType(column: Column, limit: string): string {
  if (column.type !== 'integer' && column.type !== 'decimal') return duckType(column);
  const [, whole = '', fraction = ''] = /^-?0*(\d*)(?:\.(\d*?)0*)?$/.exec(limit) ?? [];
  const fits = column.type === 'integer' ? whole.length <= 18 && fraction === '' : whole.length <= column.precision - column.scale && fraction.length <= column.scale;
  return fits && /\d/.test(limit) ? duckType(column) : 'DECIMAL(38,10)';
}

/** Rows whose value is not in another dataset's current release, loaded before into `codes_<column>`. */
export async function applyCodeLists(engine: Engine, contract: Contract): Promise<void> {
  for (const column of contract.columns) {
    if (!column.codeList || !('dataset' in column.codeList)) continue;
    const name = q(column.name);
    await engine.run(`insert into bad select _line, 'CODE_UNKNOWN', '${column.name}', left(${name}::varchar, 200) from stage
      where ${name} is not null and ${name}::varchar not in (select code from ${q(`codes_${column.name}`)})`);
  }
}

/** Loads a code list for {@link applyCodeLists}. */
export async function loadCodes(engine: Engine, column: Column, files: string[], codeColumn: string): Promise<void> {
  if (files.length === 0) throw linkageProblem('code-list-missing', { column: column.name });
  await engine.run(`create or replace table ${q(`codes_${column.name}`)} as select distinct ${q(codeColumn)}::varchar as code from ${parquetSource(files)} where ${q(codeColumn)} is not null`);
}
