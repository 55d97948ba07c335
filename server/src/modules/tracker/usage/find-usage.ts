import { citizenIdDigits, isCitizenId } from '@saphan/contracts/thai-id';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { trackerProblem } from '../errors.ts';
import { refsOf } from '../own/list-uses.ts';
import { readUses } from '../own/read-uses.ts';
import { countUses, findFirstYear } from '../own/uses.sql.gen.ts';
import type { TrackerPorts } from '../ports.ts';
import type { Usages, UsageQuery } from '../schemas.ts';

const MOST = 1_000;

/**
 * Uses of the data of one person, for a portal of the state where that person signed in: Estonia's data tracker, version 2 (e-gov/AJ, dumonitor-openapi-v2.yaml).
 * Its `userCode` of the query is optional here, so that no number need stand in an address: the header is enough.
 *
 * @throws `tracker.subject-missing`, `tracker.period-refused`.
 */
export async function listSubjectUsages(tx: Tx, ports: TrackerPorts, who: Principal, header: string | undefined, asked: UsageQuery): Promise<Usages> {
  // Whoever asks is named always, and checked too: the portal must know whom it serves.
  const asker = digitsOf(header);
  const keys = refsOf(await ports.subjectKeysOf(tx, asked.userCode === undefined ? asker : digitsOf(asked.userCode)));
  const period = { from: instantOf(asked.periodStart, 'periodStart'), to: instantOf(asked.periodEnd, 'periodEnd') };
  const rows = await readUses(tx, { ...keys, ...period, before: null, before_id: null, agency: null, limit: asked.limit ?? MOST, skip: asked.offset ?? 0 });
  const total = (await countUses(tx, { ...keys, ...period })).reduce((sum, { uses }) => sum + uses, 0);
  await audit(tx, who, 'tracker.usage-found', 'usages', { total });
  return {
    totalUsages: total,
    usages: rows.map((row) => ({
      logtime: row.at, action: [row.summary_th ?? row.service_th ?? 'การขอข้อมูล', row.legal_basis_th].filter(Boolean).join(' · '), receiverCode: row.asker_id, receiverName: row.asker_th, receiverSystem: row.asker_system_th,
    })),
  };
}

/** Since when uses are kept: the first day of the oldest year; without an end: until now. */
export async function getUsagePeriod(tx: Tx, now: Date): Promise<{ periodStart: string }> {
  const first = await findFirstYear(tx, {});
  return { periodStart: first ? new Date(`${first.year}-01-01T00:00:00+07:00`).toISOString() : now.toISOString() };
}

function digitsOf(code: string | undefined): string {
  const digits = code === undefined ? null : citizenIdDigits(code.trim().replace(/^TH/i, ''));
  if (digits === null || !isCitizenId(digits)) throw trackerProblem('subject-missing');
  return digits;
}

function instantOf(text: string | undefined, name: string): string | null {
  if (text === undefined) return null;
  // Without a zone it is Bangkok's, as Estonia's is Estonia's.
  const at = new Date(/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}+07:00`);
  if (Number.isNaN(at.getTime())) throw trackerProblem('period-refused', { errors: [{ pointer: `/query/${name}`, th: 'เวลาไม่ถูกต้อง', en: 'Not a time.' }] });
  return at.toISOString();
}
