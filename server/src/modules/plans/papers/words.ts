import type { DatasetState, Overdue } from '../schemas.ts';

/** States as papers name and draw them, in the order of the board. Hollow parts are not linked. */
export const stateLooks: readonly { state: DatasetState; name: string; colour: string; hollow: boolean }[] = [
  { state: 'fresh', name: 'ใช้ได้', colour: '#14786e', hollow: false }, { state: 'stale', name: 'เก่ากว่าสัญญา', colour: '#b7791f', hollow: false },
  { state: 'failing', name: 'ไม่ผ่าน', colour: '#c2410c', hollow: false }, { state: 'held', name: 'พักไว้', colour: '#6d4fc2', hollow: false },
  { state: 'overdue', name: 'เกินกำหนด', colour: '#b3261e', hollow: true }, { state: 'planned', name: 'ยังไม่ถึงกำหนด', colour: '#6b7280', hollow: true },
];

export const stateName = (state: DatasetState): string => stateLooks.find((look) => look.state === state)?.name ?? state;

/** What whoever is responsible does next. */
export const nextSteps: Record<Overdue['step'], string> = {
  'no-source': 'ส่งไฟล์แรกหรือระบุต้นทาง', contract: 'ยืนยันร่างข้อกำหนด', run: 'เริ่มรอบแรก', held: 'ตัดสินรอบที่พักไว้', rejected: 'แก้ตามแถวที่กัก แล้วส่งไฟล์ใหม่',
};

export const source = 'กระดานเชื่อมโยงข้อมูล ระบบสะพาน';
