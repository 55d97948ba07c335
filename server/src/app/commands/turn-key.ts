import { publicUrlOf } from '#kernel/config.ts';
import { openLog } from '#kernel/log.ts';
import { readOrCreateMasterKey } from '#kernel/master-key.ts';
import type { CommandEntry } from '../command-entry.ts';
import { say } from '../terminal.ts';
import { machineActor, withRegister } from './operate.ts';

/** `saphan turn-key REASON`: the ledger gets another signing key, named and signed by the one before. */
export const turnKeyCommand: CommandEntry = {
  name: 'turn-key', th: 'เปลี่ยนกุญแจลงนามของบัญชีหลักฐาน', en: 'give the evidence ledger another signing key',
  declare: (command) => { command.argument('<reason>', 'เหตุผลที่ผู้อื่นอ่านเข้าใจ · a reason that others will understand').option('--json', 'ตอบเป็น JSON · answer in JSON'); },
  run: ({ config, args, options }) => withRegister(config, async (db) => {
    const { turnLogKey } = await import('#modules/ledger/index.ts');
    const ports = { db, log: openLog('turn-key', 'silent'), masterKey: readOrCreateMasterKey(config.masterKeyFile), publicUrl: publicUrlOf(config, config.port), fetch, stamps: null };
    const turned = await db.tx((tx) => turnLogKey(tx, ports, machineActor(), { reason: args[0] as string }));
    if (options['json'] === true) process.stdout.write(`${JSON.stringify({ ok: true, ...turned })}\n`);
    else say(`เปลี่ยนกุญแจแล้ว ตั้งแต่ขนาด ${turned.fromSize} ลงนามด้วย ${turned.vkey}`, `The key is turned: from size ${turned.fromSize} on, ${turned.vkey} signs.`);
    return 0;
  }),
};
