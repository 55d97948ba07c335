// A program that tests start in place of `saphan up` where only the page matters: web, worker and first start in one process, on a database that is migrated already (DATABASE_URL).
// It loads the house once and not three times, and starts no PostgreSQL of its own; what `saphan up` does beyond that is proved by up.slow.test.ts, tests/acceptance and tests/journeys/operations.test.ts.
import { composeHouse } from '#app/house.ts';
import { loadConfig } from '#kernel/config.ts';
import { prepareDataDir } from '../data-dir.ts';
import { firstStart } from '../first-start.ts';
import { findFreePort } from '../free-port.ts';
import { runService } from '../service.ts';
import { say } from '../terminal.ts';
import { startWeb } from '../web.ts';
import { startWorker } from '../worker.ts';

const settings = loadConfig(process.env);
const config = { ...settings, port: await findFreePort(settings.port) };
prepareDataDir(config);
process.stdin.resume().once('end', () => process.exit()); // whoever started it is gone, and its database with it

await runService(async () => {
  const web = await startWeb(config, composeHouse);
  const worker = await startWorker(config, composeHouse);
  await firstStart(config);
  say(`พร้อมแล้ว เปิดหน้าเว็บที่ ${web.address}`, `Ready: open ${web.address}`);
  return { address: web.address ?? null, close: async () => { await worker.close(); await web.close(); } };
});
