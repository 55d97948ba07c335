import type { Agency } from '#modules/organisations/index.ts';
import type { Overdue } from '../schemas.ts';
import { nextSteps } from '../papers/words.ts';
import type { Due } from './due.ts';

interface Words { th: string; en: string }

const nextStepsEn: Record<Overdue['step'], string> = {
  'no-source': 'send the first file or name the source', contract: 'agree the draft contract', run: 'start the first run', held: 'decide about the held run', rejected: 'mend the rows and send a new file',
};

/**
 * What an agency is told: how many, how late, what to do. No names of datasets: a letter leaves the house, and some may not; they stand on the page
 * behind the link, for those who may read them.
 */
export function agencyWords({ nameTh, nameEn }: Agency, due: readonly Due[]): { what: Words; todo: Words } {
  const late = due.filter((each) => each.late > 0);
  const soon = due.length - late.length;
  const longest = Math.max(0, ...late.map((each) => each.late));
  const th = [late.length > 0 && `เลยกำหนด ${late.length} ชุด ช้าสุด ${longest} วันทำการ`, soon > 0 && `ครบกำหนดใน 14 วันทำการ ${soon} ชุด`].filter(Boolean).join(' · ');
  const en = [late.length > 0 && `${late.length} overdue, the longest by ${days(longest)}`, soon > 0 && `${soon} due within 14 working days`].filter(Boolean).join(' · ');
  return { what: { th: `ชุดข้อมูลของ${nameTh}: ${th}`, en: `Datasets of ${nameEn}: ${en}` }, todo: stepsOf(due) };
}

/** What the secretariat is told once a week. */
export function ministryWords(agencies: readonly { agency: Agency; due: readonly Due[] }[]): { what: Words; todo: Words } {
  const worst = agencies.toSorted((a, b) => b.due.length - a.due.length).slice(0, 5);
  const total = agencies.reduce((sum, { due }) => sum + due.length, 0);
  const list = (name: 'nameTh' | 'nameEn') => worst.map(({ agency, due }) => `${agency[name]} ${due.length}`).join(', ') + (agencies.length > worst.length ? ' …' : '');
  return {
    what: { th: `ช้าเกิน 10 วันทำการ ${total} ชุด ใน ${agencies.length} หน่วยงาน: ${list('nameTh')}`, en: `${total} datasets are 10 working days late or more, in ${agencies.length} agencies: ${list('nameEn')}` },
    todo: { th: 'ติดตามหน่วยงาน หรือร่างหนังสือเร่งรัดจากกระดาน', en: 'Chase the agencies, or draft letters from the board.' },
  };
}

/** Next steps with how many datasets wait for each, the commonest first. */
function stepsOf(due: readonly Due[]): Words {
  const steps = [...Map.groupBy(due, ({ step }) => step)].toSorted(([, a], [, b]) => b.length - a.length);
  return {
    th: `ขั้นต่อไป: ${steps.map(([step, own]) => `${nextSteps[step]} ${own.length} ชุด`).join(' · ')}`, en: `Next: ${steps.map(([step, own]) => `${nextStepsEn[step]} (${own.length})`).join(' · ')}`,
  };
}

const days = (count: number): string => (count === 1 ? '1 working day' : `${count} working days`);
