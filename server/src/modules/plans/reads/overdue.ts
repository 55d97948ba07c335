import { daysBetween } from '@saphan/contracts/dates';
import type { Agency } from '#modules/organisations/index.ts';
import type { Overdue } from '../schemas.ts';
import type { Cell } from './cells.ts';

interface StepText { th: string; en: string; who: 'agency' | 'secretariat' }

/** Where an overdue dataset is stuck, and who moves next. */
const steps: Record<Overdue['step'], StepText> = {
  'no-source': { th: 'ยังไม่มีต้นทาง', en: 'No source yet', who: 'agency' },
  contract: { th: 'มีต้นทางแล้ว รอข้อกำหนด', en: 'Has a source, waits for a contract', who: 'agency' },
  run: { th: 'มีข้อกำหนดแล้ว ยังไม่มีรอบที่ผ่าน', en: 'Has a contract, no run has passed', who: 'agency' },
  held: { th: 'รอบพักไว้ รอตัดสิน', en: 'A run is held and waits for a decision', who: 'secretariat' },
  rejected: { th: 'รอบถูกตีกลับ รอไฟล์ใหม่', en: 'A run was turned down, waits for a new file', who: 'agency' },
};

/** Datasets past their due date that are not linked, longest first. */
export function overdueList(agencies: readonly Agency[], cells: readonly Cell[], day: string): Overdue[] {
  const byId = new Map(agencies.map((agency) => [agency.id, agency]));
  return cells.flatMap((cell) => {
    const agency = byId.get(cell.agencyId);
    return cell.state === 'overdue' && agency && cell.dueOn ? [overdueOf(cell, agency, cell.dueOn, day)] : [];
  });
}

function overdueOf(cell: Cell, agency: Agency, dueOn: string, day: string): Overdue {
  const step = cell.step ?? 'no-source';
  const { th, en, who } = steps[step];
  return {
    slug: cell.slug, titleTh: cell.titleTh, titleEn: cell.titleEn, agency, dueOn, daysLate: daysBetween(dueOn, day), step, stepTh: th, stepEn: en,
    responsibleTh: who === 'agency' ? agency.nameTh : 'ฝ่ายเลขานุการ', responsibleEn: who === 'agency' ? agency.nameEn : 'The secretariat',
  };
}
