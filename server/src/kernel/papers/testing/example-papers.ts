import { externalLetter } from '../forms/external-letter.ts';
import { memo } from '../forms/memo.ts';
import { minutes } from '../forms/minutes.ts';
import type { Block, Paper, Table } from '../paper.ts';

const on = '2025-02-19';
const origin = { asOf: on, source: 'สะพาน' };
export const says = (text: string): Block => ({ kind: 'paragraph', text, look: 'indented' });

/** A table of so many rows, with the words of `row` in its second column. */
export const tableOf = (rows: number, row: (at: number) => string = (at) => `ปริมาณน้ำในอ่างเก็บน้ำขนาดใหญ่รายวัน ${at}`): Table => ({
  kind: 'table', title: 'รายการชุดข้อมูล', total: false, ...origin,
  columns: [{ title: 'ลำดับ', share: 1, cell: 'number' }, { title: 'ชุดข้อมูล', share: 6, cell: 'text' }, { title: 'กำหนด', share: 2.4, cell: 'date' }],
  rows: Array.from({ length: rows }, (_, at) => [at + 1, row(at), '2025-01-31']),
});

export const aReport = (blocks: Block[], more: Partial<Paper> = {}): Paper => ({ title: 'รายงาน', on, digits: 'ascii', page: 'report', header: 'รายงาน', figures: { linked: 21 }, blocks, ...more });

export const theCharts: Block[] = [
  { kind: 'lines', finding: 'ช้ากว่าแผนตั้งแต่ มกราคม', days: ['2025-01-05', '2025-01-12', '2025-01-19'], lines: [{ name: 'แผน', colour: '#6b7280', dashed: true, values: [1, 2, 4] }, { name: 'เชื่อมแล้ว', colour: '#1f5fbf', dashed: false, values: [1, 1, null] }], ...origin },
  { kind: 'bars', finding: 'กรมที่ช้าที่สุด', parts: [{ name: 'ใช้ได้', colour: '#14786e', hollow: false }, { name: 'เกินกำหนด', colour: '#b3261e', hollow: true }], bars: [{ name: 'กรมชลประทาน <b>&', values: [3, 4] }], ...origin },
];

export const aLetter = (body: Block[] = [says('ด้วยหน่วยงานมีชุดข้อมูลเกินกำหนด 4 ชุด')]): Paper => externalLetter({
  speed: 'ด่วนที่สุด', ref: 'กษ 0201/ว 1234', sender: ['สำนักงานปลัดกระทรวงเกษตรและสหกรณ์', 'ถนนราชดำเนินนอก กทม. 10200'], on, dayKnown: true, subject: 'ขอให้เร่งรัดการเชื่อมโยงชุดข้อมูล', to: 'อธิบดีกรมชลประทาน',
  refersTo: ['หนังสือที่ กษ 0201/ว 100 ลงวันที่ 2 มกราคม 2568', 'หนังสือที่ กษ 0201/ว 101 ลงวันที่ 3 มกราคม 2568'], enclosures: [{ title: 'รายการชุดข้อมูล', count: '1 ฉบับ' }], body, signatory: { name: null, position: ['ปลัดกระทรวงเกษตรและสหกรณ์'] },
  contact: ['โทร. 0 2281 5884', 'ไปรษณีย์อิเล็กทรอนิกส์ saraban01@opsmoac.go.th'], copies: ['กองแผนงาน'], figures: { overdue: 4 },
});

export const aMemo = (): Paper => memo({ agency: 'ศูนย์เทคโนโลยีสารสนเทศฯ โทร. 5884', ref: null, on, dayKnown: false, subject: 'รายงานความก้าวหน้า', to: 'ปลัดกระทรวงเกษตรและสหกรณ์', body: [says('ขอรายงานความก้าวหน้า')], signatory: { name: 'นายสมชาย ใจดี', position: ['ผู้อำนวยการศูนย์', 'ปฏิบัติราชการแทน ปลัดกระทรวง'] }, figures: {} });

export const theMinutes = (): Paper => minutes({
  meeting: 'คณะกรรมการบริหารข้อมูล', number: 1, on, place: 'ห้องประชุม 115', present: [{ name: 'นายสมชาย ใจดี', position: 'กรรมการ', insteadOf: 'อธิบดีกรมชลประทาน' }], absent: [{ name: 'นายสมศักดิ์', position: 'กรรมการ', reason: 'ติดราชการ' }], others: [],
  opened: '09.30', closed: '12.00', agenda: [{ title: 'เรื่องรับรองรายงานการประชุม', body: [says('ประธานเสนอให้รับรอง')], resolution: 'รับรอง' }], writer: 'นางสาวสมหญิง รักเรียน', checker: 'นายสมชาย ใจดี', figures: {},
});
