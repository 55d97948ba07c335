import { writeFile } from 'node:fs/promises';
import { parseIsoDate } from '@saphan/contracts/dates';
import { readDateText } from '@saphan/contracts/thai-date-text';
import type { CommandEntry } from '../command-entry.ts';
import { Refused, withServer } from '../client/server-client.ts';
import { answerRefusal } from '../client/speak.ts';
import { StartProblem } from '../exit.ts';
import { say } from '../terminal.ts';

export const reportCommand: CommandEntry = {
  name: 'report', th: 'รายงานความก้าวหน้า ณ วันใดก็ได้ เป็นเอกสาร', en: 'the progress report as of any day, as a paper',
  declare: (command) => {
    command.requiredOption('--out <file>', 'ไฟล์ปลายทาง · file to write').option('--as-of <date>', 'ณ วันที่ พ.ศ. หรือ ค.ศ. · as of a day, B.E. or C.E.')
      .option('--format <format>', 'pdf, docx, xlsx', 'pdf').option('--letter <agency>', 'หนังสือเร่งรัดถึงหน่วยงานแทนรายงาน · the reminder letter to an agency instead');
  },
  run: async ({ config, options }) => {
    const query = new URLSearchParams({ format: options['format'] });
    if (options['asOf']) query.set('asOf', isoDayOf(options['asOf']));
    const path = options['letter'] ? `/plans/letters/${encodeURIComponent(options['letter'])}` : '/plans/report';
    try {
      await withServer(config, async (client) => {
        const reply = await client.send('GET', `${path}?${query}`);
        await writeFile(options['out'], Buffer.from(await reply.arrayBuffer()));
      });
      say(`เขียนแล้ว ${options['out']}`, `Written to ${options['out']}.`);
      return 0;
    } catch (error) {
      if (error instanceof Refused) return answerRefusal(error, false);
      throw error;
    }
  },
};

/** `2568-02-19`, `19 ก.พ. 2568` and `2025-02-19` are one day. */
export function isoDayOf(text: string): string {
  const iso = readDateText(text)?.iso.slice(0, 10);
  if (!iso || !parseIsoDate(iso)) throw new StartProblem('usage', `อ่านวันที่ "${text}" ไม่ได้ เขียนเช่น 2568-02-19`, `"${text}" is not a day; write for example 2568-02-19.`);
  return iso;
}
