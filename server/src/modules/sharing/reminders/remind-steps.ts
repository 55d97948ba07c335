import { addDays, formatThaiDate, todayInBangkok } from '@saphan/contracts/dates';
import { isWorkingDay, type DaysOff } from '#kernel/calendar/working-days.ts';
import type { Tx } from '#kernel/db.ts';
import { readDaysOff } from '#modules/calendar/index.ts';
import { notify, type Address, type NewNotice } from '#modules/notices/index.ts';
import { listAgencies, type Agency } from '#modules/organisations/index.ts';
import { readSharingDefinition } from '../definition/read-definition.ts';
import { addressesOf } from '../operations/tell.ts';
import { listAgreementsAt, type ListAgreementsAtRow } from '../reads/agreements.sql.gen.ts';
import { ministry, reminderKey, settleReminders, stages, type ReminderStep } from './reminder-keys.ts';
import { waitingOn, type Waiting } from './waiting.ts';

const FIRST_HOUR = 8;
const BACK_DAYS = 1200;
const AHEAD_DAYS = 120;

const steps: Record<ReminderStep, { th: string; en: string; todoTh: string; todoEn: string }> = {
  owner: { th: 'คำตอบของเจ้าของบริการ', en: 'the owner’s answer', todoTh: 'อนุญาต ส่งกลับ หรือไม่อนุญาต', todoEn: 'Approve, send back or refuse.' },
  dpo: { th: 'ความเห็นของเจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล', en: 'the data protection officer’s opinion', todoTh: 'ตรวจความจำเป็นของข้อมูลแต่ละรายการ แล้วพิจารณา', todoEn: 'Look whether each field is needed, then decide.' },
  signing: { th: 'การลงนาม', en: 'a signature', todoTh: 'อ่านข้อความข้อตกลง แล้วลงนาม', todoEn: 'Read the text, then sign.' },
  renewal: { th: 'ข้อเสนอต่ออายุ', en: 'a proposal to renew', todoTh: 'เสนอข้อตกลงฉบับใหม่ หรือยุติหากไม่ใช้แล้ว', todoEn: 'Propose a new version, or end it if it is not needed.' },
};

/** The days offices are closed, as far around a day as steps of agreements reach. */
export const daysOffAround = (tx: Tx, day: string): Promise<DaysOff> => readDaysOff(tx, addDays(day, -BACK_DAYS), addDays(day, AHEAD_DAYS));

/**
 * Tells those whose turn it is, on working days from eight o'clock on, before a step is due and when it is late; the secretariat when it is late for long.
 * Each stage is told once and takes the place of the one before. Safe to repeat.
 *
 * @returns how many steps were reminded of.
 */
export async function remindOfSteps(tx: Tx, now: Date): Promise<number> {
  const day = todayInBangkok(now);
  const off = await daysOffAround(tx, day);
  if (!isWorkingDay(day, off) || (now.getUTCHours() + 7) % 24 < FIRST_HOUR) return 0;
  const agencies = new Map((await listAgencies(tx)).map((agency) => [agency.id, agency]));
  const rows = await listAgreementsAt(tx, { at: now.toISOString(), number: null, agencies: null, service_id: null });
  let told = 0;
  for (const row of rows) {
    const waiting = waitingOn(row, day, off);
    const stage = waiting && stageOf(waiting);
    if (stage) told += await remindOne(tx, row, waiting, stage, agencies);
  }
  return told;
}

/** The stage that a step is in: none, `before`, or the longest lateness that it has reached. */
function stageOf({ left, late }: Waiting): string | null {
  const { remindBefore, remindLate } = readSharingDefinition();
  if (late === 0) return left <= remindBefore ? 'before' : null;
  const reached = remindLate.filter((days) => days <= late).at(-1);
  return reached === undefined ? null : `late-${reached}`;
}

async function remindOne(tx: Tx, row: ListAgreementsAtRow, waiting: Waiting, stage: string, agencies: ReadonlyMap<string, Agency>): Promise<number> {
  const event = waiting.step === 'renewal' ? row.in_force : row.step;
  if (event === null) return 0;
  const link = `/exchange/agreements/${row.number}`;
  const notices: NewNotice[] = [];
  for (const agencyId of waiting.agencies) {
    const about = { number: row.number, event, step: waiting.step, agencyId };
    const to: readonly Address[] = waiting.step === 'renewal' ? [{ role: 'steward', agencyId }] : await addressesOf(tx, waiting.step, agencyId);
    const { todoTh, todoEn } = steps[waiting.step];
    notices.push(...to.map((each, n) => ({ kind: 'reminder' as const, key: reminderKey(about, stage, n), to: each, agencyId, what: wordsOf(row, waiting, agencies.get(agencyId)), todo: { th: todoTh, en: todoEn }, by: waiting.dueOn, link })));
    if (stage === stages().at(-1)) notices.push({ kind: 'reminder', key: reminderKey({ ...about, agencyId: ministry }, stage, 0), to: { role: 'secretariat', agencyId: null }, what: wordsOf(row, waiting, agencies.get(agencyId)), by: waiting.dueOn, link });
  }
  const made = await notify(tx, notices);
  if (made.length > 0) await settleReminders(tx, waiting.agencies.map((agencyId) => ({ number: row.number, event, step: waiting.step, agencyId })), stages().filter((each) => each !== stage));
  return made.length > 0 ? 1 : 0;
}

function wordsOf({ number }: ListAgreementsAtRow, { step, late, dueOn }: Waiting, agency: Agency | undefined): { th: string; en: string } {
  const { th, en } = steps[step];
  return late > 0
    ? { th: `ข้อตกลง ${number} รอ${th}จาก${agency?.nameTh ?? ''} เลยกำหนด ${late} วันทำการ`, en: `Agreement ${number} waits for ${en} of ${agency?.nameEn ?? ''}, ${late} working ${late === 1 ? 'day' : 'days'} late` }
    : { th: `ข้อตกลง ${number} รอ${th}จาก${agency?.nameTh ?? ''} ภายในวันที่ ${formatThaiDate(dueOn)}`, en: `Agreement ${number} waits for ${en} of ${agency?.nameEn ?? ''} by ${formatThaiDate(dueOn, { lang: 'en' })}` };
}
