import { formatThaiDate, todayInBangkok } from '@saphan/contracts/dates';
import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import type { Consumer } from '#kernel/outbox.ts';
import { noticeKinds, type NoticeKind } from '../kinds.ts';
import type { VacantAgency } from '../schemas.ts';
import { handOver } from '../sending/hand-over.ts';
import { notify, settleNotices, type NewNotice } from '../sending/notify.ts';
import { fillVacancies, listCoordinators, listVacantAgencies, openVacancies, type FillVacanciesRow, type ListVacantAgenciesRow } from './vacancy.sql.gen.ts';

const LINK = '/agencies?show=vacant';

/** Agencies that nobody coordinates, those that somebody left first; with what waits there. */
export async function listVacantCoordinators(tx: Tx, now: Date): Promise<VacantAgency[]> {
  return (await listVacantAgencies(tx, { today: todayInBangkok(now) })).map((row) => ({
    agencyId: row.id, nameTh: row.name_th, nameEn: row.name_en, since: row.noted_since ?? row.since, hadOne: row.had, hasHead: row.has_head, noticedAt: row.noticed_at,
    waiting: (row.waiting as { kind: NoticeKind; count: number }[]).map(({ kind, count }) => ({ kind, count, name: { th: noticeKinds[kind]?.th ?? kind, en: noticeKinds[kind]?.en ?? kind } })),
  }));
}

/**
 * Notices which agency has lost its coordinator and tells the secretariat and the agency's head; tells whoever came what they took over.
 * Agencies that never had one are not told of: they are on the list.
 */
export async function lookForCoordinators(tx: Tx, now: Date): Promise<void> {
  const filled = await fillVacancies(tx, {});
  await settleNotices(tx, 'post', filled.flatMap(({ id }) => [`vacancy:${id}`, `vacancy-head:${id}`]));
  if (filled.length > 0) await handOver(tx);
  for (const row of filled.filter(({ ended }) => !ended)) await notify(tx, (await listCoordinators(tx, { agency_id: row.agency_id })).map(({ account_id }) => handedOver(row, account_id)));
  const vacant = (await listVacantAgencies(tx, { today: todayInBangkok(now) })).filter(({ had, vacancy_id: open }) => had && open === null);
  const opened = await openVacancies(tx, { vacancies: vacant.map((row) => ({ agency_id: row.id, since: row.since ?? todayInBangkok(now) })) });
  const byId = new Map(vacant.map((row) => [row.id, row]));
  await notify(tx, opened.flatMap(({ id, agency_id }) => vacancyNotices(id, byId.get(agency_id) as ListVacantAgenciesRow, todayInBangkok(now))));
}

function vacancyNotices(id: number, row: ListVacantAgenciesRow, today: string): NewNotice[] {
  const open = (row.waiting as { count: number }[]).reduce((sum, { count }) => sum + count, 0);
  const since = row.since ?? today;
  const notice = {
    kind: 'post', link: LINK, agencyId: row.id,
    what: { th: `${row.name_th} ไม่มีผู้ประสานงานข้อมูลตั้งแต่ ${formatThaiDate(since, { style: 'long' })} มีเรื่องค้าง ${open} เรื่อง`, en: `${row.name_en} has no data coordinator since ${formatThaiDate(since, { style: 'long', lang: 'en' })}; ${open} open ${open === 1 ? 'matter waits' : 'matters wait'}.` },
    todo: { th: 'แต่งตั้งผู้รับช่วง เรื่องค้างจะตามไปหาผู้นั้นเอง', en: 'Appoint a successor; what is open follows by itself.' },
  } as const;
  return [
    { ...notice, key: `vacancy:${id}`, to: { role: 'secretariat', agencyId: null } },
    // The head is told where there is one: the secretariat knows already.
    ...(row.has_head ? [{ ...notice, key: `vacancy-head:${id}`, link: '/notices', to: { role: 'responsible', agencyId: row.id } }] : []),
  ];
}

const handedOver = ({ id, name_th, name_en, since, handed_over: count }: FillVacanciesRow, accountId: string): NewNotice => ({
  kind: 'post', key: `handed-over:${id}:${accountId}`, to: { accountId }, link: '/notices',
  what: { th: `ท่านรับช่วงผู้ประสานงานข้อมูลของ${name_th} ซึ่งว่างตั้งแต่ ${formatThaiDate(since, { style: 'long' })} มีเรื่องค้าง ${count} เรื่อง`, en: `You take over as data coordinator of ${name_en}, vacant since ${formatThaiDate(since, { style: 'long', lang: 'en' })}, with ${count} open ${count === 1 ? 'matter' : 'matters'}.` },
  todo: { th: 'ดูเรื่องค้างในการแจ้งเตือนของหน่วยงาน', en: 'Look at the open matters among the notices of the agency.' },
});

/** Posts and roles change at once; last days come at midnight, and are noticed within ten minutes. */
export const hearCoordinators: Consumer = {
  name: 'notices.look-for-coordinators', topics: ['organisations.mandate-changed', 'identity.roles-changed', 'organisations.agency-ended'],
  hear: (tx) => lookForCoordinators(tx, systemClock.now()),
  hearAll: (tx) => lookForCoordinators(tx, systemClock.now()),
};
export const lookForCoordinatorsJob: Job = { name: 'notices.look-for-coordinators', everySeconds: 600, leaseSeconds: 120, run: (db) => db.tx((tx) => lookForCoordinators(tx, systemClock.now())) };
