import { eraOffset } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { trackerProblem } from '../errors.ts';
import type { SubjectKey, TrackerPorts } from '../ports.ts';
import type { OwnUses, Use, UsesQuery } from '../schemas.ts';
import { findOwnOpening } from './open-uses.ts';
import { readUses, type UseRow } from './read-uses.ts';
import { countUses } from './uses.sql.gen.ts';

const PAGE = 25;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const WHOLE = /^([0-9TZ:.-]{20,30})_([0-9a-f-]{36})$/;
const BUDDHIST = 2400;

/** Own uses, newest first; `open: false` when the number was not typed in this session within half an hour. @throws `tracker.place-unknown`, `tracker.period-refused`. */
export async function listOwnUses(tx: Tx, ports: TrackerPorts, who: Principal, asked: UsesQuery): Promise<OwnUses> {
  const opening = await findOwnOpening(tx, ports, who);
  if (!opening) return { open: false, until: null, items: [], next: null, agencies: [], total: 0 };
  const period = periodOf(asked);
  const rows = await readUses(tx, { ...refsOf(opening.keys), ...period, ...placeOf(asked.before), agency: asked.agency ?? null, limit: PAGE + 1 });
  const agencies = (await countUses(tx, { ...refsOf(opening.keys), ...period })).map((row) => ({ agency: { id: row.agency_id, nameTh: row.name_th, nameEn: row.name_en }, uses: row.uses, lastAt: row.last_at }));
  const items = rows.slice(0, PAGE).map(useOf);
  const last = items.at(-1);
  return { open: true, until: opening.until, items, next: rows.length > PAGE && last ? `${last.at}_${last.id}` : null, agencies, total: agencies.reduce((sum, { uses }) => sum + uses, 0) };
}

export const refsOf = (keys: readonly SubjectKey[]) => ({ years: keys.map(({ year }) => year), subjects: keys.map(({ subject }) => subject) });

export function useOf(row: UseRow): Use {
  return {
    id: row.id, at: row.at, delayed: row.delayed, answered: row.status < 400, purpose: row.purpose, purposeTh: row.purpose_th, purposeEn: row.purpose_en, assurance: row.assurance,
    asker: { id: row.asker_id, nameTh: row.asker_th, nameEn: row.asker_en }, askerSystemTh: row.asker_system_th, askerSystemEn: row.asker_system_en,
    answerer: row.answerer_id === null ? null : { id: row.answerer_id, nameTh: row.answerer_th as string, nameEn: row.answerer_en as string },
    serviceTh: row.service_th, serviceEn: row.service_en, whatTh: row.summary_th ?? row.service_th, whatEn: row.summary_en ?? row.service_en, agreement: row.agreement, legalBasisTh: row.legal_basis_th, legalBasisEn: row.legal_basis_en,
  };
}

function placeOf(before: string | undefined): { before: string | null; before_id: string | null } {
  if (before === undefined) return { before: null, before_id: null };
  const [, at, id] = WHOLE.exec(before) ?? [];
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at))) throw trackerProblem('place-unknown');
  return { before: at, before_id: id };
}

/** Days of Bangkok, both included. */
function periodOf({ from, to }: UsesQuery): { from: string | null; to: string | null } {
  const [first, last] = [dayOf(from, 'from'), dayOf(to, 'to')];
  if (first !== null && last !== null && first > last) throw refused('from', 'วันเริ่มอยู่หลังวันสิ้นสุด', 'It begins after it ends.');
  return { from: first, to: last === null ? null : new Date(Date.parse(last) + 86_400_000).toISOString() };
}

function dayOf(day: string | undefined, name: string): string | null {
  if (day === undefined) return null;
  const year = Number(day.slice(0, 4));
  if (DAY.test(day) && year >= BUDDHIST) throw refused(name, `ปี ${year} เป็น พ.ศ. หมายถึง ${year - eraOffset}${day.slice(4)} หรือไม่`, `${year} is of the Buddhist era: is ${year - eraOffset}${day.slice(4)} meant?`);
  const at = DAY.test(day) ? new Date(`${day}T00:00:00+07:00`) : new Date(NaN);
  if (Number.isNaN(at.getTime())) throw refused(name, 'ไม่มีวันนี้ในปฏิทิน', 'There is no such day.');
  return at.toISOString();
}

const refused = (name: string, th: string, en: string) => trackerProblem('period-refused', { errors: [{ pointer: `/query/${name}`, th, en }] });
