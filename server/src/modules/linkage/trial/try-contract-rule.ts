import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tx } from '#kernel/db.ts';
import { openTurns } from '#kernel/turns.ts';
import type { Contract, RowRule } from '@saphan/contracts/contract';
import { todayInBangkok } from '@saphan/contracts/dates';
import { conditionFault } from '@saphan/contracts/odcs/row-condition';
import { checkUse, findRule, ruleText } from '@saphan/contracts/rules/library';
import { severitiesOf } from '@saphan/contracts/rules/rule-shapes';
import { currentRelease, openEngine, parquetSource, quoteIdentifier as q, releaseFiles, type Engine, type Release, type ReleaseColumn } from '#modules/lake/index.ts';
import { readHistory } from '../anomaly/history.ts';
import { linkageProblem } from '../errors.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { findNewestContract } from '../operations/contract.sql.gen.ts';
import { judgeTableRules, libraryCondition } from '../pipeline/library-rules.ts';
import { checkRuleExpression, ruleCondition } from '../pipeline/rule-expression.ts';
import type { RuleTrial, RuleTrialBody } from './schemas.ts';

/** A trial reads a few columns of the release once or twice. */
const TIME_LIMIT_MS = 20_000;
const MEMORY_MB = 256;
const SHOWN_ROWS = 5;
const SHOWN_CELL = 200;
/** The web process answers other people meanwhile: two trials at once, a few may wait. */
const inTurn = openTurns(2, 8, () => linkageProblem('trial-busy'));

/** What a trial is made on. */
export interface TrialFacts { contract: Contract; release: Release; formerRows: number | null }

/** The contract in force and the release people see. @throws `linkage.contract-missing`, `linkage.trial-needs-release`. */
export async function selectTrialFacts(tx: Tx, datasetId: number): Promise<TrialFacts> {
  const newest = await findNewestContract(tx, { dataset_id: datasetId });
  if (!newest) throw linkageProblem('contract-missing');
  const release = await currentRelease(tx, datasetId);
  if (!release || release.purgedAt) throw linkageProblem('trial-needs-release');
  const before = (await readHistory(tx, datasetId)).filter(({ publishedAt }) => publishedAt < release.publishedAt).at(-1);
  return { contract: newest.body as Contract, release, formerRows: before?.rows ?? null };
}

/**
 * Asks a rule of the current release before it is agreed: how many rows break it, and the first of them with personal data masked. Nothing is kept.
 *
 * @throws `linkage.trial-refused` naming what is wrong with the rule, `linkage.rule-refused`, `linkage.trial-busy`, and `lake.interrupted` after 20 s.
 */
export async function tryContractRule(ports: LinkagePorts, facts: TrialFacts, { implementation }: RuleTrialBody): Promise<RuleTrial> {
  const rule = ruleOf(facts.contract, implementation);
  return inTurn(() => onOwnEngine(ports, (engine) => releaseFiles(ports.objects, facts.release, async (paths) => {
    await engine.run(`create view stage as select * from ${parquetSource(paths)}`);
    if (!rule.use) await checkRuleExpression(engine, facts.contract, rule);
    return findRule(rule.use?.rule ?? '')?.level === 'table' ? tryTableRule(engine, facts, rule) : tryRowRule(engine, facts, rule);
  }).catch(tellOfColumns)));
}

function ruleOf(contract: Contract, implementation: RuleTrialBody['implementation']): RowRule {
  const words = { id: 'trial', titleTh: 'ทดลอง', titleEn: 'Trial' };
  if (typeof implementation === 'string') {
    const fault = conditionFault(implementation);
    if (fault) throw linkageProblem('trial-refused', { errors: [{ pointer: '/implementation', ...fault }] });
    return { ...words, sql: implementation.trim(), severity: 'warn' };
  }
  const known = findRule(implementation.rule);
  const severity = known ? severitiesOf(known).at(-1) ?? 'warn' : 'warn';
  const faults = checkUse(contract, implementation, severity);
  if (faults.length > 0) throw linkageProblem('trial-refused', { errors: faults.map(({ at, th, en }) => ({ pointer: `/${at.join('/')}`, th, en })) });
  return { ...words, sql: ruleText(implementation), severity, use: implementation };
}

async function tryRowRule(engine: Engine, { contract, release }: TrialFacts, rule: RowRule): Promise<RuleTrial> {
  const condition = libraryCondition(rule) ?? ruleCondition(rule);
  const bad = `not coalesce(${condition}, true)`;
  const [count] = await engine.rows<{ failing: bigint }>(`select count(*) filter (where ${bad}) as failing from stage`);
  const failing = Number(count?.failing ?? 0);
  const shown = shownColumns(contract, release, rule);
  const cells = shown.map((column) => `${isMasked(column) ? `case when ${q(column.name)} is not null then '••••' end` : `left(${q(column.name)}::varchar, ${SHOWN_CELL})`} as ${q(column.name)}`);
  const examples = failing === 0 || cells.length === 0 ? [] : await engine.rows<Record<string, string | null>>(`select ${cells.join(', ')} from stage where ${bad} limit ${SHOWN_ROWS}`);
  return {
    release: release.number, rows: release.rowCount, level: 'row', good: failing === 0, failing, figure: null, examples,
    columns: shown.map((column) => ({ name: column.name, titleTh: column.titleTh, titleEn: column.titleEn, masked: isMasked(column) })),
  };
}

async function tryTableRule(engine: Engine, { contract, release, formerRows }: TrialFacts, rule: RowRule): Promise<RuleTrial> {
  const figure = findRule(rule.use?.rule ?? '')?.figure;
  const sql = rule.use && figure ? figure.sql(rule.use, { today: todayInBangkok(new Date()), formerRows }) : null;
  const [row] = sql === null ? [] : await engine.rows<{ value: number | null }>(`select (${sql})::double as value from stage`);
  const [finding] = await judgeTableRules(engine, { ...contract, rules: [rule] }, formerRows);
  return {
    release: release.number, rows: release.rowCount, level: 'table', good: finding ? finding.count === 0 : null, failing: null, columns: [], examples: [],
    figure: figure && row ? { th: figure.th, en: figure.en, kind: figure.kind, value: row.value } : null,
  };
}

const isMasked = ({ shown, personalData }: ReleaseColumn): boolean => shown !== 'clear' || personalData !== null;

/** Columns of the key, and those the rule names; a condition names its own in its text. */
function shownColumns(contract: Contract, release: Release, { use, sql }: RowRule): ReleaseColumn[] {
  const named = use ? [use.column, ...(use.columns ?? [])] : contract.columns.map(({ name }) => name).filter((name) => new RegExp(`\\b${name}\\b`).test(sql));
  return release.columns.filter((column) => column.companionOf === null && (column.key !== null || named.includes(column.name)));
}

/** A release made under an earlier contract may lack a column, or hold it in another type. */
function tellOfColumns(error: unknown): never {
  const message = error instanceof Error ? error.message : '';
  if (!/^(Binder|Conversion) Error/.test(message)) throw error;
  throw linkageProblem('trial-refused', { errors: [{ pointer: '/implementation', th: 'รุ่นปัจจุบันไม่มีคอลัมน์นี้ หรือเก็บเป็นชนิดอื่น จึงลองไม่ได้', en: 'The current release lacks a column of this rule, or holds it in another type' }] });
}

async function onOwnEngine<T>(ports: LinkagePorts, work: (engine: Engine) => Promise<T>): Promise<T> {
  const folder = join(ports.spillDir, `trial-${process.pid}-${randomUUID().slice(0, 8)}`);
  const engine = await openEngine({ databasePath: ':memory:', memoryMb: MEMORY_MB, threads: 1, spillDir: folder });
  const limit = setTimeout(() => engine.interrupt(), TIME_LIMIT_MS);
  try {
    return await work(engine);
  } finally {
    clearTimeout(limit);
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  }
}
