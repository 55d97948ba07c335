import { defineProblems } from '#kernel/problem.ts';
import { later } from '../../next-steps.ts';
import { postgresProblem } from '../postgres-problems.ts';

/** Problems of reading a table's changes from PostgreSQL's log. */
export const changesProblem = defineProblems('connectors', {
  'changes-refused': { status: 422, th: 'อ่านการเปลี่ยนแปลงจากฐานข้อมูลนี้ยังไม่ได้', en: 'Changes cannot be read from this database yet', nextTh: 'ให้ผู้ดูแลฐานข้อมูลเตรียมตามคำสั่งในหน้าต้นทาง แล้วกดทดสอบการเชื่อมต่อ', nextEn: 'Have the database administrator prepare it by the commands on the sources page, then test the connection.', retry: 'config' },
  'slot-lost': { status: 409, th: 'ช่องอ่านการเปลี่ยนแปลง (replication slot) หายไปหรือใช้ต่อไม่ได้', en: 'The replication slot is gone or can no longer be used', nextTh: 'ให้ผู้ดูแลฐานข้อมูลสร้างช่องอ่านใหม่ รอบต่อไปจะอ่านทั้งหมดเอง', nextEn: 'Have the database administrator make the slot again; the next run then reads all of it by itself.', retry: 'config' },
  'slot-busy': { status: 409, th: 'มีผู้อื่นกำลังอ่านช่องนี้อยู่', en: 'Somebody else is reading this replication slot', ...later, retry: 'transient' },
  'changes-busy': { status: 409, th: 'ฐานข้อมูลมีรายการที่ยังทำไม่เสร็จ จึงยังไม่มีจุดเริ่มที่แน่นอน', en: 'Transactions at the database have not ended, so that there is no certain place to begin', ...later, retry: 'transient' },
});

/** What the server says when a slot is looked at or moved on, as a problem: somebody else holds it, it is lost, or the account may not. */
export function slotProblem(error: unknown): unknown {
  const { code, message = '' } = error as { code?: string; message?: string };
  const detail = { detailTh: message.slice(0, 500), detailEn: message.slice(0, 500) };
  if (code === '55006') return changesProblem('slot-busy', detail, { cause: error });
  if (code === '55000') return changesProblem('slot-lost', detail, { cause: error });
  if (code === '42704' || code === '42501') return changesProblem('changes-refused', detail, { cause: error });
  return postgresProblem(error, true);
}
