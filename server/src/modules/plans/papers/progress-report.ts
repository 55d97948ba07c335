import { formatThaiDate } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import type { Block, Paper, Table } from '#kernel/papers/paper.ts';
import type { Board } from '../schemas.ts';
import { nextSteps, source, stateLooks, stateName } from './words.ts';

const title = 'รายงานความก้าวหน้าการเชื่อมโยงข้อมูลเข้าสู่ศูนย์ข้อมูลกลาง';
const long = (iso: string): string => formatThaiDate(iso, { style: 'long' });
const heading = (text: string): Block => ({ kind: 'heading', text, level: 1 });
const says = (text: string): Block => ({ kind: 'paragraph', text, look: 'plain' });

/** The board as of its day as a paper: how far, who is late and why, what waits for a decision, every dataset. The same board gives the same paper. */
export function progressReport(board: Board): Paper {
  return {
    title: `${title} ${long(board.asOf)}`, on: board.asOf, digits: 'ascii', page: 'report', header: `${title} · ข้อมูล ณ วันที่ ${long(board.asOf)}`, figures: figuresOf(board),
    blocks: [
      { kind: 'title', text: title, sizePt: 17 }, { kind: 'title', text: `ข้อมูล ณ วันที่ ${long(board.asOf)}`, sizePt: 13 },
      ...sentences(board).map(says),
      heading('1. ความก้าวหน้าเทียบแผน'), burnupChart(board),
      heading('2. ความก้าวหน้ารายหน่วยงาน'), ...agencyChart(board), agencyTable(board),
      heading('3. ชุดข้อมูลที่เกินกำหนด เหตุ และขั้นต่อไป'), ...board.overdue.length === 0 ? [says('ไม่มีชุดข้อมูลที่เกินกำหนด')] : [overdueTable(board)],
      heading('4. เรื่องที่รอตัดสินใจ'), ...decisions(board),
      heading('5. ชุดข้อมูลทุกชุดในแผน'), datasetTable(board),
    ],
  };
}

/** What the paper rests on, without names that may change later. */
function figuresOf({ asOf, totals, agencies, burnup, overdue, forecast }: Board): object {
  return {
    asOf, totals, forecast, burnup,
    agencies: agencies.map(({ agency, counts, linked, total, nextDueOn, cells }) => ({ agency: agency.id, counts, linked, total, nextDueOn, datasets: cells.map(({ slug, state, dueOn }) => ({ slug, state, dueOn })) })),
    overdue: overdue.map(({ slug, agency, dueOn, daysLate, step }) => ({ slug, agency: agency.id, dueOn, daysLate, step })),
  };
}

function sentences({ totals, agencies, forecast }: Board): string[] {
  const active = agencies.filter((row) => row.linked > 0).length;
  const share = totals.datasets === 0 ? '0.00' : ((totals.linked / totals.datasets) * 100).toFixed(2);
  const late = totals.plannedByNow - totals.linked;
  const against = late > 0 ? `ช้ากว่าแผน ${formatNumber(late)} ชุด` : late < 0 ? `เร็วกว่าแผน ${formatNumber(-late)} ชุด` : 'ตรงตามแผน';
  return [
    `${formatNumber(active)} หน่วยงานเชื่อมโยงแล้ว ${formatNumber(totals.linked)} จาก ${formatNumber(totals.datasets)} ชุดข้อมูล (ร้อยละ ${share}) แผนถึงวันนี้ ${formatNumber(totals.plannedByNow)} ชุด ${against}`,
    ...forecast ? [`${formatNumber(forecast.weeksSeen)} สัปดาห์ล่าสุดเชื่อมโยงได้สัปดาห์ละ ${formatNumber(forecast.perWeek)} ชุด ต้องได้สัปดาห์ละ ${formatNumber(forecast.neededPerWeek)} ชุดจึงจะครบภายใน ${long(forecast.endOn)} ด้วยอัตราเดิมคาดว่าได้ ${formatNumber(forecast.linkedByEnd)} ชุด`] : [],
  ];
}

function burnupChart({ asOf, burnup, totals }: Board): Block {
  return {
    kind: 'lines', finding: `เชื่อมโยงแล้ว ${formatNumber(totals.linked)} ชุด แผนถึงวันนี้ ${formatNumber(totals.plannedByNow)} ชุด`, days: burnup.map(({ on }) => on), asOf, source,
    lines: [
      { name: 'แผน', colour: '#6b7280', dashed: true, values: burnup.map(({ planned }) => planned) }, { name: 'เชื่อมโยงแล้ว', colour: '#1f4fa8', dashed: false, values: burnup.map(({ linked }) => linked) },
    ],
  };
}

function agencyChart({ asOf, agencies }: Board): Block[] {
  const rows = agencies.filter(({ total }) => total > 0);
  const worst = rows.toSorted((a, b) => b.counts.overdue - a.counts.overdue)[0];
  if (!worst) return [];
  const finding = worst.counts.overdue > 0 ? `${worst.agency.nameTh}เกินกำหนดมากที่สุด ${formatNumber(worst.counts.overdue)} ชุด` : 'ไม่มีหน่วยงานที่เกินกำหนด';
  return [{ kind: 'bars', finding, parts: stateLooks.map(({ name, colour, hollow }) => ({ name, colour, hollow })), bars: rows.map(({ agency, counts }) => ({ name: agency.nameTh, values: stateLooks.map(({ state }) => counts[state]) })), asOf, source }];
}

const number = (name: string, share = 1.1): Table['columns'][number] => ({ title: name, share, cell: 'number' });
const text = (name: string, share: number): Table['columns'][number] => ({ title: name, share, cell: 'text' });
const date = (name: string): Table['columns'][number] => ({ title: name, share: 1.9, cell: 'date' });

function agencyTable({ asOf, agencies, totals }: Board): Table {
  const row = (name: string, counts: Record<string, number>, linked: number, total: number) => [name, total, linked, ...stateLooks.map(({ state }) => counts[state] as number)];
  return {
    kind: 'table', title: 'จำนวนชุดข้อมูลรายหน่วยงานและสถานะ', columns: [text('หน่วยงาน', 4.4), number('ในแผน'), number('เชื่อมโยง', 1.2), ...stateLooks.map(({ name }) => number(name, 1.25))],
    rows: [...agencies.map(({ agency, counts, linked, total }) => row(agency.nameTh, counts, linked, total)), row('รวม', totals, totals.linked, totals.datasets)], total: true, asOf, source,
  };
}

function overdueTable({ asOf, overdue }: Board): Table {
  return {
    kind: 'table', title: `เกินกำหนด ${formatNumber(overdue.length)} ชุด`, total: false, asOf, source,
    columns: [text('ชุดข้อมูล', 4), text('ผู้รับผิดชอบ', 3), date('กำหนด'), number('ช้า (วัน)'), text('ติดอยู่ที่', 2.6), text('ขั้นต่อไป', 2.8)],
    rows: overdue.map(({ titleTh, responsibleTh, dueOn, daysLate, stepTh, step }) => [titleTh, responsibleTh, dueOn, daysLate, stepTh, nextSteps[step]]),
  };
}

function decisions({ asOf, agencies }: Board): Block[] {
  const rows = agencies.flatMap(({ agency, cells }) => cells.filter(({ state }) => state === 'held' || state === 'failing').map(({ titleTh, state }) => [titleTh, agency.nameTh, stateName(state), state === 'held' ? 'รับหรือตีกลับรอบที่พักไว้' : 'ให้หน่วยงานแก้ตามข้อกำหนด']));
  if (rows.length === 0) return [says('ไม่มีเรื่องที่รอตัดสินใจ')];
  return [{ kind: 'table', title: `รอตัดสินใจ ${formatNumber(rows.length)} ชุด`, columns: [text('ชุดข้อมูล', 4), text('หน่วยงาน', 3.4), text('สถานะ', 1.6), text('เรื่องที่ต้องตัดสินใจ', 3)], rows, total: false, asOf, source }];
}

function datasetTable({ asOf, agencies, totals }: Board): Table {
  return {
    kind: 'table', title: `ชุดข้อมูล ${formatNumber(totals.datasets)} ชุด`, columns: [text('หน่วยงาน', 3.6), text('ชุดข้อมูล', 5), text('สถานะ', 2), date('กำหนด')], total: false, asOf, source,
    rows: agencies.flatMap(({ agency, cells }) => cells.map(({ titleTh, state, dueOn }) => [agency.nameTh, titleTh, stateName(state), dueOn])),
  };
}
