import type { CommandEntry } from '../command-entry.ts';
import { findDatabaseUrl } from '../database-url.ts';
import { runService } from '../service.ts';
import { yieldWhenWaking } from '../yield-when-waking.ts';

export const webCommand: CommandEntry = {
  name: 'web',
  th: 'เริ่มเฉพาะหน้าเว็บและ API',
  en: 'run only page and API',
  run: ({ config, compose }) => runService(async () => {
    void yieldWhenWaking();
    const { startWeb } = await import('../web.ts');
    return startWeb({ ...config, databaseUrl: findDatabaseUrl(config) }, compose);
  }),
};
