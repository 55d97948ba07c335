import { todayInBangkok } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import { endDeadlines, setDeadline } from '#modules/calendar/index.ts';
import { readSharingDefinition } from '../definition/read-definition.ts';

export type Step = 'owner' | 'dpo' | 'signing';

const because: Record<Step, (number: string, days: number) => { th: string; en: string }> = {
  owner: (number, days) => ({ th: `เจ้าของบริการพิจารณา ${number} ภายใน ${days} วันทำการ`, en: `The service’s owner decides on ${number} within ${days} working days` }),
  dpo: (number, days) => ({ th: `เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคลพิจารณา ${number} ภายใน ${days} วันทำการ`, en: `The data protection officers decide on ${number} within ${days} working days` }),
  signing: (number, days) => ({ th: `ลงนาม ${number} ภายใน ${days} วันทำการ`, en: `${number} is signed within ${days} working days` }),
};

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

/** The step that began with an event is over. */
export async function endStep(tx: Tx, id: number, event: number | null): Promise<void> {
  if (event !== null) await endDeadlines(tx, 'sharing', [referenceOf(id, event)]);
}
