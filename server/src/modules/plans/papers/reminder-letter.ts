import { formatThaiDate } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import { externalLetter } from '#kernel/papers/forms/external-letter.ts';
import { memo } from '#kernel/papers/forms/memo.ts';
import type { Block, Paper, Table } from '#kernel/papers/paper.ts';
import type { Agency } from '#modules/organisations/index.ts';
import { problem } from '../errors.ts';
import type { AgencyRow, Board, Overdue } from '../schemas.ts';
import { nextSteps, source } from './words.ts';

const subject = 'ขอให้เร่งรัดการเชื่อมโยงชุดข้อมูลเข้าสู่ศูนย์ข้อมูลกลาง';
const says = (text: string): Block => ({ kind: 'paragraph', text, look: 'indented' });

/**
 * The draft of a letter to an agency about its datasets that were overdue on the board's day: what happened, what to do, by when. Number, day and
 * name are put by hand when it is signed. Inside the secretariat's own agency it is a memo.
 *
 * @param sender the agency of the secretariat.
 * @throws `plans.nothing-overdue`.
 */
export function reminderLetter(board: Board, row: AgencyRow, sender: Agency): Paper {
  const overdue = board.overdue.filter(({ agency }) => agency.id === row.agency.id);
  if (overdue.length === 0) throw problem('nothing-overdue', { agency: row.agency.id, asOf: board.asOf });
  const shared = { ref: null, on: board.asOf, dayKnown: false, subject, to: `ผู้บริหารสูงสุดของ${row.agency.nameTh}`, body: bodyOf(board, row, overdue), signatory: { name: null, position: [sender.nameTh.replace(/^สำนักงาน(?=ปลัดกระทรวง)/, '')] }, figures: figuresOf(board, row, overdue) };
  if (row.agency.id === sender.id) return memo({ ...shared, agency: sender.nameTh });
  return externalLetter({ ...shared, sender: [sender.nameTh], contact: [sender.nameTh, `ไปรษณีย์อิเล็กทรอนิกส์ saraban@${sender.domain}`] });
}

function bodyOf({ asOf }: Board, { agency, total, linked }: AgencyRow, overdue: readonly Overdue[]): Block[] {
  const longest = Math.max(...overdue.map(({ daysLate }) => daysLate));
  return [
    says('ตามที่กระทรวงกำหนดให้หน่วยงานในสังกัดเชื่อมโยงชุดข้อมูลเข้าสู่ศูนย์ข้อมูลกลางตามแผน นั้น'),
    says(`ณ วันที่ ${formatThaiDate(asOf, { style: 'long' })} ${agency.nameTh}มีชุดข้อมูลในแผน ${formatNumber(total)} ชุด เชื่อมโยงแล้ว ${formatNumber(linked)} ชุด และเกินกำหนด ${formatNumber(overdue.length)} ชุด ช้าที่สุด ${formatNumber(longest)} วัน ดังตารางท้ายหนังสือนี้`),
    says('จึงเรียนมาเพื่อโปรดเร่งรัดดำเนินการตามขั้นต่อไปของแต่ละชุดข้อมูล และแจ้งวันที่จะแล้วเสร็จภายใน 15 วันนับแต่วันที่ได้รับหนังสือนี้'),
    tableOf(asOf, overdue),
  ];
}

function tableOf(asOf: string, overdue: readonly Overdue[]): Table {
  return {
    kind: 'table', title: 'ชุดข้อมูลที่เกินกำหนด', total: false, asOf, source,
    columns: [{ title: 'ชุดข้อมูล', share: 4, cell: 'text' }, { title: 'กำหนด', share: 2, cell: 'date' }, { title: 'ช้า (วัน)', share: 1.3, cell: 'number' }, { title: 'ติดอยู่ที่', share: 2.6, cell: 'text' }, { title: 'ขั้นต่อไป', share: 2.8, cell: 'text' }],
    rows: overdue.map(({ titleTh, dueOn, daysLate, stepTh, step }) => [titleTh, dueOn, daysLate, stepTh, nextSteps[step]]),
  };
}

function figuresOf({ asOf }: Board, { agency, total, linked }: AgencyRow, overdue: readonly Overdue[]): object {
  return { asOf, agency: agency.id, total, linked, overdue: overdue.map(({ slug, dueOn, daysLate, step }) => ({ slug, dueOn, daysLate, step })) };
}
