import { formatThaiDate, todayInBangkok } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import { endDeadlines } from '#modules/calendar/index.ts';
import { notify, settleNotices, type NewNotice } from '#modules/notices/index.ts';
import { listOpenForms, type ListOpenFormsRow } from '../jobs/remind.sql.gen.ts';
import { listFormsAt } from '../reads/campaign.sql.gen.ts';

export type Step = 'open' | 'due5' | 'due1' | 'late' | 'late-centre' | 'returned';
const STEPS: readonly Step[] = ['open', 'due5', 'due1', 'late', 'late-centre', 'returned'];
/** More than a form is ever given back. */
const MOST_ROUNDS = 20;

export const formReference = (id: number): string => `form:${id}`;
const keyOf = (step: Step, formId: number, round: number): string => `${step}:${formId}:${round}`;

/** A notice about a form to those who must act: stewards before the day, the head and the secretariat after it. */
export function noticeOf(step: Step, form: Pick<ListOpenFormsRow, 'id' | 'campaign_id' | 'agency_id' | 'answerer_id' | 'title_th' | 'title_en' | 'due_on' | 'round'>, reason = ''): NewNotice {
  const due = { th: formatThaiDate(form.due_on, { lang: 'th' }), en: formatThaiDate(form.due_on, { lang: 'en' }) };
  const said: Record<Step, { th: string; en: string }> = {
    open: { th: `เปิดแบบสำรวจ “${form.title_th}”`, en: `The survey “${form.title_en}” is open` },
    due5: { th: `แบบสำรวจ “${form.title_th}” ต้องส่งภายใน ${due.th}`, en: `The survey “${form.title_en}” is due on ${due.en}` },
    due1: { th: `แบบสำรวจ “${form.title_th}” ต้องส่งภายใน ${due.th} เหลือไม่เกิน 1 วันทำการ`, en: `The survey “${form.title_en}” is due on ${due.en}: one working day is left` },
    late: { th: `เลยกำหนดส่งแบบสำรวจ “${form.title_th}” (${due.th})`, en: `The survey “${form.title_en}” is late: it was due on ${due.en}` },
    'late-centre': { th: `หน่วยงาน ${form.agency_id} ยังไม่ส่งแบบสำรวจ “${form.title_th}” (กำหนด ${due.th})`, en: `${form.agency_id} has not submitted the survey “${form.title_en}” (due on ${due.en})` },
    returned: { th: `แบบสำรวจ “${form.title_th}” ถูกส่งกลับให้แก้ไข: ${reason}`, en: `The survey “${form.title_en}” came back to be mended: ${reason}` },
  };
  const isCentre = step === 'late-centre';
  return {
    kind: 'survey', key: keyOf(step, form.id, form.round), agencyId: form.answerer_id, by: form.due_on, link: `/readiness/${form.campaign_id}/${form.agency_id}`, what: said[step],
    to: isCentre ? { role: 'secretariat', agencyId: null } : { role: step === 'late' ? 'responsible' : 'steward', agencyId: form.answerer_id },
    todo: isCentre ? { th: 'ติดตามหน่วยงาน', en: 'Ask the agency.' } : { th: 'ตอบให้ครบ แล้วให้เจ้าของข้อมูลส่ง', en: 'Answer all of it, then let the data owner submit it.' },
  };
}

/** Tells the stewards that their forms are open. */
export async function tellOpened(tx: Tx, formIds: readonly number[], now: Date): Promise<void> {
  const wanted = new Set(formIds);
  const open = (await listOpenForms(tx, { today: todayInBangkok(now) })).filter(({ id }) => wanted.has(id));
  await notify(tx, open.map((form) => noticeOf('open', form)));
}

/** Tells the stewards that a form came back, with the reason. */
export async function tellReturned(tx: Tx, formId: number, reason: string, now: Date): Promise<void> {
  const form = (await listOpenForms(tx, { today: todayInBangkok(now) })).find(({ id }) => id === formId);
  if (form) await notify(tx, [noticeOf('returned', form, reason)]);
}

/** What was asked of an agency is done: its deadline moves no more, and nobody is reminded. */
export async function settleForm(tx: Tx, formId: number): Promise<void> {
  await endDeadlines(tx, 'readiness', [formReference(formId)]);
  await settleNotices(tx, 'survey', STEPS.flatMap((step) => Array.from({ length: MOST_ROUNDS }, (_, round) => keyOf(step, formId, round))));
}

/** The same for every form of a campaign that ended. */
export async function endForms(tx: Tx, campaignId: number, now: Date): Promise<void> {
  for (const { id } of await listFormsAt(tx, { campaign_ids: [campaignId], agency_ids: null, at: now.toISOString() })) await settleForm(tx, id); // some dozens, once in the life of a campaign
}
