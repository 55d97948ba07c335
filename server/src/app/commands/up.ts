import { listUnknownVariables } from '#kernel/config.ts';
import type { CommandEntry } from '../command-entry.ts';
import { stopWithLauncher } from '../launcher-watch.ts';
import { listenForStop } from '../service.ts';
import { say } from '../terminal.ts';
import { up } from '../up.ts';

export const upCommand: CommandEntry = {
  name: 'up',
  th: 'เริ่มทั้งระบบ: ฐานข้อมูล หน้าเว็บ และตัวทำงาน',
  en: 'start everything: database, web and worker',
  declare: (command) => { command.option('--no-page', 'ไม่สร้างหน้าเว็บใหม่ · do not build the page'); },
  async run({ config, options }) {
    process.stdout.on('error', () => undefined); // the terminal may close; Saphan goes on
    const unknown = listUnknownVariables(process.env);
    if (unknown.length > 0) say(`ไม่รู้จักค่าตั้ง ${unknown.join(', ')} จึงไม่ได้ใช้`, `Unknown settings are not used: ${unknown.join(', ')}.`);
    const stop = listenForStop();
    stopWithLauncher(stop);
    await up(config, { page: options.page as boolean }, stop);
    return 0;
  },
};
