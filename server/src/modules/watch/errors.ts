import { defineProblems } from '#kernel/problem.ts';

/** Problems of incidents. */
export const watchProblem = defineProblems('watch', {
  'incident-not-found': { status: 404, th: 'ไม่พบเรื่องนี้', en: 'No such incident', nextTh: 'กลับไปหน้าเรื่องที่ต้องดู', nextEn: 'Go back to the incidents.' },
  'incident-closed': { status: 409, th: 'เรื่องนี้ปิดแล้ว', en: 'This incident is closed', nextTh: 'โหลดหน้าใหม่เพื่อดูสถานะล่าสุด', nextEn: 'Reload to see its state.' },
  'person-elsewhere': { status: 422, th: 'ผู้รับผิดชอบต้องมีตำแหน่งหรือบทบาทในหน่วยงานเจ้าของชุดข้อมูล', en: 'Whoever answers for a dataset has a post or a role in its agency', nextTh: 'เลือกคนในหน่วยงานเจ้าของ หรือแต่งตั้งก่อน', nextEn: 'Choose somebody of the agency, or appoint them first.' },
  'column-not-found': { status: 404, th: 'ไม่มีคอลัมน์นี้ในช่วงเวลาที่ดู', en: 'No release of this time has such a column', nextTh: 'เลือกคอลัมน์จากรายการ หรือดูช่วงเวลาที่ยาวขึ้น', nextEn: 'Choose one of the list, or look at a longer time.' },
});
