// `bench report`: the committee's report, 22 agencies × 133 datasets after three years of daily runs, as of any day: reading the board, PDF and XLSX together
// (report.s), PDF alone (report.pdf_s), a reminder letter with a warm press (report.letter_ms), and the whole pack of a meeting, printed and recorded, as PDF
// and XLSX together (report.pack_s). --out FOLDER keeps one of each.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { prepareCluster } from '../server/src/app/postgres/cluster.ts';
import { startPostgres } from '../server/src/app/postgres/server.ts';
import { moduleFolders } from '../server/src/app/module-folders.ts';
import { openDatabase, type Database } from '../server/src/kernel/db.ts';
import { buildHttp } from '../server/src/kernel/http.ts';
import { openLog } from '../server/src/kernel/log.ts';
import { migrate } from '../server/src/kernel/migrate.ts';
import { theHouse } from '../server/src/kernel/policy.ts';
import { callMeeting, createCommittee, meetings } from '../server/src/modules/meetings/index.ts';
import { closeDays, plans } from '../server/src/modules/plans/index.ts';
import { randomFrom } from '../sample/random.ts';
import { measureRecompute } from './report/recompute.ts';

const datasets = 133;
const days = 1095;
const asked = 12;
const host = '127.0.0.1';
const log = openLog('bench', 'error');
const today = todayInBangkok(new Date());
const keptIn = process.argv.includes('--out') ? process.argv[process.argv.indexOf('--out') + 1] : undefined;

async function measure(db: Database): Promise<void> {
  const app = await buildHttp({ db, log, version: 'bench', routes: [...plans.routes, ...meetings.routes], authenticate: async () => theHouse, hosts: [host] });
  const timed = async (url: string): Promise<{ ms: number; bytes: Buffer; type: string }> => {
    const started = performance.now();
    const reply = await app.inject({ method: 'GET', url: `/api/v1${url}`, headers: { host } });
    if (reply.statusCode !== 200) throw new TypeError(reply.body);
    return { ms: performance.now() - started, bytes: reply.rawPayload, type: url.includes('xlsx') ? 'xlsx' : url.includes('docx') ? 'docx' : 'pdf' };
  };
  const random = randomFrom('report');
  const chosen = Array.from({ length: asked }, () => addDays(today, -random.int(1, days - 30)));
  const late = (await app.inject({ method: 'GET', url: `/api/v1/board?asOf=${chosen[0]}`, headers: { host } })).json().agencies.find((row: { counts: { overdue: number } }) => row.counts.overdue > 0).agency.id as string;
  const first = await timed(`/plans/report?asOf=${today}`);
  const [pdf, xlsx, letter]: number[][] = [[], [], []];
  for (const day of chosen) {
    pdf?.push((await timed(`/plans/report?asOf=${day}`)).ms);
    xlsx?.push((await timed(`/plans/report?asOf=${day}&format=xlsx`)).ms);
  }
  for (let i = 0; i < asked + 2; i += 1) letter?.push((await timed(`/plans/letters/${late}?asOf=${chosen[0]}`)).ms);
  if (keptIn) {
    mkdirSync(keptIn, { recursive: true });
    for (const [name, url] of [['report', `/plans/report?asOf=${chosen[0]}`], ['report', `/plans/report?asOf=${chosen[0]}&format=docx`], ['report', `/plans/report?asOf=${chosen[0]}&format=xlsx`], ['letter', `/plans/letters/${late}?asOf=${chosen[0]}`], ['letter', `/plans/letters/${late}?asOf=${chosen[0]}&format=docx`]] as const) {
      const { bytes, type } = await timed(url);
      writeFileSync(join(keptIn, `${name}.${type}`), bytes);
    }
  }
  const pack = await measurePack(db, app, chosen);
  const both = (pdf ?? []).map((ms, i) => ms + (xlsx?.[i] ?? 0));
  console.log(`${asked} random days; the first paper of a cold press ${(first.ms / 1000).toFixed(2)} s, ${Math.round(first.bytes.length / 1000)} KB of PDF`);
  console.log(`RESULT report.s ${(highest(both) / 1000).toFixed(2)} s\nRESULT report.pdf_s ${(highest(pdf ?? []) / 1000).toFixed(2)} s\nRESULT report.letter_ms ${highest((letter ?? []).slice(2)).toFixed(0)} ms\nRESULT report.pack_s ${(highest(pack) / 1000).toFixed(2)} s`);
  await app.close();
}

/** A meeting's pack as of each day: read, drawn and recorded, as PDF and as XLSX; ms of both. */
async function measurePack(db: Database, app: FastifyInstance, chosen: readonly string[]): Promise<number[]> {
  const now = new Date();
  const id = await db.tx(async (tx) => {
    const committee = await createCommittee(tx, theHouse, { nameTh: 'คณะกรรมการธรรมาภิบาลข้อมูล', nameEn: 'Data governance committee', beganOn: '2020-01-01', endedOn: null, members: [{ name: 'ประธาน', position: 'ปลัดกระทรวง', agencyId: 'ops', duty: 'chair', from: '2020-01-01', to: null }] }, now);
    return (await callMeeting(tx, theHouse, committee.id, { heldOn: addDays(today, 7), beginsAt: '09:30', place: 'ห้องประชุม' }, now)).id;
  });
  const ms: number[] = [];
  for (const asOf of chosen) {
    const started = performance.now();
    for (const format of ['pdf', 'xlsx']) {
      const reply = await app.inject({ method: 'POST', url: `/api/v1/meetings/${id}/printings`, headers: { host }, payload: { part: 'pack', format, asOf } });
      if (reply.statusCode !== 201) throw new TypeError(reply.body);
      if (keptIn && asOf === chosen[0]) writeFileSync(join(keptIn, `pack.${format}`), (await app.inject({ method: 'GET', url: `/api/v1/meetings/${id}/printings/${reply.json().id}/file`, headers: { host } })).rawPayload);
    }
    ms.push(performance.now() - started);
  }
  return ms;
}

const highest = (values: readonly number[]): number => Math.max(...values);

const dataDir = mkdtempSync(join(tmpdir(), 'saphan-bench-'));
chmodSync(dataDir, 0o711);
const cluster = await prepareCluster(dataDir, { durable: false });
const server = await startPostgres(cluster, { logFile: join(dataDir, 'postgres.log') });
const db = openDatabase(server.url, { log, size: 4 });
const mark = performance.now();
const lap = (what: string) => console.log(`${((performance.now() - mark) / 1000).toFixed(1)} s ${what}`);
try {
  await migrate(db, moduleFolders);
  const sql = readFileSync(new URL('./board-facts.sql', import.meta.url), 'utf8').replaceAll(':datasets', String(datasets)).replaceAll(/:days\b/g, String(days));
  await db.tx((tx) => tx.query(sql));
  lap('filled');
  await closeDays(db, new Date());
  lap('every day closed');
  await measure(db);
  lap('done');
} finally {
  await db.close();
  await server.stop();
  rmSync(dirname(cluster.dir), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}
await measureRecompute();
