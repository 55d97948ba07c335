import { eraOffset, formatThaiDate } from '@saphan/contracts/dates';
import type { Block, Paper } from '../paper.ts';

export interface Attendee { name: string; position: string; insteadOf?: string; reason?: string }

export interface AgendaItem {
  title: string;
  body: readonly Block[];
  /** มติที่ประชุม */
  resolution: string | null;
}

export interface Minutes {
  meeting: string;
  /** Counted within the calendar year, not the fiscal one. */
  number: number;
  on: string;
  place: string;
  present: readonly Attendee[];
  absent: readonly Attendee[];
  others: readonly Attendee[];
  /** `09.30` */
  opened: string;
  closed: string;
  agenda: readonly AgendaItem[];
  writer: string;
  checker: string | null;
  figures: object;
}

const weekdays = ['อาทิตย์', 'จันทร์', 'อังคาร', 'พุธ', 'พฤหัสบดี', 'ศุกร์', 'เสาร์'];

/** รายงานการประชุม, แบบที่ 11 of the Rule on Official Correspondence: who came, who did not and why, each agenda item with its resolution. */
export function minutes(m: Minutes): Paper {
  const title = `รายงานการประชุม${m.meeting}`;
  return {
    title: `${title} ครั้งที่ ${numberOf(m)}`, on: m.on, digits: 'thai', page: 'letter', header: '', figures: m.figures,
    blocks: [
      ...[title, `ครั้งที่ ${numberOf(m)}`, `เมื่อวัน${weekdays[new Date(`${m.on}T00:00:00Z`).getUTCDay()]}ที่ ${formatThaiDate(m.on, { style: 'long' })}`, `ณ ${m.place}`].map((text): Block => ({ kind: 'title', text, sizePt: 16 })),
      ...people('ผู้มาประชุม', m.present), ...people('ผู้ไม่มาประชุม', m.absent), ...people('ผู้เข้าร่วมประชุม', m.others),
      heading(`เริ่มประชุมเวลา ${m.opened} น.`),
      ...m.agenda.flatMap(agendaBlocks),
      heading(`เลิกประชุมเวลา ${m.closed} น.`),
      { kind: 'signature', closing: '', name: m.writer, position: ['ผู้จดรายงานการประชุม'] },
      ...m.checker === null ? [] : [{ kind: 'signature' as const, closing: '', name: m.checker, position: ['ผู้ตรวจรายงานการประชุม'] }],
    ],
  };
}

const heading = (text: string): Block => ({ kind: 'heading', text, level: 2 });

const numberOf = ({ number, on }: Minutes): string => `${number}/${Number(on.slice(0, 4)) + eraOffset}`;

function people(title: string, list: readonly Attendee[]): Block[] {
  if (list.length === 0) return [];
  const rows = list.map(({ name, position, insteadOf, reason }, i) => [`${i + 1}.`, name, [position, insteadOf && `แทน ${insteadOf}`, reason && `(${reason})`].filter(Boolean).join(' ')]);
  return [heading(title), { kind: 'rows', shares: [1, 7, 10], rows }];
}

function agendaBlocks({ title, body, resolution }: AgendaItem, i: number): Block[] {
  return [
    { kind: 'item', number: `ระเบียบวาระที่ ${i + 1}`, text: title, depth: 0, bold: true }, ...body,
    ...resolution === null ? [] : [{ kind: 'item' as const, number: 'มติที่ประชุม', text: resolution, depth: 1, bold: true }],
  ];
}
