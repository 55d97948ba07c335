import { formatNumber } from '@saphan/contracts/numbers';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { formatThaiDate } from '@saphan/contracts/dates';
import type { CommandEntry } from '../command-entry.ts';
import { Refused, withServer, type ServerClient } from '../client/server-client.ts';
import { answerRefusal } from '../client/speak.ts';
import type { Config } from '#kernel/config.ts';

async function ask(config: Config, json: boolean, work: (client: ServerClient) => Promise<void>): Promise<number> {
  try {
    await withServer(config, work);
    return 0;
  } catch (error) {
    if (error instanceof Refused) return answerRefusal(error, json);
    throw error;
  }
}

export const releasesCommand: CommandEntry = {
  name: 'releases', th: 'รายการรุ่นของชุดข้อมูล', en: 'list the releases of a dataset',
  declare: (command) => { command.argument('<dataset>', 'ชุดข้อมูล · dataset').option('--json', 'ตอบเป็น JSON · answer in JSON'); },
  run: ({ config, args, options }) => ask(config, options['json'] === true, async (client) => {
    const { items } = await client.ask<{ items: any[] }>('GET', `/datasets/${args[0]}/releases`);
    if (options['json']) { process.stdout.write(`${JSON.stringify(items)}\n`); return; }
    for (const item of items) {
      const { added, removed, changed } = item.counts;
      process.stdout.write(`${String(item.number).padStart(4)}  ${formatThaiDate(item.publishedAt, { style: 'withTime', lang: 'th' })}  ${formatNumber(item.rowCount).padStart(12)}  +${added} −${removed} ~${changed}  ${item.state}\n`);
    }
  }),
};

export const rowsCommand: CommandEntry = {
  name: 'rows', th: 'ดูแถวของรุ่น', en: 'read rows of a release',
  declare: (command) => {
    command.argument('<dataset>', 'ชุดข้อมูล · dataset').option('--release <number>', 'รุ่น · release', 'current')
      .option('--as-of <date>', 'ณ วันที่ ค.ศ. · as of a date').option('--filter <col:op:value...>', 'ตัวกรอง · filters').option('--sort <column>', 'เรียงตาม, -คอลัมน์ = มากไปน้อย · sort')
      .option('--limit <n>', 'จำนวนแถว · rows', '20').option('--json', 'ตอบเป็น JSON · answer in JSON');
  },
  run: ({ config, args, options }) => ask(config, options['json'] === true, async (client) => {
    const query = new URLSearchParams({ limit: options['limit'] });
    for (const filter of options['filter'] ?? []) query.append('filter', filter);
    if (options['sort']) query.set('sort', options['sort']);
    if (options['asOf']) query.set('asOf', options['asOf']);
    const path = options['asOf'] ? `/datasets/${args[0]}/rows` : `/datasets/${args[0]}/releases/${options['release']}/rows`;
    const page = await client.ask<{ columns: { name: string }[]; items: Record<string, unknown>[] }>('GET', `${path}?${query}`);
    if (options['json']) { process.stdout.write(`${JSON.stringify(page)}\n`); return; }
    const names = page.columns.map((column) => (typeof column === 'string' ? column : column.name));
    process.stdout.write(`${names.join('\t')}\n${page.items.map((row) => names.map((name) => String(row[name] ?? '')).join('\t')).join('\n')}\n`);
  }),
};

export const exportCommand: CommandEntry = {
  name: 'export', th: 'ดาวน์โหลดรุ่นเป็นไฟล์', en: 'download a release as a file',
  declare: (command) => {
    command.argument('<dataset>', 'ชุดข้อมูล · dataset').requiredOption('--out <file>', 'ไฟล์ปลายทาง · file to write')
      .option('--format <format>', 'csv, csv-874, parquet, ndjson, xlsx', 'csv').option('--release <number>', 'รุ่น · release', 'current');
  },
  run: ({ config, args, options }) => ask(config, false, async (client) => {
    const reply = await client.send('GET', `/datasets/${args[0]}/releases/${options['release']}/download?format=${encodeURIComponent(options['format'])}`);
    await pipeline(Readable.fromWeb(reply.body as never), createWriteStream(options['out']));
  }),
};
