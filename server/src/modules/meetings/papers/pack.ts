import type { Paper } from '#kernel/papers/paper.ts';
import type { PrintPart } from '../schemas.ts';
import { agendaBlocks, agendaPaper, invitation, nameOf } from './agenda.ts';
import { figuresOf, type PackFacts } from './facts.ts';
import { minutesPaper } from './minutes.ts';
import { chapter, contents, decisionBlocks, headerOf, mattersBlocks, progressBlocks, slipBlocks, surveyBlocks, tablePaper, waitingBlocks } from './tables.ts';

const papers: Record<PrintPart, (facts: PackFacts) => Paper> = {
  pack,
  invitation: (facts) => invitation(facts, 'external'),
  'invitation-memo': (facts) => invitation(facts, 'memo'),
  agenda: agendaPaper,
  matters: (facts) => tablePaper(facts, 'เรื่องสืบเนื่อง', mattersBlocks(facts)),
  progress: (facts) => tablePaper(facts, 'รายงานความก้าวหน้า', progressBlocks(facts)),
  decisions: (facts) => tablePaper(facts, 'เรื่องเสนอเพื่อพิจารณา', decisionBlocks(facts)),
  slips: (facts) => tablePaper(facts, 'การเลื่อนของโครงการ', slipBlocks(facts)),
  requests: (facts) => tablePaper(facts, 'คำขอข้อมูลที่รอคำตอบ', waitingBlocks(facts)),
  surveys: (facts) => tablePaper(facts, 'ความครบถ้วนของแบบสำรวจ', surveyBlocks(facts)),
  minutes: minutesPaper,
};

/** One paper of a meeting, or all of them as one. The same facts give the same paper. */
export const paperOf = (facts: PackFacts, part: PrintPart): Paper => papers[part](facts);

/** All papers of a meeting as one, with contents and page numbers; the invitation goes out by itself. */
function pack(facts: PackFacts): Paper {
  return {
    title: `เอกสารประกอบการประชุม${nameOf(facts)}`, on: facts.asOf, digits: 'thai', page: 'report', header: `เอกสารประกอบการประชุม · ${headerOf(facts)}`, figures: figuresOf(facts),
    blocks: [
      ...contents(facts),
      ...chapter('ระเบียบวาระการประชุม', agendaBlocks(facts)),
      ...chapter('เรื่องสืบเนื่อง', mattersBlocks(facts)),
      ...chapter('รายงานความก้าวหน้า', progressBlocks(facts)),
      ...chapter('เรื่องเสนอเพื่อพิจารณา', decisionBlocks(facts)),
      ...chapter('การเลื่อนของโครงการ', slipBlocks(facts)),
      ...chapter('คำขอข้อมูลที่รอคำตอบ', waitingBlocks(facts)),
      ...chapter('ความครบถ้วนของแบบสำรวจ', surveyBlocks(facts)),
      ...chapter(facts.parts.minutes ? 'รายงานการประชุม' : 'แบบรายงานการประชุม', minutesPaper(facts).blocks),
    ],
  };
}
