import { formatNumber } from '@saphan/contracts/numbers';
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { CommandEntry } from '../command-entry.ts';
import { importCatalogue, reportCsv, type ImportOptions, type ImportReport, type JobNews } from '../client/import-catalogue.ts';
import { Refused, withServer } from '../client/server-client.ts';
import { answerRefusal, say } from '../client/speak.ts';

const EXIT: Record<string, number> = { done: 0, held: 3, failed: 4, cancelled: 5 };
const kinds = ['ckan', 'dcat', 'data-json', 'ogc-records'];

/** `saphan import ckan URL`: another catalogue with its organisations, datasets, resources and files. */
export const importCommand: CommandEntry = {
  name: 'import',
  th: 'นำทะเบียนอื่นเข้ามา เช่น import ckan URL (รหัสออก 0 ครบ, 3 พักไว้, 4 ไม่สำเร็จ)',
  en: 'bring another catalogue here, e.g. import ckan URL (exit code 0 done, 3 held, 4 failed)',
  declare: declareImport,
  run: async ({ config, args, options }) => {
    const [kind = '', url = ''] = args;
    if (!kinds.includes(kind)) { say(`ชนิด "${kind}" ไม่มี ใช้ ${kinds.join(', ')}`, `There is no kind "${kind}"; use ${kinds.join(', ')}.`, process.stderr); return 2; }
    const json = options['json'] === true;
    try {
      const report = await withServer(config, (client) => importCatalogue(client, askedOf(kind, url, options), json ? () => undefined : showProgress()));
      if (options['report']) writeFileSync(options['report'], String(options['report']).endsWith('.json') ? JSON.stringify(report, null, 2) : reportCsv(report));
      if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
      else tell(report, options['report']);
      return EXIT[report.job.state] ?? 1;
    } catch (error) {
      if (error instanceof Refused) return answerRefusal(error, json);
      throw error;
    }
  },
};

function declareImport(command: Command): void {
  const collect = (value: string, before: string[]) => [...before, value];
  command.argument('<kind>', 'ckan, dcat, data-json หรือ ogc-records').argument('<url>', 'ที่อยู่ของทะเบียน · address of the catalogue')
    .option('--agency <id>', 'หน่วยงานที่รับองค์กรที่จับคู่ไม่ได้ · agency for organisations that are not mapped')
    .option('--map <there=here>', 'องค์กรที่โน่น=หน่วยงานที่นี่ ใส่ซ้ำได้ · organisation there=agency here, repeatable', collect, [])
    .option('--publish', 'เผยแพร่ทันทีรายการที่ครบตามมาตรฐาน · publish at once what is complete')
    .option('--no-files', 'ไม่ดาวน์โหลดไฟล์ เก็บเป็นลิงก์ · leave files where they are')
    .option('--page-size <n>', 'รายการต่อหน้า · objects a page', '500').option('--delay <ms>', 'เว้นระหว่างคำขอ · pause between requests', '200')
    .option('--decide <what>', 'เมื่อรายการหายมาก: withdraw, keep, cancel · when much is gone').option('--reason <text>', 'เหตุผลของการตัดสินใจ · reason of the decision')
    .option('--report <file>', 'เขียนรายงานลงไฟล์ .csv หรือ .json · write the report').option('--json', 'ตอบเป็น JSON · answer in JSON');
}

function askedOf(kind: string, url: string, options: Record<string, any>): ImportOptions {
  const map = Object.fromEntries((options['map'] as string[]).map((pair) => [pair.slice(0, pair.lastIndexOf('=')), pair.slice(pair.lastIndexOf('=') + 1)]));
  return {
    kind, url, map, publish: options['publish'] === true, files: options['files'] !== false, pageSize: Number(options['pageSize']), delayMs: Number(options['delay']),
    ...(options['agency'] && { agency: options['agency'] }), ...(options['decide'] && { decide: options['decide'] }), ...(options['reason'] && { reason: options['reason'] }),
  };
}

const takenOf = ({ counts }: JobNews) => (counts['created'] ?? 0) + (counts['changed'] ?? 0) + (counts['same'] ?? 0) + (counts['refused'] ?? 0);

/** One line when something moved. */
function showProgress(): (job: JobNews) => void {
  let last = '';
  return (job) => {
    const of = job.total === null ? '' : ` / ${formatNumber(job.total)}`;
    const files = (job.files['waiting'] ?? 0) + (job.files['taken'] ?? 0) + (job.files['refused'] ?? 0);
    const line = job.state === 'listing' || job.state === 'queued' ? `อ่านรายการ ${formatNumber(job.listed)}${of}` : job.state === 'filing' ? `ดาวน์โหลดไฟล์ ${formatNumber(files - (job.files['waiting'] ?? 0))} / ${formatNumber(files)}` : `รับแล้ว ${formatNumber(takenOf(job))} / ${formatNumber(job.listed)}`;
    if (line !== last) process.stderr.write(`${line}\n`);
    last = line;
  };
}

/** Figures, then every reason with how often it came and one example. */
function tell({ job, entries, files, missing }: ImportReport, file: string | undefined): void {
  const { created = 0, changed = 0, same = 0, refused = 0, withdrawn = 0 } = job.counts;
  say(`งาน ${job.id}: ใหม่ ${formatNumber(created)} เปลี่ยน ${formatNumber(changed)} เหมือนเดิม ${formatNumber(same)} ไม่รับ ${formatNumber(refused)} ถอน ${formatNumber(withdrawn)} ไฟล์ ${formatNumber(job.files['taken'] ?? 0)} (ไม่ได้ ${formatNumber(job.files['refused'] ?? 0)})`,
    `Job ${job.id}: ${created} new, ${changed} changed, ${same} as before, ${refused} refused, ${withdrawn} withdrawn, ${job.files['taken'] ?? 0} files (${job.files['refused'] ?? 0} could not come)`);
  for (const { th, en, count, example } of reasonsOf(entries)) say(`  ${formatNumber(count)}× ${th}`, `  ${' '.repeat(String(count).length)}  ${en} — ${example}`);
  for (const each of files.slice(0, 10)) say(`  ไฟล์ ${each.name} (${each.slug}): ${each.th}`, `    ${each.en} — ${each.url}`);
  if (job.problem) say(`✗ ${job.problem['titleTh']}${job.problem['detailTh'] ? `: ${job.problem['detailTh']}` : ''} — ${job.problem['nextTh']}`, `  ${job.problem['titleEn']}${job.problem['detailEn'] ? `: ${job.problem['detailEn']}` : ''} — ${job.problem['nextEn']}`);
  if (job.state === 'held') say(`→ จะหายไป ${missing.length} รายการ ตัดสินใจด้วย --decide withdraw|keep|cancel --reason "…" หรือบนหน้า /catalogue/harvest`, `→ ${missing.length} would disappear; decide with --decide withdraw|keep|cancel --reason "…" or on the page /catalogue/harvest.`);
  if (file) say(`รายงานอยู่ที่ ${file}`, `The report is in ${file}.`);
}

/** The same reason for many objects is one line; what differs between them is in the report. */
function reasonsOf(entries: ImportReport['entries']): { th: string; en: string; count: number; example: string }[] {
  const found = new Map<string, { th: string; en: string; count: number; example: string }>();
  for (const { title, remarks } of entries) {
    for (const { th, en } of remarks) {
      const known = found.get(en);
      if (known) known.count += 1;
      else found.set(en, { th, en, count: 1, example: title });
    }
  }
  return [...found.values()].toSorted((a, b) => b.count - a.count).slice(0, 20);
}
