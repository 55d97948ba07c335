import { formatNumber } from '@saphan/contracts/numbers';
import { readFileSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { CommandEntry } from '../commands.ts';
import { followRun, type RunNews } from '../client/follow-run.ts';
import { openProgressBar } from '../client/progress-bar.ts';
import { Refused, withServer, type ServerClient } from '../client/server-client.ts';
import { answerRefusal, say } from '../client/speak.ts';
import { uploadFile } from '../client/upload.ts';

const EXIT: Record<string, number> = { published: 0, no_change: 0, held: 3, failed: 4, rejected: 4, cancelled: 5 };

interface LinkOptions { contract?: string; agency: string; dataset?: string; titleTh?: string; titleEn?: string; due?: string; json?: boolean }

/** `saphan link FILE`: the whole job of a steward on one line. */
export const linkCommand: CommandEntry = {
  name: 'link',
  th: 'เชื่อมไฟล์หนึ่งไฟล์จนเป็นรุ่น (รหัสออก 0 เผยแพร่, 3 พักไว้, 4 ไม่ผ่าน)',
  en: 'link one file into a release (exit code 0 published, 3 held, 4 failed)',
  declare: (command) => {
    command.argument('<file>', 'ไฟล์ CSV, XLSX, JSON, NDJSON หรือ Parquet · the file')
      .option('--contract <file>', 'ข้อกำหนด YAML; ไม่ระบุ = ฉบับล่าสุด หรือร่างจากไฟล์ · contract; default: newest, or drafted from the file')
      .option('--agency <id>', 'หน่วยงานเจ้าของ · owner agency', 'ops')
      .option('--dataset <slug>', 'ชุดข้อมูล; ไม่ระบุ = ชื่อไฟล์ · dataset; default: name of the file')
      .option('--title-th <text>', 'ชื่อชุดข้อมูล · Thai title').option('--title-en <text>', 'ชื่ออังกฤษ · English title')
      .option('--due <date>', 'วันกำหนด ปปปป-ดด-วว ค.ศ. · due date, ISO')
      .option('--json', 'ตอบเป็น JSON · answer in JSON');
  },
  run: async ({ config, args, options }) => {
    const file = args[0] as string;
    const asked = options as LinkOptions;
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) { say(`ไม่พบไฟล์ ${file}`, `No such file: ${file}`, process.stderr); return 2; }
    try {
      const run = await withServer(config, (client) => link(client, file, asked));
      report(run, asked.json === true);
      return EXIT[run.state] ?? 1;
    } catch (error) {
      if (error instanceof Refused) return answerRefusal(error, asked.json === true);
      throw error;
    }
  },
};

async function link(client: ServerClient, file: string, asked: LinkOptions): Promise<RunNews> {
  const bar = openProgressBar(process.stderr);
  try {
    const raw = await uploadFile(client, file, bar.upload);
    const slug = asked.dataset ?? slugOf(file);
    await ensureDataset(client, slug, file, asked);
    await ensureContract(client, slug, raw.rawId, asked);
    const started = await client.ask<RunNews>('POST', `/datasets/${slug}/runs`, { rawId: raw.rawId });
    return await followRun(client, started.id, bar.run);
  } finally {
    bar.end();
  }
}

function slugOf(file: string): string {
  const slug = basename(file, extname(file)).toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60);
  return slug.length >= 2 ? slug : `dataset-${slug || 'x'}`;
}

async function ensureDataset(client: ServerClient, slug: string, file: string, asked: LinkOptions): Promise<void> {
  const found = await client.ask('GET', `/datasets/${slug}`).catch((error: unknown) => {
    if (error instanceof Refused && error.document['status'] === 404) return null;
    throw error;
  });
  if (found) return;
  const name = basename(file, extname(file));
  await client.ask('POST', '/datasets', { slug, agencyId: asked.agency.toLowerCase(), titleTh: asked.titleTh ?? name, titleEn: asked.titleEn ?? name });
  if (asked.due) await client.ask('PUT', `/datasets/${slug}/plan`, { dueOn: asked.due, reason: 'กำหนดเมื่อเชื่อมจากบรรทัดคำสั่ง' });
}

async function ensureContract(client: ServerClient, slug: string, rawId: number, asked: LinkOptions): Promise<void> {
  if (asked.contract) {
    await client.ask('POST', `/datasets/${slug}/contracts`, { yaml: readFileSync(asked.contract, 'utf8') });
    return;
  }
  const { contractVersion } = await client.ask<{ contractVersion: number | null }>('GET', `/datasets/${slug}/linkage`);
  if (contractVersion !== null) return;
  const draft = await client.ask<{ contractYaml: string }>('POST', '/drafts', { rawId, dataset: slug });
  await client.ask('POST', `/datasets/${slug}/contracts`, { yaml: draft.contractYaml, note: 'ร่างจากไฟล์โดย saphan link' });
}

function report(run: RunNews, json: boolean): void {
  if (json) { process.stdout.write(`${JSON.stringify(run)}\n`); return; }
  const { rowsOk = 0, rowsBad = 0 } = run.progress;
  const figures = `${formatNumber(rowsOk)} / ${formatNumber(rowsBad)}`;
  if (run.state === 'published') say(`เผยแพร่รุ่น ${run['release'].number} ผ่าน/กัก ${figures} แถว`, `Published release ${run['release'].number}; passed/quarantined ${figures} rows`);
  else if (run.state === 'no_change') say('ข้อมูลตรงกับรุ่นปัจจุบัน ไม่ออกรุ่นใหม่', 'The data equals the current release; no new release');
  else say(`รอบ ${run.id} สถานะ ${run.state} ผ่าน/กัก ${figures} แถว`, `Run ${run.id} is ${run.state}; passed/quarantined ${figures} rows`);
  for (const gate of run['gates'] ?? []) if (!gate.ok) say(`  ✗ ${gate.th}`, `    ${gate.en}`);
  for (const each of (run['rejects'] ?? []).slice(0, 8)) say(`  กัก ${each.count} แถว ${each.column ?? ''} ${each.code}: ${each.titleTh ?? each.th}`, `    ${each.titleEn ?? each.en}`);
  if (run['problem']) say(`  ✗ ${run['problem'].titleTh} ${run['problem'].detailTh ?? ''}`, `    ${run['problem'].titleEn} ${run['problem'].detailEn ?? ''}`);
}
