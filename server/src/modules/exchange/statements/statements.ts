import { createPublicKey, type JsonWebKey } from 'node:crypto';
import type { SignatureAlgorithm } from '@saphan/contracts/http-signatures/profile';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { appendEntry } from '#modules/ledger/index.ts';
import { isRightSignature } from '../keys/verify.ts';
import { statementProblem } from './errors.ts';
import type { Statement, StatementWord } from './schemas.ts';
import { findSigningKey, insertWord, listStatements as list, type ListStatementsRow } from './statements.sql.gen.ts';

const PAGE = 200;
const all = { id: null, day: null, open: false, limit: PAGE + 1 };
const agenciesOf = (who: Principal): string[] | null => (who.agencies.includes('*') ? null : [...who.agencies]);

/** Daily statements of whoever asks, newest first. @param open only those that a party has not agreed to. */
export async function listStatements(tx: Tx, who: Principal, { day, open = false }: { day?: string; open?: boolean }): Promise<{ items: Statement[]; more: boolean }> {
  const rows = await list(tx, { ...all, agencies: agenciesOf(who), day: day ?? null, open });
  return { items: rows.slice(0, PAGE).map((row) => view(row, who)), more: rows.length > PAGE };
}

/** @throws `exchange.statement-not-found`, also for those of others. */
export async function getStatement(tx: Tx, who: Principal, id: number): Promise<Statement> {
  return view(await selectStatement(tx, who, id), who);
}

/**
 * What a party says of a statement: that it matches its own record, or what differs. Its newest word holds; with a signature of its system it stands without us.
 *
 * @throws `exchange.statement-not-found`, `exchange.statement-other-side`, `exchange.statement-remark-needed`, `exchange.statement-signature-wrong`, `exchange.statement-said-meanwhile`.
 */
export async function answerStatement(tx: Tx, who: Principal, id: number, { side, agrees, remark, kid, signature }: StatementWord, now: Date): Promise<void> {
  const row = await selectStatement(tx, who, id);
  const [agencyId, path] = side === 'consumer' ? [row.consumer_agency_id, row.consumer] : [row.provider_agency_id, row.provider];
  if (!who.agencies.includes(agencyId)) throw statementProblem('statement-other-side', { side });
  if (!agrees && !remark?.trim()) throw statementProblem('statement-remark-needed', { pointer: '/remark' });
  if (kid !== undefined || signature !== undefined || who.kind === 'service') await assertSigned(tx, { path, kid, signature, text: row.text, at: now });
  const said = await insertWord(tx, { statement_id: id, side, agrees, remark: remark?.trim() || null, actor: who.name, kid: kid ?? null, signature: signature ?? null, said_at: now.toISOString() });
  if (!said) throw statementProblem('statement-said-meanwhile', { side });
  await audit(tx, who, 'exchange.statement-answered', `statement:${id}`, { side, agrees });
  await appendEntry(tx, { kind: 'exchange.statement-answered', subject: `statement:${id}`, facts: { side, agrees, sha256: row.sha256, kid: kid ?? null } });
}

async function assertSigned(tx: Tx, { path, kid, signature, text, at }: { path: string; kid: string | undefined; signature: string | undefined; text: string; at: Date }): Promise<void> {
  const found = kid !== undefined && signature !== undefined ? await findSigningKey(tx, { kid, path, at: at.toISOString() }) : null;
  const isRight = found && isRightSignature({ algorithm: found.algorithm as SignatureAlgorithm, key: createPublicKey({ key: found.jwk as JsonWebKey, format: 'jwk' }) }, text, signature as string);
  if (!isRight) throw statementProblem('statement-signature-wrong', { pointer: '/signature' });
}

async function selectStatement(tx: Tx, who: Principal, id: number): Promise<ListStatementsRow> {
  const [row] = await list(tx, { ...all, id, agencies: agenciesOf(who) });
  if (!row) throw statementProblem('statement-not-found', { id });
  return row;
}

function view(row: ListStatementsRow, who: Principal): Statement {
  const mine = (agencyId: string) => who.agencies.includes(agencyId);
  return {
    id: row.id, day: row.day, consumer: row.consumer, consumerTh: row.consumer_th, consumerEn: row.consumer_en, provider: row.provider, providerTh: row.provider_th, providerEn: row.provider_en,
    exchanges: row.exchanges, refused: row.refused, missing: row.missing, direct: row.direct, unmatched: row.unmatched, sha256: row.sha256, text: row.text, madeAt: row.made_at,
    words: {
      consumer: row.consumer_agrees === null ? null : { agrees: row.consumer_agrees, remark: row.consumer_remark, by: row.consumer_actor ?? '', at: row.consumer_said_at ?? '', kid: row.consumer_kid },
      provider: row.provider_agrees === null ? null : { agrees: row.provider_agrees, remark: row.provider_remark, by: row.provider_actor ?? '', at: row.provider_said_at ?? '', kid: row.provider_kid },
    },
    sides: [...(mine(row.consumer_agency_id) ? ['consumer' as const] : []), ...(mine(row.provider_agency_id) ? ['provider' as const] : [])],
  };
}
