import { writeFile } from 'node:fs/promises';
import type { CommandEntry } from '../command-entry.ts';
import { Refused, withServer } from '../client/server-client.ts';
import { answerRefusal } from '../client/speak.ts';
import { say } from '../terminal.ts';
import { isoDayOf } from './report.ts';

export const packCommand: CommandEntry = {
  name: 'pack', th: 'เอกสารประกอบการประชุม ณ วันเดียว ทั้งชุดหรือทีละฉบับ', en: 'the papers of a meeting as of one day, all or one',
  declare: (command) => {
    command.requiredOption('--meeting <id>', 'การประชุม · the meeting').requiredOption('--out <file>', 'ไฟล์ปลายทาง · file to write')
      .option('--part <part>', 'pack, agenda, matters, progress, decisions, slips, requests, surveys, minutes, invitation', 'pack')
      .option('--format <format>', 'pdf, docx, xlsx', 'pdf').option('--as-of <date>', 'ณ วันที่ พ.ศ. หรือ ค.ศ. · as of a day, B.E. or C.E.');
  },
  run: async ({ config, options }) => {
    const meeting = `/meetings/${encodeURIComponent(options['meeting'])}/printings`;
    const body = { part: options['part'], format: options['format'], asOf: options['asOf'] ? isoDayOf(options['asOf']) : null };
    try {
      await withServer(config, async (client) => {
        const printing = await client.ask<{ id: number; figuresSha256: string }>('POST', meeting, body);
        const file = await client.send('GET', `${meeting}/${printing.id}/file`);
        await writeFile(options['out'], Buffer.from(await file.arrayBuffer()));
        say(`เขียนแล้ว ${options['out']} (ตัวเลข ${printing.figuresSha256.slice(0, 12)})`, `Written to ${options['out']} (figures ${printing.figuresSha256.slice(0, 12)}).`);
      });
      return 0;
    } catch (error) {
      if (error instanceof Refused) return answerRefusal(error, false);
      throw error;
    }
  },
};
