import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { countWorkingDays } from '#kernel/calendar/working-days.ts';
import type { Tx } from '#kernel/db.ts';
import { endDeadlines, readDaysOff, setDeadline } from '#modules/calendar/index.ts';
import { readSharingDefinition } from '../definition/read-definition.ts';

export type Step = 'owner' | 'dpo' | 'signing';

const because: Record<Step, (number: string, days: number) => { th: string; en: string }> = {
  owner: (number, days) => ({ th: `เจ้าของบริการพิจารณา ${number} ภายใน ${days} วันทำการ`, en: `The service’s owner decides on ${number} within ${days} working days` }),
  dpo: (number, days) => ({ th: `เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคลพิจารณา ${number} ภายใน ${days} วันทำการ`, en: `The data protection officers decide on ${number} within ${days} working days` }),
  signing: (number, days) => ({ th: `ลงนาม ${number} ภายใน ${days} วันทำการ`, en: `${number} is signed within ${days} working days` }),
};

/** Working days that the other side has of an agreement that ends soon. */
const LEFT_TO_DECIDE = 5;

/** Reference of a step's deadline: that of the event it began with, so that what was due on a past day stays readable. */
const referenceOf = (id: number, event: number): string => `agreement:${id}:${event}`;

/** A step begins with an event: its working days run from today. @returns the day it is due. */
export async function beginStep(tx: Tx, on: { id: number; number: string }, event: number, step: Step, now: Date): Promise<string> {
  const count = readSharingDefinition().workingDays[step];
  const { dueOn } = await setDeadline(tx, {
    room: 'sharing', reference: referenceOf(on.id, event), from: todayInBangkok(now), count, unit: 'working', because: because[step](on.number, count),
    what: { th: `ข้อตกลงแลกเปลี่ยน ${on.number}`, en: `Sharing agreement ${on.number}` }, link: `/exchange/agreements/${on.number}`,
  });
  return dueOn;
}

const renewalOf = (id: number, version: number): string => `renewal:${id}:${version}`;

/** A renewal is to be proposed within so many working days from the first reminder of an agreement's end on; said again it is the same day. @returns the day it is due. */
export async function beginRenewal(tx: Tx, on: { id: number; number: string; version: number; valid_from: string; valid_to: string; consumer_agency_id: string }): Promise<string> {
  const { workingDays: { renewal: most }, remindDaysBefore: [first = 60] } = readSharingDefinition();
  const from = [addDays(on.valid_to, -first), on.valid_from].toSorted()[1] as string;
  const left = countWorkingDays(addDays(from, 1), on.valid_to, await readDaysOff(tx, from, on.valid_to));
  const count = Math.max(1, Math.min(most, left - LEFT_TO_DECIDE));
  const { dueOn } = await setDeadline(tx, {
    room: 'sharing', reference: renewalOf(on.id, on.version), from, count, unit: 'working', agencyId: on.consumer_agency_id,
    because: { th: `เสนอต่ออายุ ${on.number} ภายใน ${count} วันทำการ`, en: `A renewal of ${on.number} is proposed within ${count} working days` },
    what: { th: `ต่ออายุข้อตกลงแลกเปลี่ยน ${on.number}`, en: `Renewal of sharing agreement ${on.number}` }, link: `/exchange/agreements/${on.number}`,
  });
  return dueOn;
}

/** The renewal is under way, or nobody needs it any more. */
export async function endRenewal(tx: Tx, id: number, version: number | null): Promise<void> {
  if (version !== null) await endDeadlines(tx, 'sharing', [renewalOf(id, version)]);
}

/** The step that began with an event is over. */
export async function endStep(tx: Tx, id: number, event: number | null): Promise<void> {
  if (event !== null) await endDeadlines(tx, 'sharing', [referenceOf(id, event)]);
}
