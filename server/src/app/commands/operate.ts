import { hostname, userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '#kernel/config.ts';
import { type Database, openDatabase } from '#kernel/db.ts';
import { openLog } from '#kernel/log.ts';
import type { Actor } from '#kernel/policy.ts';
import type { CommandEntry } from '../command-entry.ts';
import { findDatabaseUrl } from '../database-url.ts';
import { StartProblem } from '../exit.ts';
import { openOperationsPorts } from '../operations.ts';
import { say } from '../terminal.ts';

const LOOK_EVERY_MS = 1_000;

/** Whoever may read the register's address may do this; the audit trail names the account of the machine. */
export const machineActor = (): Actor => ({ name: `${userInfo().username}@${hostname()}`, role: 'operator' });

export async function withRegister<T>(config: Config, work: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase(findDatabaseUrl(config), { log: openLog('operate', 'silent'), size: 2 });
  return work(db).finally(() => db.close());
}

const answer = (json: unknown, asJson: boolean, th: string, en: string) => asJson ? void process.stdout.write(`${JSON.stringify(json)}\n`) : say(th, en);

/** `saphan pause REASON`: no worker claims a run until `saphan resume`. */
export const pauseCommand: CommandEntry = {
  name: 'pause', th: 'หยุดรอบทั้งระบบ: งานที่ทำอยู่ทำจนจบ งานที่ถึงกำหนดเข้าคิวรอ', en: 'pause all runs: what is under way ends, what falls due waits',
  declare: (command) => { command.argument('<reason>', 'เหตุผลที่ผู้อื่นอ่านเข้าใจ · a reason that others will understand').option('--json', 'ตอบเป็น JSON · answer in JSON'); },
  async run({ config, args, options }) {
    const { pauseRuns } = await import('#modules/linkage/index.ts');
    const paused = await withRegister(config, (db) => db.tx((tx) => pauseRuns(tx, machineActor(), { reason: args[0] as string })));
    answer({ ok: true, paused }, options['json'] === true, 'หยุดรอบทั้งระบบแล้ว ใช้ saphan resume ให้เดินต่อ', 'All runs are paused; saphan resume lets them go on.');
    return 0;
  },
};

export const resumeCommand: CommandEntry = {
  name: 'resume', th: 'ให้รอบเดินต่อ', en: 'let runs go on',
  declare: (command) => { command.option('--json', 'ตอบเป็น JSON · answer in JSON'); },
  async run({ config, options }) {
    const { resumeRuns } = await import('#modules/linkage/index.ts');
    await withRegister(config, (db) => db.tx((tx) => resumeRuns(tx, machineActor())));
    answer({ ok: true }, options['json'] === true, 'รอบเดินต่อแล้ว', 'Runs go on.');
    return 0;
  },
};

/** `saphan drain [WORKER]`: it takes no more runs, finishes what it has, and ends. */
export const drainCommand: CommandEntry = {
  name: 'drain', th: 'ให้ตัวทำงานหยุดรับงาน ทำงานที่มีอยู่ให้เสร็จ แล้วจบ', en: 'let a worker take no more runs, finish what it has, and end',
  declare: (command) => {
    command.argument('[worker]', 'ชื่อตัวทำงาน ไม่ต้องใส่เมื่อมีตัวเดียว · its name; not needed when there is one')
      .option('--reason <text>', 'เหตุผล · the reason', 'saphan drain')
      .option('--again', 'เริ่มตัวใหม่แทนทันที · start another at once').option('--start', 'ให้ตัวที่หยุดไว้กลับมาทำงาน · let a drained one work again')
      .option('--wait', 'รอจนจบ · wait until it has ended').option('--json', 'ตอบเป็น JSON · answer in JSON');
  },
  run: ({ config, args, options }) => withRegister(config, async (db) => {
    const { drainWorker, startWorkerAgain } = await import('#modules/operations/index.ts');
    const back = options['start'] === true;
    const name = await chooseWorker(config, db, args[0], back ? ['draining', 'drained'] : ['working', 'idle']);
    if (back) {
      const state = await db.tx((tx) => startWorkerAgain(tx, machineActor(), name));
      answer({ ok: true, worker: name, state }, options['json'] === true, `${name} กลับมาทำงาน`, `${name} works again.`);
      return 0;
    }
    await db.tx((tx) => drainWorker(tx, machineActor(), name, { reason: options['reason'] as string, then: options['again'] === true ? 'again' : 'stay' }));
    if (options['wait'] === true) while ((await listStates(config, db)).some((each) => each.name === name && each.state === 'draining')) await sleep(LOOK_EVERY_MS);
    answer({ ok: true, worker: name, state: options['wait'] === true ? 'drained' : 'draining' }, options['json'] === true, `${name} ไม่รับงานใหม่แล้ว จะจบเมื่องานที่มีอยู่เสร็จ`, `${name} takes no more runs and ends when what it has is done.`);
    return 0;
  }),
};

async function listStates(config: Config, db: Database): Promise<{ name: string; state: string }[]> {
  const { readOperations } = await import('#modules/operations/index.ts');
  return (await readOperations(openOperationsPorts(config, db))).workers;
}

/** @throws {StartProblem} `usage` when it is not plain which worker is meant. */
async function chooseWorker(config: Config, db: Database, asked: string | undefined, states: readonly string[]): Promise<string> {
  if (asked) return asked;
  const found = (await listStates(config, db)).filter(({ state }) => states.includes(state));
  if (found.length === 1) return (found[0] as { name: string }).name;
  throw new StartProblem('usage', found.length === 0 ? 'ไม่มีตัวทำงานที่ทำเช่นนั้นได้' : 'มีตัวทำงานหลายตัว ระบุชื่อหนึ่งตัว', found.length === 0 ? 'No worker can do that.' : 'There are several workers; name one.', found.map(({ name, state }) => `${name} ${state}`).join('\n'));
}
