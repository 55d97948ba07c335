import { equalBytes, toBase64 } from '@saphan/contracts/transparency/bytes';
import { writeVerifier } from '@saphan/contracts/transparency/note';
import type { Tx } from '#kernel/db.ts';
import { linkHash, saidHash } from '../epochs/begin-epoch.ts';
import { findLeaf, listEpochs, type ListEpochsRow } from '../epochs/epochs.sql.gen.ts';
import { type OneLog, readLogs } from '../epochs/read-epochs.ts';
import { keyThatSigned } from '../epochs/signed-elsewhere.ts';
import { readLink } from '../keys/epoch-link.ts';
import type { LogKey } from '../keys/log-keys.ts';
import { findCheckpoint } from '../reads/proofs.sql.gen.ts';
import { parseSignedCheckpoint } from '@saphan/contracts/transparency/checkpoint';
import type { Findings } from './findings.ts';

interface EpochFacts { closed?: { size?: unknown; root?: unknown }; lost?: { from?: unknown; to?: unknown }; link?: unknown; said?: unknown }

/** Whether each log was closed by the word of its own key, where it stood, and the next one began with the entry that says so. @returns how many logs there are. */
export async function checkEpochs(tx: Tx, keys: readonly LogKey[], findings: Findings): Promise<number> {
  const [logs, rows] = [readLogs(keys), await listEpochs(tx, {})];
  for (const [i, log] of logs.slice(0, -1).entries()) {
    const next = logs[i + 1] as OneLog;
    const row = rows.find(({ number }) => number === next.number);
    const fault = await faultOf(tx, log, next, row);
    if (fault !== null) findings.add('epoch', { index: log.size ?? 0 }, `บัญชีที่ ${next.number} (${next.origin}) ไม่ต่อจากบัญชีก่อนหน้าตามที่กุญแจเดิมรับรอง (${fault})`, `Log ${next.number} (${next.origin}) does not follow the one before by the word of its key (${fault}).`);
  }
  const odd = rows.filter(({ number }) => number > logs.length);
  for (const { number, origin } of odd) findings.add('epoch', {}, `บัญชีที่ ${number} (${origin}) ไม่มีกุญแจ`, `Log ${number} (${origin}) has no key.`);
  return logs.length;
}

/** What does not hold of the step from one log to the next; null: nothing. */
async function faultOf(tx: Tx, log: OneLog, next: OneLog, row: ListEpochsRow | undefined): Promise<'link' | 'row' | 'checkpoint' | 'entry' | 'known' | null> {
  const [last, first] = [log.keys.at(-1) as LogKey, next.keys[0] as LogKey];
  const link = await readLink(log.link ?? '', last.verifier);
  if (!link || writeVerifier(link.next) !== writeVerifier(first.verifier) || link.held.size !== log.size || first.fromSize !== link.held.size + 1) return 'link';
  const says = row && row.origin === next.origin && row.closed_origin === log.origin && row.held_size === link.held.size && row.agreed_size === link.agreed && row.signed_size === link.signed.size && equalBytes(row.signed_root, link.signed.root);
  if (!says) return 'row';
  const closed = await findCheckpoint(tx, { size: link.held.size });
  if (!closed || !equalBytes(closed.root, link.held.root)) return 'checkpoint';
  if (!await entrySays(tx, link.held.size, log.link ?? '', row, { root: toBase64(link.held.root) })) return 'entry';
  return await knowsSigned(row, log) ? null : 'known';
}

async function entrySays(tx: Tx, leaf: number, link: string, row: ListEpochsRow, held: { root: string }): Promise<boolean> {
  const found = await findLeaf(tx, { leaf_index: leaf });
  if (found?.kind !== 'ledger.epoch-begun' || found.facts === null) return false;
  const { closed, lost, ...facts } = JSON.parse(found.facts) as EpochFacts;
  const said = saidHash({ reason: row.reason, askedBy: row.asked_by, askedAt: row.asked_at, confirmedBy: row.confirmed_by, blind: row.blind });
  return facts.link === linkHash(link) && facts.said === said && closed?.size === row.held_size && closed.root === held.root && lost?.from === row.agreed_size && lost.to === row.signed_size;
}

/** What is said to have been signed was: the checkpoint is kept, and a key of that log signed it. */
async function knowsSigned({ known, signed_size, signed_root }: ListEpochsRow, log: OneLog): Promise<boolean> {
  for (const { note } of JSON.parse(known) as { note: string }[]) {
    const signed = parseSignedCheckpoint(note);
    if (signed && signed.size === signed_size && equalBytes(signed.root, signed_root) && await keyThatSigned(signed, log.keys)) return true;
  }
  return false;
}
