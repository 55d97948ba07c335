import { formatNumber } from '@saphan/contracts/numbers';
import { externalLetter } from '#kernel/papers/forms/external-letter.ts';
import { memo } from '#kernel/papers/forms/memo.ts';
import type { Block, Paper } from '#kernel/papers/paper.ts';
import { numberItems } from '../operations/assign-task.ts';
import type { PackFacts } from './facts.ts';
import { figuresOf } from './facts.ts';
import { clock, indented, item, long, sections } from './words.ts';

const weekdays = ['อาทิตย์', 'จันทร์', 'อังคาร', 'พุธ', 'พฤหัสบดี', 'ศุกร์', 'เสาร์'];
const dayName = (iso: string): string => `วัน${weekdays[new Date(`${iso}T00:00:00Z`).getUTCDay()]}ที่ ${long(iso)}`;
export const nameOf = ({ committee, meeting }: PackFacts): string => `${committee.nameTh} ครั้งที่ ${meeting.number}/${meeting.year}`;

/** ระเบียบวาระการประชุม as a letter-sized paper. */
export function agendaPaper(facts: PackFacts): Paper {
  const { heldOn, beginsAt, place } = facts.meeting.details;
  const titles = ['ระเบียบวาระการประชุม', facts.committee.nameTh, `ครั้งที่ ${facts.meeting.number}/${facts.meeting.year}`, `${dayName(heldOn)} เวลา ${clock(beginsAt)}`, `ณ ${place}`];
  return {
    title: `ระเบียบวาระการประชุม${nameOf(facts)}`, on: heldOn, digits: 'thai', page: 'letter', header: '', figures: figuresOf(facts),
    blocks: [...titles.map((text): Block => ({ kind: 'title', text, sizePt: 16 })), { kind: 'gap' }, ...agendaBlocks(facts)],
  };
}

/** The six sections with what was written for each, and what comes by itself. */
export function agendaBlocks(facts: PackFacts): Block[] {
  const written = numberItems(facts.parts.agenda?.content.items ?? []);
  return sections.flatMap((title, i): Block[] => {
    const own = written.filter(({ section }) => section === i + 1);
    const derived = derivedOf(facts, i + 1);
    const items = own.flatMap((each): Block[] => [
      item(each.place, each.presenter ? `${each.title} (${each.presenter})` : each.title, 1),
      ...each.text.trim() === '' ? [] : [indented(each.text)],
      ...each.papers.map((paper, at) => item(`เอกสาร ${at + 1}`, paper, 2)),
    ]);
    const more = derived.map((text, at) => item(`${i + 1}.${own.length + at + 1}`, text, 1));
    return [item(`ระเบียบวาระที่ ${i + 1}`, title, 0, true), ...items, ...more, ...items.length + more.length === 0 ? [item('', 'ไม่มี', 1)] : []];
  });
}

/** What stands in a section without anybody writing it. */
export function derivedOf({ toAdopt, matters, decisions, board, asOf, committee }: PackFacts, section: number): string[] {
  const { datasets, linked, overdue } = board.totals;
  if (section === 2) return toAdopt.map(({ number, year }) => `รับรองรายงานการประชุม${committee.nameTh} ครั้งที่ ${number}/${year}`);
  if (section === 3) return matters.map(({ title, agency, meeting, daysLate, dueOn }) => `${title} (${agency.nameTh} มติครั้งที่ ${meeting.number}/${meeting.year} กำหนด ${long(dueOn)}${daysLate > 0 ? ` ช้า ${formatNumber(daysLate)} วัน` : ''})`);
  if (section === 4) return [`รายงานความก้าวหน้าการเชื่อมโยงข้อมูล ณ วันที่ ${long(asOf)} เชื่อมโยงแล้ว ${formatNumber(linked)} จาก ${formatNumber(datasets)} ชุด เกินกำหนด ${formatNumber(overdue)} ชุด`];
  if (section === 5 && decisions.length > 0) return [`เรื่องที่รอการตัดสินใจ ${formatNumber(decisions.length)} เรื่อง`];
  return [];
}

const bodyOf = (facts: PackFacts): Block[] => {
  const { heldOn, beginsAt, place } = facts.meeting.details;
  return [
    indented(`ด้วย${facts.committee.nameTh} กำหนดจัดการประชุมครั้งที่ ${facts.meeting.number}/${facts.meeting.year} ใน${dayName(heldOn)} เวลา ${clock(beginsAt)} ณ ${facts.meeting.details.place === '' ? '……' : place} ตามระเบียบวาระการประชุมที่ส่งมาด้วย`),
    indented('จึงเรียนมาเพื่อโปรดเข้าร่วมประชุมตามวัน เวลา และสถานที่ดังกล่าว หากไม่อาจเข้าร่วมได้ โปรดมอบหมายผู้แทนและแจ้งให้ฝ่ายเลขานุการทราบก่อนวันประชุม'),
  ];
};

/** หนังสือเชิญประชุม, number and day left to be written; `memo` inside the agency of the secretariat. */
export function invitation(facts: PackFacts, form: 'external' | 'memo'): Paper {
  const { heldOn } = facts.meeting.details;
  const sender = facts.secretariat?.nameTh ?? 'ฝ่ายเลขานุการ';
  const shared = { ref: null, on: heldOn, dayKnown: false, subject: `ขอเชิญประชุม${nameOf(facts)}`, to: facts.committee.nameTh, body: bodyOf(facts), signatory: { name: null, position: ['กรรมการและเลขานุการ'] }, figures: figuresOf(facts) };
  if (form === 'memo') return memo({ ...shared, agency: sender });
  return externalLetter({ ...shared, sender: [sender], enclosures: [{ title: 'ระเบียบวาระและเอกสารประกอบการประชุม', count: '1 ชุด' }], contact: [sender, ...facts.secretariat?.domain ? [`ไปรษณีย์อิเล็กทรอนิกส์ saraban@${facts.secretariat.domain}`] : []] });
}
