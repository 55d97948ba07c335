import type { Tx } from '#kernel/db.ts';
import { notify, settleNotices, type Address, type NewNotice } from '#modules/notices/index.ts';
import { findAgency } from '#modules/organisations/index.ts';
import type { ListAgreementsAtRow } from '../reads/agreements.sql.gen.ts';
import { settleReminders } from '../reminders/reminder-keys.ts';
import { findOfficerPost, findResponsible } from './write.sql.gen.ts';

export type About = Pick<ListAgreementsAtRow, 'id' | 'number' | 'consumer_agency_id' | 'provider_agency_id' | 'event'>;
type Words = { th: string; en: string };

const kind = 'agreement';
const linkOf = (number: string): string => `/exchange/agreements/${number}`;
const steps = ['owner', 'dpo', 'signing'] as const;
export type TodoStep = (typeof steps)[number];

const asked: Record<TodoStep, { what: (number: string, from: Words) => Words; todo: Words }> = {
  owner: { what: (number, from) => ({ th: `${from.th} ขอใช้บริการข้อมูลของหน่วยงานท่าน (${number})`, en: `${from.en} asks to use a data service of your agency (${number})` }), todo: { th: 'อ่านวัตถุประสงค์และฐานกฎหมาย แล้วอนุญาต ส่งกลับ หรือไม่อนุญาต', en: 'Read purpose and legal basis, then approve, send back or refuse.' } },
  dpo: { what: (number) => ({ th: `ข้อตกลง ${number} มีข้อมูลส่วนบุคคล รอเจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคลพิจารณา`, en: `Agreement ${number} is about personal data and waits for the data protection officer` }), todo: { th: 'ตรวจความจำเป็นของข้อมูลแต่ละรายการ แล้วพิจารณา', en: 'Look whether each field is needed, then decide.' } },
  signing: { what: (number) => ({ th: `ข้อตกลง ${number} รอลงนามของหน่วยงานท่าน`, en: `Agreement ${number} waits for your agency’s signature` }), todo: { th: 'อ่านข้อความข้อตกลง แล้วลงนาม', en: 'Read the text, then sign.' } },
};

/** Tells those who have to act in a step. @param agencies whose people. */
export async function tellStep(tx: Tx, about: About, step: TodoStep, { agencies, by, accountId }: { agencies: readonly string[]; by: string; accountId: string | null }): Promise<void> {
  const from = await nameOf(tx, about.consumer_agency_id);
  const notices: NewNotice[] = [];
  for (const agencyId of new Set(agencies)) {
    for (const to of await addressesOf(tx, step, agencyId)) {
      notices.push({ kind, key: keyOf(about, step, agencyId, notices.length), to, agencyId, what: asked[step].what(about.number, from), todo: asked[step].todo, by, link: linkOf(about.number), senderAccountId: accountId });
    }
  }
  await notify(tx, notices);
}

/** Settled with the event at which the step began. */
const keyOf = ({ number, event }: Pick<About, 'number' | 'event'>, step: TodoStep, agencyId: string, n: number): string => `agreement:${number}:${event}:${step}:${agencyId}:${n}`;

/** What was told of the step that began with an event is done: of all, or of one agency. */
export async function settleStep(tx: Tx, about: About, began: number | null, only?: string): Promise<void> {
  if (began === null) return;
  const parties = only === undefined ? [about.consumer_agency_id, about.provider_agency_id] : [only];
  await settleNotices(tx, kind, steps.flatMap((step) => parties.flatMap((agencyId) => [0, 1, 2, 3].map((n) => keyOf({ number: about.number, event: began }, step, agencyId, n)))));
  await settleReminders(tx, steps.flatMap((step) => parties.map((agencyId) => ({ number: about.number, event: began, step, agencyId }))));
}

/** Who acts for an agency in a step. */
export async function addressesOf(tx: Tx, step: TodoStep, agencyId: string): Promise<Address[]> {
  if (step === 'dpo') {
    const post = await findOfficerPost(tx, { agency_id: agencyId });
    return [post ? { postId: post.post_id, agencyId } : { role: 'agency-admin', agencyId }];
  }
  const { any } = await findResponsible(tx, { agency_id: agencyId, person_id: null });
  const head: Address = any ? { role: 'responsible', agencyId } : { role: 'agency-admin', agencyId };
  return step === 'owner' ? [{ role: 'steward', agencyId }, head] : [head];
}

export type Outcome = 'activated' | 'refused' | 'sent-back' | 'withdrawn' | 'suspended' | 'resumed' | 'ended' | 'expired' | 'ends-60' | 'ends-30' | 'ends-7';
const told: Record<Outcome, (number: string) => Words> = {
  activated: (number) => ({ th: `ข้อตกลง ${number} มีผลแล้ว`, en: `Agreement ${number} is in force` }),
  refused: (number) => ({ th: `คำขอ ${number} ไม่ได้รับอนุญาต`, en: `Request ${number} was refused` }),
  'sent-back': (number) => ({ th: `คำขอ ${number} ถูกส่งกลับให้แก้`, en: `Request ${number} was sent back to be mended` }),
  withdrawn: (number) => ({ th: `คำขอ ${number} ถูกถอนแล้ว`, en: `Request ${number} was withdrawn` }),
  suspended: (number) => ({ th: `ข้อตกลง ${number} ถูกระงับ การเรียกใช้หยุดทันที`, en: `Agreement ${number} was suspended: calls stop at once` }),
  resumed: (number) => ({ th: `ข้อตกลง ${number} ใช้ต่อได้แล้ว`, en: `Agreement ${number} may be used again` }),
  ended: (number) => ({ th: `ข้อตกลง ${number} ยุติแล้ว`, en: `Agreement ${number} has ended` }),
  expired: (number) => ({ th: `ข้อตกลง ${number} หมดอายุแล้ว การเรียกใช้สิ้นสุด`, en: `Agreement ${number} has expired: calls are refused` }),
  'ends-60': (number) => ({ th: `ข้อตกลง ${number} จะหมดอายุใน 60 วัน`, en: `Agreement ${number} ends within 60 days` }),
  'ends-30': (number) => ({ th: `ข้อตกลง ${number} จะหมดอายุใน 30 วัน`, en: `Agreement ${number} ends within 30 days` }),
  'ends-7': (number) => ({ th: `ข้อตกลง ${number} จะหมดอายุใน 7 วัน`, en: `Agreement ${number} ends within 7 days` }),
};
const renew: Words = { th: 'หากยังต้องใช้ ให้เสนอข้อตกลงฉบับใหม่ก่อนวันสุดท้าย', en: 'If it is still needed, propose a new version before the last day.' };
const mend: Words = { th: 'อ่านเหตุผล แก้คำขอ แล้วส่งใหม่', en: 'Read why, mend the request and send it again.' };

/** Tells the stewards of the parties what became of an agreement. @param event tells one occasion from another. */
export async function tellOutcome(tx: Tx, about: About, outcome: Outcome, { agencies, event, by }: { agencies: readonly string[]; event: string | number; by?: string }): Promise<void> {
  await notify(tx, [...new Set(agencies)].map((agencyId): NewNotice => ({
    kind, key: `agreement:${about.number}:${outcome}:${event}:${agencyId}`, to: { role: 'steward', agencyId }, what: told[outcome](about.number), link: linkOf(about.number),
    ...(outcome.startsWith('ends') && { todo: renew, by }), ...(outcome === 'sent-back' && { todo: mend }),
  })));
}

async function nameOf(tx: Tx, agencyId: string): Promise<Words> {
  const agency = await findAgency(tx, agencyId);
  return { th: agency?.nameTh ?? agencyId, en: agency?.nameEn ?? agencyId };
}
