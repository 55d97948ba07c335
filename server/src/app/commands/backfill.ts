import { formatNumber } from '@saphan/contracts/numbers';
import { setTimeout as wait } from 'node:timers/promises';
import type { CommandEntry } from '../command-entry.ts';
import { Refused, withServer, type ServerClient } from '../client/server-client.ts';
import { answerRefusal, say } from '../client/speak.ts';

interface Named { id: string; th: string; en: string }
interface Plan { parts: (Named & { rows: number })[]; secondsAll: number | null; runsMeasured: number }
interface Backfill { id: number; state: string; parts: number; done: number; failed: number; waitsForDecision: boolean; paused: { by: string; reason: string } | null }
interface Asked { dataset: string; from: string; to: string; source?: number; dryRun: boolean; wait: boolean; json: boolean }

const POLL_MS = 2_000;

/** `saphan backfill DATASET FROM TO`: reads periods again, behind all other work. */
export const backfillCommand: CommandEntry = {
  name: 'backfill',
  th: 'ดึงงวดที่ผ่านมาใหม่ทีละงวด (รหัสออก 0 จบครบ, 3 รอตัดสินใจหรือพักไว้, 4 มีงวดไม่ผ่าน)',
  en: 'read former periods again, one by one (exit code 0 all done, 3 held or paused, 4 some failed)',
  declare: (command) => {
    command.argument('<dataset>', 'ชุดข้อมูล · dataset').argument('<from>', 'งวดแรก เช่น 2025-01 หรือ 2568 · first period').argument('[to]', 'งวดสุดท้าย; ไม่ระบุ = งวดแรก · last period; default: the first')
      .option('--source <id>', 'ต้นทาง; ไม่ระบุ = ต้นทางแรก · source; default: the first').option('--dry-run', 'บอกว่าจะดึงอะไรแล้วจบ · say what would be read, and end')
      .option('--wait', 'รอจนจบ · wait for its end').option('--json', 'ตอบเป็น JSON · answer in JSON');
  },
  run: async ({ config, args, options }) => {
    const asked: Asked = {
      dataset: args[0] as string, from: args[1] as string, to: args[2] ?? (args[1] as string), dryRun: options['dryRun'] === true, wait: options['wait'] === true, json: options['json'] === true,
      ...(options['source'] !== undefined && { source: Number(options['source']) }),
    };
    try {
      return await withServer(config, (client) => backfill(client, asked));
    } catch (error) {
      if (error instanceof Refused) return answerRefusal(error, asked.json);
      throw error;
    }
  },
};

async function backfill(client: ServerClient, asked: Asked): Promise<number> {
  const { dataset, from, to, json } = asked;
  const source = asked.source ?? (await client.ask<{ items: { id: number }[] }>('GET', `/datasets/${dataset}/sources`)).items[0]?.id;
  if (source === undefined) { say('ชุดนี้ไม่มีต้นทางที่ระบบดึงเอง', 'This dataset has no source', process.stderr); return 2; }
  const address = `/datasets/${dataset}/sources/${source}`;
  if (asked.dryRun) {
    const plan = await client.ask<Plan>('POST', `${address}/backfill-plans`, { from, to });
    if (json) process.stdout.write(`${JSON.stringify(plan)}\n`);
    else sayPlan(plan);
    return 0;
  }
  const started = await client.ask<Backfill>('POST', `${address}/backfills`, { from, to });
  const ended = asked.wait ? await follow(client, dataset, started) : started;
  if (json) process.stdout.write(`${JSON.stringify(ended)}\n`);
  else say(`ดึงย้อนหลัง ${ended.id}: ${ended.state} เสร็จ ${ended.done} จาก ${ended.parts} งวด ไม่ผ่าน ${ended.failed}`, `Backfill ${ended.id}: ${ended.state}, ${ended.done} of ${ended.parts} done, ${ended.failed} failed`);
  if (!asked.wait) return 0;
  return ended.state === 'done' ? (ended.failed > 0 ? 4 : 0) : ended.state === 'cancelled' ? 5 : 3;
}

function sayPlan({ parts, secondsAll, runsMeasured }: Plan): void {
  for (const { id, th, en, rows } of parts) process.stdout.write(`${id.padEnd(12)} ${formatNumber(rows).padStart(12)}  ${th} · ${en}\n`);
  const minutes = secondsAll === null ? null : Math.max(1, Math.round(secondsAll / 60));
  if (minutes === null) say(`${parts.length} งวด ยังประมาณเวลาไม่ได้`, `${parts.length} periods; no estimate yet`);
  else say(`${parts.length} งวด ราว ${minutes} นาที จาก ${runsMeasured} รอบก่อน`, `${parts.length} periods, about ${minutes} minutes by ${runsMeasured} former runs`);
}

/** Until it is over, or only a person can let it go on. */
async function follow(client: ServerClient, dataset: string, started: Backfill): Promise<Backfill> {
  let now = started;
  while (now.state === 'running' && !now.waitsForDecision) {
    await wait(POLL_MS);
    now = await client.ask<Backfill>('GET', `/datasets/${dataset}/backfills/${started.id}`);
  }
  return now;
}
