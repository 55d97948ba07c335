import type { CommandEntry } from '../command-entry.ts';
import { findDatabaseUrl } from '../database-url.ts';
import { firstStart } from '../first-start.ts';
import { exitSoon } from '../service.ts';

/** Run by `up` as a process of its own: whatever a step does, page and supervisor go on. */
export const firstStartCommand: CommandEntry = {
  name: 'first-start',
  hidden: true,
  th: 'ทำขั้นตอนของการเริ่มครั้งแรกที่ยังค้าง',
  en: 'do what the first start still owes',
  async run({ config }) {
    if (process.channel) process.once('disconnect', () => process.exit(0));
    try {
      await firstStart({ ...config, databaseUrl: findDatabaseUrl(config) });
      return 0;
    } finally {
      exitSoon();
    }
  },
};
