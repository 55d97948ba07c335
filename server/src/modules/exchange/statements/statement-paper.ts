import { formatThaiDate } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import type { Block, Paper, Table } from '#kernel/papers/paper.ts';
import type { StatementPage } from './schemas.ts';

const title = 'ใบสรุปการแลกเปลี่ยนข้อมูลรายวัน';
const source = 'บัญชีหลักฐานการแลกเปลี่ยน ระบบสะพาน';
const origins: Record<string, string> = { consumer: 'ผู้ขอ', hub: 'ศูนย์แลกเปลี่ยน', provider: 'ผู้ให้', network: 'เครือข่าย' };
const sides = { consumer: 'ฝ่ายผู้ใช้ข้อมูล', provider: 'ฝ่ายผู้ให้ข้อมูล' } as const;
const LINES_PRINTED = 40;

const heading = (text: string): Block => ({ kind: 'heading', text, level: 1 });
const says = (text: string): Block => ({ kind: 'paragraph', text, look: 'plain' });
const column = (name: string, share: number, cell: 'text' | 'number' = 'text'): Table['columns'][number] => ({ title: name, share, cell });

/** A daily statement as a paper: figures, who refused and why, what is missing, what each side said, and the text with its hash. The same facts give the same paper. */
export function statementPaper(page: StatementPage): Paper {
  const day = formatThaiDate(page.day, { style: 'long' });
  return {
    title: `${title} ${day} ${page.consumer} – ${page.provider}`, on: page.day, digits: 'ascii', page: 'report', header: `${title} · ${day}`, figures: figuresOf(page),
    blocks: [
      { kind: 'title', text: title, sizePt: 17 }, { kind: 'title', text: `ของวันที่ ${day}`, sizePt: 13 },
      { kind: 'field', label: 'ผู้ใช้ข้อมูล', text: `${page.consumerTh} (${page.consumer})`, bold: false }, { kind: 'field', label: 'ผู้ให้ข้อมูล', text: `${page.providerTh} (${page.provider})`, bold: false },
      heading('1. จำนวน'), counts(page), ...late(page),
      heading('2. ที่ไม่ได้คำตอบ'), ...refusals(page), heading('3. เลขลำดับที่ขาด'), ...gaps(page),
      heading('4. คำยืนยันของคู่สัญญา'), words(page),
      heading('5. ข้อความที่ยืนยัน'), ...textOf(page), says(`SHA-256 ${page.sha256}`),
      { kind: 'gap' }, ...(['consumer', 'provider'] as const).map((side): Block => ({ kind: 'signature', closing: '', name: '', position: [`ผู้แทน${sides[side]}`, side === 'consumer' ? page.consumerTh : page.providerTh] })),
    ],
  };
}

const figuresOf = ({ id, day, consumer, provider, exchanges, refused, missing, direct, unmatched, sha256, text, words: said, history }: StatementPage): object => ({ id, day, consumer, provider, exchanges, refused, missing, direct, unmatched, sha256, text, words: said, history });

const counts = ({ day, exchanges, refused, missing, direct, unmatched }: StatementPage): Table => ({
  kind: 'table', title: 'การแลกเปลี่ยนของวัน', total: false, asOf: day, source, columns: [column('รายการ', 7), column('ครั้ง', 2, 'number')],
  rows: [['ผ่านศูนย์แลกเปลี่ยน', exchanges], ['ในนั้นไม่ได้คำตอบ', refused], ['เลขลำดับที่ขาด', missing], ['โดยตรงระหว่างปลายทาง', direct], ['ในนั้นมีหลักฐานฝ่ายเดียว', unmatched]],
});

const late = ({ late: count }: StatementPage): Block[] => (count === 0 ? [] : [says(`หลักฐานของอีก ${formatNumber(count)} ครั้งของวันนี้มาถึงหลังทำใบสรุป จึงไม่นับในใบนี้`)]);

function refusals({ day, refusals: rows }: StatementPage): Block[] {
  if (rows.length === 0) return [says('ไม่มี')];
  return [{ kind: 'table', title: 'ใครปฏิเสธหรือผิดพลาด เพราะอะไร', total: false, asOf: day, source, columns: [column('ฝ่าย', 2.4), column('เหตุ', 4.6), column('สถานะ', 1.4), column('ครั้ง', 1.4, 'number')], rows: rows.map(({ origin, problem, status, count }) => [origins[origin] ?? origin, problem ?? '–', String(status), count]) }];
}

function gaps({ day, gaps: rows, moreGaps }: StatementPage): Block[] {
  if (rows.length === 0) return [says('ไม่มีเลขที่ขาดในสายที่ผู้ใช้ข้อมูลนับ')];
  return [{ kind: 'table', title: 'เลขที่ไม่มาถึง', total: false, asOf: day, source, columns: [column('สายของผู้ใช้', 5), column('ตั้งแต่เลข', 2, 'number'), column('ถึงเลข', 2, 'number')], rows: rows.map(({ stream, first, last }) => [stream, first, last]) }, ...(moreGaps ? [says('ยังมีช่วงที่ขาดอีก')] : [])];
}

const words = (page: StatementPage): Table => ({
  kind: 'table', title: 'คำตอบล่าสุดของแต่ละฝ่าย', total: false, asOf: page.day, source, columns: [column('ฝ่าย', 2.2), column('คำตอบ', 3.4), column('นับได้เอง', 1.5, 'number'), column('โดย', 3), column('เมื่อ', 2.2)],
  rows: (['consumer', 'provider'] as const).map((side) => {
    const word = page.words[side];
    if (word === null) return [sides[side], 'ยังไม่ตอบ', null, '', ''];
    return [sides[side], word.agrees ? 'ตรงกับบันทึกของตน' : `ไม่ตรง: ${word.remark ?? ''}`, word.counted, `${word.by}${word.kid === null ? '' : ` และกุญแจของระบบ ${word.kid}`}`, formatThaiDate(word.at, { style: 'withTime' })];
  }),
});

function textOf({ text }: StatementPage): Block[] {
  const lines = text.split('\n');
  return [...lines.slice(0, LINES_PRINTED).map((line): Block => ({ kind: 'paragraph', text: line, look: 'small' })), ...(lines.length > LINES_PRINTED ? [says(`… อีก ${formatNumber(lines.length - LINES_PRINTED)} บรรทัดอยู่ในข้อความที่แนบในไฟล์นี้`)] : [])];
}
