import { systemClock } from '#kernel/clock.ts';
import { publicUrlOf, type Config } from '#kernel/config.ts';
import type { Database } from '#kernel/db.ts';
import { openLog } from '#kernel/log.ts';
import { readOrCreateMasterKey } from '#kernel/master-key.ts';
import type { CommandEntry } from '../command-entry.ts';
import { say } from '../terminal.ts';
import { machineActor, withRegister } from './operate.ts';

/** `saphan turn-key REASON`: the ledger gets another signing key, named and signed by the one before; with `--house` the exchange does, with `--witness` this house as a witness. */
export const turnKeyCommand: CommandEntry = {
  name: 'turn-key', th: 'เปลี่ยนกุญแจลงนามของบัญชีหลักฐาน', en: 'give the evidence ledger another signing key',
  declare: (command) => { command.argument('<reason>', 'เหตุผลที่ผู้อื่นอ่านเข้าใจ · a reason that others will understand').option('--house', 'กุญแจที่ศูนย์แลกเปลี่ยนใช้ลงนามคำตอบ แทนกุญแจของบัญชี · the key by which the exchange signs answers, in place of the log’s').option('--witness', 'กุญแจที่เราลงนามเป็นพยานให้ผู้อื่น · the key by which we co-sign for others').option('--at-once', 'กับ --house: กุญแจเดิมอาจรั่ว ใช้ดอกใหม่เดี๋ยวนี้ · with --house: the old one may be known to others').option('--json', 'ตอบเป็น JSON · answer in JSON'); },
  run: ({ config, args, options }) => withRegister(config, async (db) => {
    if (options['house'] === true) return turnHouse(db, config, { reason: args[0] as string, atOnce: options['atOnce'] === true }, options['json'] === true);
    const { turnLogKey, turnWitnessKey } = await import('#modules/ledger/index.ts');
    const ports = { db, log: openLog('turn-key', 'silent'), masterKey: readOrCreateMasterKey(config.masterKeyFile), publicUrl: publicUrlOf(config, config.port), fetch, stamps: null };
    if (options['witness'] === true) {
      const { vkey } = await db.tx((tx) => turnWitnessKey(tx, ports, machineActor(), { reason: args[0] as string }));
      if (options['json'] === true) process.stdout.write(`${JSON.stringify({ ok: true, vkey })}\n`);
      else say(`เปลี่ยนกุญแจพยานแล้ว เป็น ${vkey} บัญชีที่เราเป็นพยานให้จะตามมาเอง`, `The witness key is turned to ${vkey}; the logs that we co-sign follow by themselves.`);
      return 0;
    }
    const turned = await db.tx((tx) => turnLogKey(tx, ports, machineActor(), { reason: args[0] as string }));
    if (options['json'] === true) process.stdout.write(`${JSON.stringify({ ok: true, ...turned })}\n`);
    else say(`เปลี่ยนกุญแจแล้ว ตั้งแต่ขนาด ${turned.fromSize} ลงนามด้วย ${turned.vkey}`, `The key is turned: from size ${turned.fromSize} on, ${turned.vkey} signs.`);
    return 0;
  }),
};

async function turnHouse(db: Database, config: Config, asked: { reason: string; atOnce: boolean }, isJson: boolean): Promise<number> {
  const { turnHouseKey } = await import('#modules/exchange/index.ts');
  const turned = await db.tx((tx) => turnHouseKey(tx, readOrCreateMasterKey(config.masterKeyFile), machineActor(), asked, systemClock.now()));
  if (isJson) process.stdout.write(`${JSON.stringify({ ok: true, ...turned })}\n`);
  else if (asked.atOnce) say(`ศูนย์ลงนามด้วย ${turned.kid} ภายในครึ่งนาที แจ้งเครื่องปลายทางให้ใส่ houseKey นี้ในแฟ้มตั้งค่า`, `The house signs with ${turned.kid} within half a minute; tell edges to put this houseKey in their settings.`);
  else say(`ประกาศกุญแจ ${turned.kid} แล้ว เริ่มลงนาม ${turned.activeFrom} ไม่ต้องทำอะไรเพิ่ม`, `The key ${turned.kid} is published and signs from ${turned.activeFrom}; nothing else is to be done.`);
  return 0;
}
