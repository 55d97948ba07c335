import type { CommandEntry } from '../command-entry.ts';
import { withDatabase } from '../database-url.ts';
import { migrateRegister } from '../register.ts';
import { say } from '../terminal.ts';

export const migrateCommand: CommandEntry = {
  name: 'migrate',
  th: 'ปรับโครงสร้างฐานข้อมูลให้ตรงกับรุ่นนี้',
  en: 'bring the database to this release’s shape',
  declare: (command) => { command.option('--json', 'ตอบเป็น JSON · answer in JSON'); },
  async run({ config, options }) {
    const applied = await withDatabase(config, (url) => migrateRegister(url, config));
    if (options.json) process.stdout.write(`${JSON.stringify({ ok: true, applied })}\n`);
    else say(`ปรับแล้ว ${applied.length} รายการ${applied.map((name) => `\n  ${name}`).join('')}`, `${applied.length} migrations applied.`);
    return 0;
  },
};
