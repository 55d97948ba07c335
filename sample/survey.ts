/** How far an agency of the sample is with its form. */
export type SampleAnswering = 'not-started' | 'in-progress' | 'submitted' | 'returned' | 'accepted' | 'late';

/** The sample's survey: who answered how far; agencies that are not named have not begun. */
export interface SampleSurvey {
  titleTh: string; titleEn: string; note: string; opensOn: string; workingDays: number;
  agencies: readonly { agencyId: string; answering: SampleAnswering; needs: string; addition: string }[];
}

const STATES: readonly SampleAnswering[] = ['accepted', 'in-progress', 'submitted', 'returned', 'late', 'not-started'];

/** Every state once, the agencies with most datasets last, so that forms that must be complete are short. @param agencyIds those with datasets, the smallest first. */
export function sampleSurvey(agencyIds: readonly string[], today: string): SampleSurvey {
  return {
    titleTh: 'สำรวจความพร้อมของฐานข้อมูลหน่วยงาน', titleEn: 'Readiness of the agencies’ databases', note: 'ตรวจรายการ ตอบความพร้อม เพิ่มฐานข้อมูลที่ขาด และระบุข้อมูลที่ต้องการจากหน่วยงานอื่น', opensOn: today, workingDays: 20,
    agencies: agencyIds.slice(0, STATES.length).map((agencyId, at) => ({ agencyId, answering: STATES[at] as SampleAnswering, needs: agencyIds[(at + 1) % agencyIds.length] as string, addition: 'ทะเบียนสมุดคุมกระดาษของหน่วยงาน' })),
  };
}
