import type { Tx } from '#kernel/db.ts';
import { noticesProblem } from '../errors.ts';
import { bounceMail, countSoft, findLastMailTo, findMail, findReport, insertReport, judgeReport, noteDelay, noteTrouble } from './mail.sql.gen.ts';
import { readReport, type Report } from './read-report.ts';
import { tellUndelivered } from './undelivered.ts';

/**
 * `hard`: the address is none. `soft`: the letter did not arrive. `delay`: it may still. `address-only`: the report proves no letter of ours, so it is noted and changes nothing.
 * `unknown`: no report about a letter of ours. `repeated`: it was heeded before.
 */
export type Verdict = 'hard' | 'soft' | 'delay' | 'address-only' | 'unknown' | 'repeated';

/** Letters that did not arrive before the address is taken for none. */
const MOST_SOFT = 3;

/**
 * Heeds a report that the mail system hands in. The same report twice changes nothing.
 *
 * @throws `notices.report-unreadable`.
 */
export async function takeMailReport(tx: Tx, text: string): Promise<{ heeded: boolean }> {
  const verdict = await judgeReturned(tx, text);
  if (verdict === 'unknown') throw noticesProblem('report-unreadable');
  return { heeded: verdict === 'hard' || verdict === 'soft' };
}

/** Heeds a message that came back, once: a letter that failed for good marks its address, and those concerned are told; everything else is noted. */
export async function judgeReturned(tx: Tx, text: string): Promise<Verdict> {
  const clean = text.replaceAll('\0', '').toWellFormed();
  const kept = await insertReport(tx, { text: clean });
  if (!kept) return (await findReport(tx, { text: clean }))?.verdict === 'unknown' ? 'unknown' : 'repeated';
  const report = readReport(clean);
  if (!report) return 'unknown';
  const reason = report.reason.replace(/[^\s<>]+@[^\s<>]+/g, '…');
  const mailId = report.mailId ?? (report.recipient && (await findLastMailTo(tx, { address: report.recipient }))?.id) ?? null;
  const verdict = await verdictOn(tx, report, mailId);
  await judgeReport(tx, { sha256: kept.sha256, verdict, mail_id: verdict === 'unknown' ? null : mailId, reason });
  if (mailId !== null) await act(tx, verdict, mailId, reason);
  return verdict;
}

async function verdictOn(tx: Tx, { mailId, action, status }: Report, found: string | null): Promise<Exclude<Verdict, 'repeated'>> {
  if (found === null || !await findMail(tx, { id: found })) return 'unknown';
  if (mailId === null) return 'address-only';
  if (action !== 'failed') return 'delay';
  return status.startsWith('5') ? 'hard' : 'soft';
}

async function act(tx: Tx, verdict: Verdict, id: string, reason: string): Promise<void> {
  if (verdict === 'delay' || verdict === 'address-only') await noteDelay(tx, { id, reason });
  if (verdict !== 'hard' && verdict !== 'soft') return;
  if (!await bounceMail(tx, { id, reason })) return;
  const stops = verdict === 'hard' || (await countSoft(tx, { mail_id: id })).count >= MOST_SOFT;
  if (stops) await noteTrouble(tx, { mail_id: id, reason });
  await tellUndelivered(tx, id, stops);
}
