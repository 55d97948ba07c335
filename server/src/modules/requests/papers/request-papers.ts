import { formatThaiDate } from '@saphan/contracts/dates';
import type { Block, Paper, Table } from '#kernel/papers/paper.ts';
import { requestStates, type Matrix, type RequestLine, type RequestList, type RequestState } from '../schemas.ts';

const source = 'ระบบสะพาน: คำขอเชื่อมโยงข้อมูล';
const long = (day: string) => formatThaiDate(day, { style: 'long' });

/** States as a Thai paper names them. */
const stateNames: Record<RequestState, string> = {
  draft: 'ร่าง', sent: 'รอคำตอบ', overdue: 'เลยกำหนดตอบ', 'asked-back': 'ถามกลับ', accepted: 'รับ รอข้อมูล', 'partly-accepted': 'รับบางส่วน รอข้อมูล', fulfilled: 'ได้ข้อมูลแล้ว', refused: 'ไม่รับ', withdrawn: 'ถอน',
};
const text = (title: string, share: number): Table['columns'][number] => ({ title, share, cell: 'text' });
const date = (title: string): Table['columns'][number] => ({ title, share: 1.9, cell: 'date' });
const number = (title: string): Table['columns'][number] => ({ title, share: 1.2, cell: 'number' });
const head = (title: string, asOf: string): Block[] => [{ kind: 'title', text: title, sizePt: 17 }, { kind: 'title', text: `ข้อมูล ณ วันที่ ${long(asOf)}`, sizePt: 13 }];
const paperOf = (title: string, asOf: string, figures: object, table: Table): Paper => ({ title: `${title} ${long(asOf)}`, on: asOf, digits: 'ascii', page: 'report', header: `${title} · ข้อมูล ณ วันที่ ${long(asOf)}`, figures, blocks: [...head(title, asOf), table] });

/** Requests as a list, one a row. */
export function requestListPaper({ asOf, items, counts }: Pick<RequestList, 'asOf' | 'items' | 'counts'>): Paper {
  const table: Table = {
    kind: 'table', title: 'รายการคำขอ', total: false, asOf, source,
    columns: [number('ที่'), text('ผู้ขอ', 3), text('ขอจาก', 3), text('ข้อมูล', 4), text('สถานะ', 2), date('ส่งเมื่อ'), date('กำหนดตอบ'), date('ตอบเมื่อ'), date('ต้องการภายใน'), date('ให้ได้ตั้งแต่'), number('รอ (วัน)')],
    rows: items.map((each: RequestLine) => [
      each.id, each.requester.nameTh, each.provider?.nameTh ?? null, each.dataset?.titleTh ?? each.datasetWords, stateNames[each.state], each.sentOn, each.dueOn, each.answeredOn, each.wantedOn, each.fromOn, each.waitingDays,
    ]),
  };
  return paperOf('คำขอเชื่อมโยงข้อมูล', asOf, { asOf, counts, requests: items.map(({ id, state }) => ({ id, state })) }, table);
}

/** Who needs what from whom: one pair of agencies a row, counted by state. */
export function requestMatrixPaper({ asOf, agencies, cells, totals }: Matrix): Paper {
  const nameOf = (id: string) => agencies.find((agency) => agency.id === id)?.nameTh ?? id;
  const states = requestStates.filter((state) => state !== 'draft');
  const sum = cells.reduce((all, { total }) => all + total, 0);
  const table: Table = {
    kind: 'table', title: 'จำนวนคำขอระหว่างหน่วยงาน', total: true, asOf, source, columns: [text('ผู้ขอ', 4), text('ขอจาก', 4), ...states.map((state) => number(stateNames[state])), number('รวม')],
    rows: [...cells.map(({ requesterId, providerId, counts, total }) => [nameOf(requesterId), nameOf(providerId), ...states.map((state) => counts[state]), total]), ['รวม', null, ...states.map((state) => totals[state]), sum]],
  };
  return paperOf('ใครต้องการข้อมูลของใคร', asOf, { asOf, cells: cells.map(({ requesterId, providerId, counts }) => ({ requesterId, providerId, counts })) }, table);
}
