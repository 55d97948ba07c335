import { daysBetween } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import type { Block, Paper, Table } from '#kernel/papers/paper.ts';
import { progressReport, type Board } from '#modules/plans/index.ts';
import { nameOf } from './agenda.ts';
import { figuresOf, type PackFacts } from './facts.ts';
import { column, decisionWords, heading, long, says, taskWords } from './words.ts';

const boardSource = 'กระดานเชื่อมโยงข้อมูล ระบบสะพาน';
const taskSource = 'ทะเบียนงานตามมติที่ประชุม ระบบสะพาน';

/** Short enough to stand beside the page number, however long a committee's name is. */
export const headerOf = ({ meeting, asOf }: PackFacts): string => `ประชุมครั้งที่ ${meeting.number}/${meeting.year} · ข้อมูล ณ วันที่ ${long(asOf)}`;

/** A paper of tables: one part of the pack by itself. */
export function tablePaper(facts: PackFacts, title: string, blocks: readonly Block[]): Paper {
  return {
    title: `${title} ${nameOf(facts)}`, on: facts.asOf, digits: 'ascii', page: 'report', header: `${title} · ${headerOf(facts)}`, figures: figuresOf(facts),
    blocks: [{ kind: 'title', text: title, sizePt: 17 }, { kind: 'title', text: `${nameOf(facts)} · ข้อมูล ณ วันที่ ${long(facts.asOf)}`, sizePt: 13 }, ...blocks],
  };
}

/** Open tasks of earlier meetings, late first, with what was last reported. */
export function mattersBlocks({ matters, asOf }: PackFacts): Block[] {
  if (matters.length === 0) return [says('ไม่มีงานค้างจากการประชุมครั้งก่อน')];
  const late = matters.filter(({ state }) => state === 'late').length;
  return [says(`งานตามมติที่ยังไม่เสร็จ ${formatNumber(matters.length)} เรื่อง เกินกำหนด ${formatNumber(late)} เรื่อง`), {
    kind: 'table', title: 'เรื่องสืบเนื่อง', total: false, asOf, source: taskSource,
    columns: [column('มติครั้งที่', 1.5), column('วาระ', 1.2), column('เรื่องที่มอบหมาย', 4.4), column('หน่วยงาน', 2.8), column('กำหนด', 2, 'date'), column('ช้า (วัน)', 1.1, 'number'), column('สถานะ', 2), column('รายงานล่าสุด', 3.4)],
    rows: matters.map((task) => [`${task.meeting.number}/${task.meeting.year}`, task.item, task.title, task.agency.nameTh, task.dueOn, task.daysLate, taskWords[task.state], task.lastReport]),
  }];
}

/** Agencies and datasets by what they came to: done, late, without a plan; then the report of the board. */
export function progressBlocks({ board }: PackFacts): Block[] {
  const report = progressReport(board).blocks.filter(({ kind }) => kind !== 'title').map((block): Block => (block.kind === 'heading' ? { ...block, level: 2 } : block));
  return [agencyMatrix(board), datasetMatrix(board), ...report];
}

type CellState = Board['agencies'][number]['cells'][number];
const resultOf = ({ state, dueOn }: CellState): 'เสร็จ' | 'ช้า' | 'ยังไม่มีแผน' | 'ตามแผน' => (state === 'overdue' ? 'ช้า' : state !== 'planned' ? 'เสร็จ' : dueOn === null ? 'ยังไม่มีแผน' : 'ตามแผน');

function agencyMatrix({ agencies, asOf }: Board): Table {
  const count = (cells: readonly CellState[]) => [cells.length, ...(['เสร็จ', 'ช้า', 'ตามแผน', 'ยังไม่มีแผน'] as const).map((result) => cells.filter((cell) => resultOf(cell) === result).length)];
  return {
    kind: 'table', title: 'ผลการเชื่อมโยงรายหน่วยงาน', total: true, asOf, source: boardSource,
    columns: [column('หน่วยงาน', 5), ...['ชุดข้อมูล', 'เสร็จ', 'ช้า', 'ตามแผน', 'ยังไม่มีแผน'].map((title) => column(title, 1.5, 'number'))],
    rows: [...agencies.map(({ agency, cells }) => [agency.nameTh, ...count(cells)]), ['รวม', ...count(agencies.flatMap(({ cells }) => cells))]],
  };
}

function datasetMatrix({ agencies, asOf, overdue }: Board): Table {
  const why = new Map(overdue.map((each) => [each.slug, each]));
  return {
    kind: 'table', title: 'ผลการเชื่อมโยงรายชุดข้อมูล', total: false, asOf, source: boardSource,
    columns: [column('หน่วยงาน', 3), column('ชุดข้อมูล', 4.4), column('ผล', 1.6), column('กำหนด', 2.3, 'date'), column('ช้า (วัน)', 1.3, 'number'), column('ติดอยู่ที่', 2.4)],
    rows: agencies.flatMap(({ agency, cells }) => cells.map((cell) => [agency.nameTh, cell.titleTh, resultOf(cell), cell.dueOn, why.get(cell.slug)?.daysLate ?? null, why.get(cell.slug)?.stepTh ?? null])),
  };
}

/** What the committee has to decide, the oldest first. */
export function decisionBlocks({ decisions, asOf }: PackFacts): Block[] {
  if (decisions.length === 0) return [says('ไม่มีเรื่องที่รอตัดสินใจ')];
  return [{
    kind: 'table', title: `เรื่องเสนอเพื่อพิจารณา ${formatNumber(decisions.length)} เรื่อง`, total: false, asOf, source: `${boardSource} และทะเบียนงานตามมติ`,
    columns: [column('ประเภท', 2), column('เรื่อง', 4.4), column('หน่วยงาน', 3), column('วัน', 1, 'number'), column('ข้อเสนอ', 3.4)],
    rows: decisions.map(({ kind, subjectTh, agency, days }) => [decisionWords[kind].what, subjectTh, agency.nameTh, days, decisionWords[kind].ask]),
  }];
}

/** Projects of the action plans whose end or datasets slipped, the longest first. */
export function slipBlocks({ slips, asOf }: PackFacts): Block[] {
  if (slips.length === 0) return [says('ยังไม่มีโครงการในแผนปฏิบัติการ')];
  const rows = slips.map((slip) => ({ ...slip, days: daysBetween(slip.firstEndsOn, slip.endsOn) })).toSorted((a, b) => b.days - a.days || b.overdue - a.overdue || a.title.localeCompare(b.title));
  return [{
    kind: 'table', title: 'การเลื่อนของโครงการ', total: false, asOf, source: 'แผนปฏิบัติการ ระบบสะพาน',
    columns: [column('โครงการ', 4.4), column('หน่วยงาน', 3), column('สิ้นสุดเดิม', 1.9, 'date'), column('สิ้นสุดปัจจุบัน', 1.9, 'date'), column('เลื่อน (วัน)', 1.2, 'number'), column('ชุดข้อมูล', 1.2, 'number'), column('เชื่อมแล้ว', 1.2, 'number'), column('ช้า', 1, 'number'), column('กำหนดเลื่อน', 1.3, 'number')],
    rows: rows.map(({ title, agency, firstEndsOn, endsOn, days, datasets, linked, overdue, moved }) => [title, agency, firstEndsOn, endsOn, days, datasets, linked, overdue, moved]),
  }];
}

/** Requests for data that wait for an answer, the longest first. */
export function waitingBlocks({ waiting, asOf }: PackFacts): Block[] {
  if (waiting.length === 0) return [says('ไม่มีคำขอข้อมูลที่รอคำตอบ')];
  return [{
    kind: 'table', title: 'คำขอข้อมูลที่รอคำตอบ', total: false, asOf, source: 'คำขอเชื่อมโยงข้อมูล ระบบสะพาน',
    columns: [column('ชุดข้อมูล', 4), column('หน่วยงานเจ้าของ', 3), column('ผู้ขอ', 3), column('รอตั้งแต่', 1.9, 'date'), column('รอ (วัน)', 1.1, 'number')],
    rows: waiting.flatMap((each) => each.waiting.map(({ requester, sinceOn, days }) => [each.dataset?.titleTh ?? each.datasetWords, each.provider.nameTh, requester.nameTh, sinceOn, days])),
  }];
}

/** How far agencies answered the surveys of their databases. */
export function surveyBlocks({ campaigns, asOf }: PackFacts): Block[] {
  if (campaigns.length === 0) return [says('ยังไม่มีการสำรวจ')];
  return [{
    kind: 'table', title: 'ความครบถ้วนของแบบสำรวจ', total: false, asOf, source: 'แบบสำรวจฐานข้อมูล ระบบสะพาน',
    columns: [column('การสำรวจ', 4.4), column('กำหนด', 1.9, 'date'), ...['หน่วยงาน', 'รับแล้ว', 'ส่งแล้ว', 'กำลังทำ', 'ยังไม่เริ่ม', 'เลยกำหนด', 'คำถาม', 'ตอบแล้ว'].map((title) => column(title, 1.25, 'number'))],
    rows: campaigns.map(({ titleTh, dueOn, totals }) => [titleTh, dueOn, totals.forms, totals.accepted, totals.submitted, totals.inProgress + totals.returned, totals.notStarted, totals.late, totals.required, totals.answered]),
  }];
}

/** What comes first in the whole pack. */
export const contents = (facts: PackFacts): Block[] => [
  { kind: 'title', text: 'เอกสารประกอบการประชุม', sizePt: 20 }, { kind: 'title', text: facts.committee.nameTh, sizePt: 16 }, { kind: 'title', text: `ครั้งที่ ${facts.meeting.number}/${facts.meeting.year}`, sizePt: 16 }, { kind: 'title', text: `ข้อมูล ณ วันที่ ${long(facts.asOf)}`, sizePt: 13 }, { kind: 'gap' },
  { kind: 'paragraph', text: 'สารบัญ', look: 'plain' }, { kind: 'contents' },
];

/** A part of the pack on pages of its own, under one heading. */
export const chapter = (title: string, blocks: readonly Block[]): Block[] => [{ kind: 'new-page' }, heading(title), ...blocks];
