import { createPublicKey, hash, type JsonWebKey } from 'node:crypto';
import type { SignatureAlgorithm } from '@saphan/contracts/http-signatures/profile';
import { formatNumber } from '@saphan/contracts/numbers';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { appendEntry } from '#modules/ledger/index.ts';
import { isRightSignature } from '../keys/verify.ts';
import { statementProblem } from './errors.ts';
import { rootIn, selectStatement, wordsOf } from './read-statement.ts';
import type { Statement, StatementWord } from './schemas.ts';
import { findSigningKey, insertWord, type ListStatementsRow } from './statements.sql.gen.ts';
import { tellWord } from './tell-word.ts';

type Spoken = NonNullable<Statement['words']['consumer']> | null;

/**
 * What a party says of a statement: that it matches its own record, or what differs. Its newest word holds; with a signature of its system it stands without us.
 *
 * @throws `exchange.statement-not-found`, `exchange.statement-other-side`, `exchange.statement-remark-needed`, `exchange.statement-own-record-differs`, `exchange.statement-signature-wrong`, `exchange.statement-said-meanwhile`.
 */
export async function answerStatement(tx: Tx, who: Principal, id: number, word: StatementWord, now: Date): Promise<void> {
  const { side, agrees, kid, signature, counted, root } = word;
  const row = await selectStatement(tx, who, id);
  const [agencyId, path] = side === 'consumer' ? [row.consumer_agency_id, row.consumer] : [row.provider_agency_id, row.provider];
  if (!who.agencies.includes(agencyId)) throw statementProblem('statement-other-side', { side });
  const before = wordsOf(row);
  assertNotMeanwhile(before[side], word);
  const remark = word.remark?.trim() || null;
  if (!agrees && remark === null) throw statementProblem('statement-remark-needed', { errors: [{ pointer: '/remark', th: 'ต้องบอกว่าต่างกันอย่างไร', en: 'Say what differs' }] });
  if (agrees) assertOwnRecordMatches(row, word);
  if (kid !== undefined || signature !== undefined || who.kind === 'service') await assertSigned(tx, { path, kid, signature, text: row.text, at: now });
  const said = await insertWord(tx, { statement_id: id, side, agrees, remark, actor: who.name, kid: kid ?? null, signature: signature ?? null, said_at: now.toISOString(), counted: counted ?? null, root: root ?? null });
  if (!said) throw statementProblem('statement-said-meanwhile', { side });
  await audit(tx, who, 'exchange.statement-answered', `statement:${id}`, { side, agrees });
  await appendEntry(tx, {
    kind: 'exchange.statement-answered', subject: `statement:${id}`,
    facts: { side, agrees, number: said.number, sha256: row.sha256, kid: kid ?? null, ...(signature && { signature }), ...(counted !== undefined && { counted }), ...(root && { root }), ...(remark && { remarkSha256: hash('sha256', remark, 'hex') }) },
  });
  await tellWord(tx, row, { side, agrees, remark, number: said.number, silent: who.kind === 'service', before });
}

/** Two of one side: the second is told who was first. */
function assertNotMeanwhile(last: Spoken, { seen, side }: StatementWord): void {
  if (seen === undefined || seen === (last?.number ?? 0)) return;
  throw statementProblem('statement-said-meanwhile', { side, ...(last && { by: last.by, at: last.at, detailTh: `${last.by} ตอบแล้วว่า${last.agrees ? 'ตรงกัน' : 'ไม่ตรง'}`, detailEn: `${last.by} said that it ${last.agrees ? 'matches' : 'differs'}` }) });
}

/** Nobody agrees to what their own figures contradict. */
function assertOwnRecordMatches({ exchanges, text }: ListStatementsRow, { counted, root }: StatementWord): void {
  const errors = [
    ...(counted !== undefined && counted !== exchanges ? [{ pointer: '/counted', th: `ใบสรุปมี ${formatNumber(exchanges)} ครั้ง บันทึกของท่านมี ${formatNumber(counted)} ครั้ง`, en: `The statement has ${formatNumber(exchanges)}, your record has ${formatNumber(counted)}` }] : []),
    ...(root !== undefined && root !== rootIn(text) ? [{ pointer: '/root', th: 'รายการของท่านไม่ใช่รายการเดียวกับใบสรุป', en: 'Your list is not the list of the statement' }] : []),
  ];
  if (errors.length > 0) throw statementProblem('statement-own-record-differs', { errors });
}

async function assertSigned(tx: Tx, { path, kid, signature, text, at }: { path: string; kid: string | undefined; signature: string | undefined; text: string; at: Date }): Promise<void> {
  const found = kid !== undefined && signature !== undefined ? await findSigningKey(tx, { kid, path, at: at.toISOString() }) : null;
  const isRight = found && isRightSignature({ algorithm: found.algorithm as SignatureAlgorithm, key: createPublicKey({ key: found.jwk as JsonWebKey, format: 'jwk' }) }, text, signature as string);
  if (!isRight) throw statementProblem('statement-signature-wrong', { errors: [{ pointer: '/signature', th: 'ลายมือชื่อไม่ตรงกับข้อความ หรือกุญแจไม่ใช่ของระบบนี้', en: 'The signature does not hold for the text, or the key is not of this system' }] });
}
