import { Readable } from 'node:stream';
import type { Database, Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { assertEra, spanOf } from './day-span.ts';
import { statementProblem } from './errors.ts';
import type { Statement, StatementPage } from './schemas.ts';
import { countHeld, listGaps, listIds, listRefusals, listSigningKeys, listWords } from './statement-page.sql.gen.ts';
import { listStatements as list, type ListStatementsRow } from './statements.sql.gen.ts';

const PAGE = 200;
const MOST_GAPS = 200;
const IDS_AT_ONCE = 20_000;
const NO_ID = '00000000-0000-0000-0000-000000000000';
const all = { id: null, day: null, open: false, disputed: false, limit: PAGE + 1 };
const agenciesOf = (who: Principal): string[] | null => (who.agencies.includes('*') ? null : [...who.agencies]);

/** Daily statements of whoever asks, newest first. @throws `exchange.statement-day-refused`. */
export async function listStatements(tx: Tx, who: Principal, { day, open = false, disputed = false }: { day?: string; open?: boolean; disputed?: boolean }): Promise<{ items: Statement[]; more: boolean }> {
  if (day !== undefined) assertEra(day);
  const rows = await list(tx, { ...all, agencies: agenciesOf(who), day: day ?? null, open, disputed });
  return { items: rows.slice(0, PAGE).map((row) => statementOf(row, who)), more: rows.length > PAGE };
}

/** A statement with what lies behind its figures, and everything that was said of it. @throws `exchange.statement-not-found`, also for those of others. */
export async function getStatement(tx: Tx, who: Principal, id: number, now: Date): Promise<StatementPage> {
  const row = await selectStatement(tx, who, id);
  const statement = statementOf(row, who);
  const of = scopeOf(row);
  const gaps = await listGaps(tx, of);
  return {
    ...statement, root: rootIn(row.text), ...await countHeld(tx, of), refusals: await listRefusals(tx, of), gaps: gaps.slice(0, MOST_GAPS), moreGaps: gaps.length > MOST_GAPS,
    history: (await listWords(tx, { id })).map(({ actor, said_at, side, ...word }) => ({ ...word, side: side as 'consumer' | 'provider', by: actor, at: said_at })),
    keys: (await Promise.all(statement.sides.map(async (side) => (await listSigningKeys(tx, { system_id: side === 'consumer' ? row.consumer_system_id : row.provider_system_id, at: now.toISOString() })).map((key) => ({ side, ...key }))))).flat(),
  };
}

/** Ids of a statement's exchanges in order, one a line, so that a party lays its own list beside it. */
export async function downloadStatementIds(db: Database, who: Principal, id: number): Promise<Readable> {
  const of = scopeOf(await db.read((tx) => selectStatement(tx, who, id)));
  return Readable.from(linesOf(db, of), { objectMode: false });
}

async function* linesOf(db: Database, of: ReturnType<typeof scopeOf>): AsyncGenerator<string> {
  for (let after = NO_ID, more = true; more;) {
    const from = after;
    const rows = await db.read((tx) => listIds(tx, { ...of, after: from, limit: IDS_AT_ONCE }));
    if (rows.length > 0) yield rows.map((row) => `${row.id}\n`).join('');
    after = rows.at(-1)?.id ?? after;
    more = rows.length === IDS_AT_ONCE;
  }
}

/** @throws `exchange.statement-not-found`. */
export async function selectStatement(tx: Tx, who: Principal, id: number): Promise<ListStatementsRow> {
  const [row] = await list(tx, { ...all, id, agencies: agenciesOf(who) });
  if (!row) throw statementProblem('statement-not-found', { id });
  return row;
}

/** The root over the ids, as the text says it. */
export const rootIn = (text: string): string => /^root ([0-9a-f]{64})$/m.exec(text)?.[1] ?? '';

const scopeOf = (row: ListStatementsRow) => ({ ...spanOf(row.day), consumer: row.consumer_system_id, provider: row.provider_system_id, made_at: row.made_at });

function statementOf(row: ListStatementsRow, who: Principal): Statement {
  const mine = (agencyId: string) => who.agencies.includes(agencyId);
  return {
    id: row.id, day: row.day, consumer: row.consumer, consumerTh: row.consumer_th, consumerEn: row.consumer_en, provider: row.provider, providerTh: row.provider_th, providerEn: row.provider_en,
    exchanges: row.exchanges, refused: row.refused, missing: row.missing, direct: row.direct, unmatched: row.unmatched, sha256: row.sha256, text: row.text, madeAt: row.made_at, words: wordsOf(row),
    sides: [...(mine(row.consumer_agency_id) ? ['consumer' as const] : []), ...(mine(row.provider_agency_id) ? ['provider' as const] : [])],
  };
}

/** What each party said last. */
export const wordsOf = (row: ListStatementsRow): Statement['words'] => ({
  consumer: row.consumer_agrees === null ? null : { number: row.consumer_number ?? 0, agrees: row.consumer_agrees, remark: row.consumer_remark, counted: row.consumer_counted, root: row.consumer_root, by: row.consumer_actor ?? '', at: row.consumer_said_at ?? '', kid: row.consumer_kid },
  provider: row.provider_agrees === null ? null : { number: row.provider_number ?? 0, agrees: row.provider_agrees, remark: row.provider_remark, counted: row.provider_counted, root: row.provider_root, by: row.provider_actor ?? '', at: row.provider_said_at ?? '', kid: row.provider_kid },
});
