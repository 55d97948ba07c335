import { formatThaiDate } from '@saphan/contracts/dates';
import type { Block, Table } from '#kernel/papers/paper.ts';
import type { Decision, ResolutionKind, Task } from '../schemas.ts';

/** The sections of an agenda (Rule on Official Correspondence, annex on minutes), as papers name them. */
export const sections = ['เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ', 'เรื่องรับรองรายงานการประชุม', 'เรื่องสืบเนื่อง', 'เรื่องที่เสนอเพื่อทราบ', 'เรื่องที่เสนอเพื่อพิจารณา', 'เรื่องอื่น ๆ'] as const;

export const resolutionWords: Record<ResolutionKind, string> = { acknowledged: 'รับทราบ', approved: 'เห็นชอบ', 'not-approved': 'ไม่เห็นชอบ', assigned: 'มอบหมาย' };
export const taskWords: Record<Task['state'], string> = { open: 'อยู่ระหว่างดำเนินการ', 'due-soon': 'ใกล้กำหนด', late: 'เกินกำหนด', 'said-done': 'รายงานว่าเสร็จ รอปิด', done: 'เสร็จ', withdrawn: 'ยกเลิก' };
export const decisionWords: Record<Decision['kind'], { what: string; ask: string }> = {
  'long-overdue': { what: 'เกินกำหนดนาน', ask: 'ให้เร่งรัด หรือกำหนดวันใหม่พร้อมเหตุผล' }, moved: { what: 'กำหนดเลื่อน', ask: 'เห็นชอบกำหนดใหม่ หรือให้คงเดิม' },
  'no-plan': { what: 'ยังไม่มีแผน', ask: 'ให้หน่วยงานเสนอวันกำหนด' }, 'said-done': { what: 'รอปิดงาน', ask: 'รับทราบและปิดงาน' },
};

export const long = (iso: string): string => formatThaiDate(iso, { style: 'long' });
/** `09:30` as letters write it. */
export const clock = (time: string): string => `${time.replace(':', '.')} น.`;
export const heading = (text: string, level: 1 | 2 = 1): Block => ({ kind: 'heading', text, level });
export const says = (text: string): Block => ({ kind: 'paragraph', text, look: 'plain' });
export const indented = (text: string): Block => ({ kind: 'paragraph', text, look: 'indented' });
export const item = (number: string, text: string, depth: 0 | 1 | 2 = 0, bold = false): Block => ({ kind: 'item', number, text, depth, bold });
export const column = (title: string, share: number, cell: 'text' | 'number' | 'date' = 'text'): Table['columns'][number] => ({ title, share, cell });
