import type { Tx } from '#kernel/db.ts';
import { notify, settleNotices, type NewNotice } from '#modules/notices/index.ts';
import { findAgency } from '#modules/organisations/index.ts';
import type { ListRequestsAtRow } from '../reads/requests.sql.gen.ts';
import { findResponsible } from './write.sql.gen.ts';

type About = Pick<ListRequestsAtRow, 'id' | 'requester_id' | 'round'>;
type Words = { th: string; en: string };

const linkOf = (id: number) => `/requests/${id}`;
const steps = ['sent', 'replied', 'due-5', 'due-1', 'overdue', 'escalated', 'asked-back', 'withdrawn'] as const;
export type Step = (typeof steps)[number];
/** To whom a notice of a step goes: its key is the step's, so that each is told once a round. */
const keysOf = (id: number, round: number, step: Step): string[] => ['steward', 'responsible', 'secretariat', 'sender'].map((to) => `request:${id}:${round}:${step}:${to}`);

const provided: Record<Exclude<Step, 'asked-back' | 'escalated'>, (from: Words) => Words> = {
  sent: (from) => ({ th: `${from.th} ขอเชื่อมโยงข้อมูลของหน่วยงานท่าน`, en: `${from.en} asks for data of your agency` }),
  replied: (from) => ({ th: `${from.th} ตอบคำถามของท่านแล้ว คำขอเชื่อมโยงรอคำตอบ`, en: `${from.en} answered your question; the linkage request waits for your answer` }),
  'due-5': (from) => ({ th: `คำขอเชื่อมโยงของ ${from.th} ใกล้ครบกำหนดตอบ`, en: `The linkage request of ${from.en} is soon to be answered` }),
  'due-1': (from) => ({ th: `คำขอเชื่อมโยงของ ${from.th} ครบกำหนดตอบในวันทำการถัดไป`, en: `The linkage request of ${from.en} is to be answered by the next working day` }),
  overdue: (from) => ({ th: `คำขอเชื่อมโยงของ ${from.th} เลยกำหนดตอบแล้ว`, en: `The answer to the linkage request of ${from.en} is overdue` }),
  withdrawn: (from) => ({ th: `${from.th} ถอนคำขอเชื่อมโยงแล้ว`, en: `${from.en} withdrew its linkage request` }),
};
const toAnswer: Words = { th: 'เปิดคำขอ อ่านวัตถุประสงค์และฐานกฎหมาย แล้วตอบ หรือถามกลับ', en: 'Open the request, read purpose and legal basis, then answer it or ask back.' };

/** Tells the provider's stewards, and whoever is responsible there. */
export async function tellProvider(tx: Tx, about: About & { provider_id: string }, step: keyof typeof provided, { by, round, accountId }: { by?: string; round: number; accountId?: string | null }): Promise<void> {
  const what = provided[step](await nameOf(tx, about.requester_id));
  const notice = (role: string): NewNotice => ({
    kind: 'request', key: `request:${about.id}:${round}:${step}:${role}`, to: { role, agencyId: about.provider_id }, what, link: linkOf(about.id), senderAccountId: accountId,
    ...(step !== 'withdrawn' && { todo: toAnswer, by }),
  });
  const { any } = await findResponsible(tx, { agency_id: about.provider_id, person_id: null });
  await notify(tx, any ? [notice('steward'), notice('responsible')] : [notice('steward')]);
}

/** Tells the stewards of the agency that asked. */
export async function tellRequester(tx: Tx, about: About & { provider_id: string | null }, step: 'asked-back' | 'accepted' | 'partly-accepted' | 'refused'): Promise<void> {
  const from = await nameOf(tx, about.provider_id as string);
  const answered = { accepted: { th: 'รับคำขอ', en: 'accepted' }, 'partly-accepted': { th: 'รับคำขอบางส่วน', en: 'partly accepted' }, refused: { th: 'ไม่รับคำขอ', en: 'refused' } };
  const what = step === 'asked-back'
    ? { th: `${from.th} ถามกลับเรื่องคำขอเชื่อมโยงของหน่วยงานท่าน`, en: `${from.en} asks back about the linkage request of your agency` }
    : { th: `${from.th} ${answered[step].th}เชื่อมโยงของหน่วยงานท่าน`, en: `${from.en} ${answered[step].en} the linkage request of your agency` };
  await notify(tx, [{
    kind: 'request', key: `request:${about.id}:${about.round}:${step}:steward`, to: { role: 'steward', agencyId: about.requester_id }, what, link: linkOf(about.id),
    ...(step === 'asked-back' && { todo: { th: 'ตอบคำถามในคำขอ กำหนดของผู้ให้ข้อมูลหยุดนับจนกว่าท่านตอบ', en: 'Answer the question in the request; the provider’s time stands still until you do.' } }),
  }]);
}

/** Tells the secretariat of an answer that is long overdue. */
export async function tellSecretariat(tx: Tx, about: About & { provider_id: string }, days: number): Promise<void> {
  const [from, to] = [await nameOf(tx, about.requester_id), await nameOf(tx, about.provider_id)];
  await notify(tx, [{
    kind: 'request', key: `request:${about.id}:${about.round}:escalated:secretariat`, to: { role: 'secretariat', agencyId: null }, agencyId: about.provider_id, link: linkOf(about.id),
    what: { th: `${to.th} ยังไม่ตอบคำขอเชื่อมโยงของ ${from.th} เลยกำหนดแล้ว ${days} วันทำการ`, en: `${to.en} has not answered the linkage request of ${from.en}, ${days} working days overdue` },
    todo: { th: 'เปิดคำขอ แล้วประสานหน่วยงานผู้ให้ข้อมูล', en: 'Open the request and speak with the providing agency.' },
  }]);
}

/** What was told of a round is done: all of it, or one step. */
export async function settleRequest(tx: Tx, id: number, round: number, step?: Step): Promise<void> {
  await settleNotices(tx, 'request', (step ? [step] : steps).flatMap((each) => keysOf(id, round, each)));
}

async function nameOf(tx: Tx, agencyId: string): Promise<Words> {
  const agency = await findAgency(tx, agencyId);
  return { th: agency?.nameTh ?? agencyId, en: agency?.nameEn ?? agencyId };
}
