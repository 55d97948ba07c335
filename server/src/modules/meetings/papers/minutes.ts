import { minutes as minutesForm, type AgendaItem, type Attendee } from '#kernel/papers/forms/minutes.ts';
import type { Block, Paper } from '#kernel/papers/paper.ts';
import { numberItems } from '../operations/assign-task.ts';
import { membersOn } from '../reads/committees.ts';
import type { Attendance, Member, ResolutionKind } from '../schemas.ts';
import { derivedOf } from './agenda.ts';
import { figuresOf, type PackFacts } from './facts.ts';
import { indented, item, resolutionWords, sections } from './words.ts';

const dots = '……………………';

/** รายงานการประชุม by แบบที่ 11: as written, or its skeleton with dots to fill in before that. */
export function minutesPaper(facts: PackFacts): Paper {
  const said = facts.parts.minutes?.content;
  const { heldOn, place, beginsAt } = facts.meeting.details;
  const time = (text: string) => text.replace(':', '.');
  return minutesForm({
    meeting: facts.sitting.nameTh, number: facts.meeting.number, on: heldOn, place, ...attendees(facts),
    opened: time(said?.openedAt ?? beginsAt), closed: said ? time(said.closedAt) : '……', agenda: said ? writtenAgenda(facts) : emptyAgenda(facts),
    writer: said?.writer ?? dots, checker: said ? said.checker : dots, figures: figuresOf(facts),
  });
}

const positionOf = ({ position, duty }: Member): string => [position, dutyWords[duty]].filter(Boolean).join(' ');
const dutyWords: Record<Member['duty'], string> = { chair: 'ประธานกรรมการ', 'vice-chair': 'รองประธานกรรมการ', member: 'กรรมการ', secretary: 'กรรมการและเลขานุการ', 'assistant-secretary': 'กรรมการและผู้ช่วยเลขานุการ' };

function attendees({ sitting: committee, meeting, parts }: PackFacts): { present: Attendee[]; absent: Attendee[]; others: Attendee[] } {
  const said: Attendance | undefined = parts.attendance?.content;
  if (!said) return { present: membersOn(committee, meeting.details.heldOn).map((member) => ({ name: member.name, position: positionOf(member) })), absent: [], others: [] };
  const withDuty = (seat: number | null, position: string) => { const member = committee.members.find((each) => each.seat === seat); return member ? positionOf({ ...member, position }) : position; };
  return {
    present: said.present.map(({ seat, name, position, insteadOf }) => ({ name, position: insteadOf ? position : withDuty(seat, position), ...insteadOf && { insteadOf } })), absent: said.absent.map(({ seat, name, position, reason }) => ({ name, position: withDuty(seat, position), reason })), others: [...said.others],
  };
}

function writtenAgenda({ parts }: PackFacts): AgendaItem[] {
  const items = numberItems(parts.minutes?.content.items ?? []);
  return sections.map((title, i) => {
    const own = items.filter(({ section }) => section === i + 1);
    const body = own.flatMap(({ place, title: about, text, resolution }): Block[] => [
      item(place, about, 1), ...text.split(/\n{2,}/).filter((part) => part.trim() !== '').map(indented),
      ...resolution ? [item('มติที่ประชุม', resolutionText(resolution), 1, true)] : [],
    ]);
    return { title, body: own.length === 0 ? [item('', 'ไม่มี', 1)] : body, resolution: null };
  });
}

/** Its word stands once, also where the text begins with it. */
function resolutionText({ kind, text }: { kind: ResolutionKind; text: string }): string {
  const word = resolutionWords[kind];
  return text.startsWith(word) ? text : [word, text].filter(Boolean).join(' ');
}

function emptyAgenda(facts: PackFacts): AgendaItem[] {
  const written = numberItems(facts.parts.agenda?.content.items ?? []);
  return sections.map((title, i) => {
    const own = written.filter(({ section }) => section === i + 1);
    const lines = [...own.map(({ title: about }) => about), ...derivedOf(facts, i + 1)];
    return { title, body: lines.flatMap((text, at): Block[] => [item(`${i + 1}.${at + 1}`, text, 1), item('มติที่ประชุม', dots, 1, true)]), resolution: lines.length === 0 ? dots : null };
  });
}
