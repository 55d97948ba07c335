import { addDays, dayInBangkok, daysBetween, formatThaiDate } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import { notify, settleNotices, type NewNotice } from '#modules/notices/index.ts';
import { listAgreementsAt, type ListAgreementsAtRow } from '../reads/agreements.sql.gen.ts';
import { listComingSunsets, type FindMovedServiceRow } from './following.sql.gen.ts';

const kind = 'agreement';
/** Days before the last one on which consumers are told again. */
const STAGES = [30, 7] as const;
type Stage = 'announced' | 'kept' | (typeof STAGES)[number];
type Sunset = FindMovedServiceRow & { sunset_on: string };

const keyOf = (slug: string, sunsetOn: string, stage: Stage, agencyId: string): string => `service:${slug}:sunset:${sunsetOn}:${stage}:${agencyId}`;

/** Agreements about a service that are in force or on their way. */
export async function listOpenAgreements(tx: Tx, serviceId: number, now: Date): Promise<ListAgreementsAtRow[]> {
  const rows = await listAgreementsAt(tx, { at: now.toISOString(), number: null, agencies: null, service_id: serviceId });
  return rows.filter(({ state, in_review }) => in_review !== null || state === 'active' || state === 'not-yet' || state === 'suspended');
}

/** Tells each consumer of a service, once for each stage, that its last day was announced, or is near. */
export async function tellSunset(tx: Tx, service: Sunset, stage: 'announced' | (typeof STAGES)[number], now: Date): Promise<void> {
  const ofAgency = Map.groupBy(await listOpenAgreements(tx, service.id, now), (row) => row.consumer_agency_id);
  const day = { th: formatThaiDate(service.sunset_on), en: formatThaiDate(service.sunset_on, { lang: 'en' }) };
  await notify(tx, [...ofAgency].map(([agencyId, rows]): NewNotice => {
    const numbers = rows.map(({ number }) => number).toSorted().join(', ');
    return {
      kind, key: keyOf(service.slug, service.sunset_on, stage, agencyId), to: { role: 'steward', agencyId }, by: service.sunset_on, link: `/exchange/services/${service.slug}`,
      what: { th: `บริการข้อมูล "${service.title_th}" จะเลิกให้บริการเมื่อสิ้นวันที่ ${day.th} ข้อตกลง ${numbers} จะสิ้นสุดพร้อมกัน`, en: `The data service “${service.title_en}” ends with ${day.en}; so does ${numbers}` },
      todo: service.successor === null ? { th: 'เตรียมระบบที่เรียกใช้บริการนี้ก่อนถึงวันนั้น', en: 'Prepare the systems that call it before that day.' }
        : { th: `ขอข้อตกลงกับบริการที่มาแทน (${service.successor}) แล้วย้ายก่อนถึงวันนั้น`, en: `Ask for an agreement on the service that takes its place (${service.successor}) and move before that day.` },
    };
  }));
}

/** Tells consumers 30 and 7 days before; a stage that had passed when the day was announced is not told beside the announcement. */
export async function remindOfSunsets(tx: Tx, today: string, now: Date): Promise<void> {
  for (const service of await listComingSunsets(tx, { today, until: addDays(today, STAGES[0]) })) {
    const announcedOn = dayInBangkok(service.deprecated_at) ?? today;
    const stage = daysBetween(today, service.sunset_on) <= STAGES[1] ? STAGES[1] : STAGES[0];
    if (announcedOn < addDays(service.sunset_on, -stage)) await tellSunset(tx, service, stage, now);
  }
}

/** The day was taken back, or is over: what was told of it is done. */
export async function settleSunset(tx: Tx, slug: string, sunsetOn: string, agencies: readonly string[]): Promise<void> {
  await settleNotices(tx, kind, [...new Set(agencies)].flatMap((agencyId) => (['announced', ...STAGES] as const).map((stage) => keyOf(slug, sunsetOn, stage, agencyId))));
}

/** Tells consumers that a service whose end was announced goes on. */
export async function tellKept(tx: Tx, service: FindMovedServiceRow, sunsetOn: string, agencies: readonly string[]): Promise<void> {
  await notify(tx, [...new Set(agencies)].map((agencyId): NewNotice => ({
    kind, key: keyOf(service.slug, sunsetOn, 'kept', agencyId), to: { role: 'steward', agencyId }, link: `/exchange/services/${service.slug}`,
    what: { th: `บริการข้อมูล "${service.title_th}" ยังให้บริการต่อ ยกเลิกวันเลิกที่ประกาศไว้`, en: `The data service “${service.title_en}” goes on: its announced last day was taken back` },
  })));
}
