import type { Config } from '#kernel/config.ts';
import { openDatabase } from '#kernel/db.ts';
import { openLog } from '#kernel/log.ts';
import type { Finding } from './finding.ts';
import { openOperationsPorts } from './operations.ts';

/** What the operations page shows, straight from the register: also when no web process answers. */
export async function examineOperations(config: Config, url: string): Promise<Finding[]> {
  const { readOperations } = await import('#modules/operations/index.ts');
  const db = openDatabase(url, { log: openLog('doctor', 'silent'), size: 1 });
  try {
    const { signs, runs, workers, sources } = await readOperations(openOperationsPorts(config, db));
    const waiting = runs.waiting.reduce((sum, { count }) => sum + count, 0);
    const alive = workers.filter(({ state }) => state === 'working' || state === 'idle').length;
    const findings: Finding[] = [{
      name: 'operations', state: 'fine', th: `ตัวทำงานรับงานอยู่ ${alive} ตัว รอบรอคิว ${waiting} พักไว้ ${runs.held.count} ต้นทางมีปัญหา ${sources.failing}`,
      en: `${alive} workers take runs; ${waiting} runs wait, ${runs.held.count} are held, ${sources.failing} sources fail`,
    }];
    for (const { code, level, th, en, nextTh, nextEn } of signs) findings.push({ name: code, state: level === 'act' ? 'wrong' : 'note', th: `${th} — ${nextTh}`, en: `${en}. ${nextEn}` });
    return findings;
  } finally {
    await db.close();
  }
}
