import type { CommandEntry } from '../command-entry.ts';
import { findDatabaseUrl } from '../database-url.ts';
import { runService } from '../service.ts';

export const workerCommand: CommandEntry = {
  name: 'worker',
  th: 'เริ่มเฉพาะตัวทำงานเบื้องหลัง',
  en: 'run only a background worker',
  run: ({ config, compose }) => runService(async () => {
    const { startWorker } = await import('../worker.ts');
    return startWorker({ ...config, databaseUrl: findDatabaseUrl(config) }, compose);
  }, config.drainSeconds * 1000),
};
