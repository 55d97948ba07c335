import { offerFirstAdministrator } from '../accounts.ts';
import type { CommandEntry } from '../command-entry.ts';
import { findDatabaseUrl } from '../database-url.ts';
import { exitSoon } from '../service.ts';
import { say } from '../terminal.ts';

/** For whoever lost the code of the first start: another one, as long as there is no administrator. */
export const adminCodeCommand: CommandEntry = {
  name: 'admin-code', th: 'ออกรหัสใช้ครั้งเดียวสำหรับผู้ดูแลระบบคนแรกใหม่', en: 'issue a new one-time code for the first administrator',
  async run({ config }) {
    try {
      const offered = await offerFirstAdministrator({ ...config, databaseUrl: findDatabaseUrl(config) });
      if (offered !== 'again') say('มีผู้ดูแลระบบแล้ว: ให้ผู้นั้นเชิญบัญชีใหม่', 'There is an administrator already: ask them for an invitation.');
      return 0;
    } finally {
      exitSoon();
    }
  },
};
