import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Administrator, becomeAdministrator } from '../../../server/src/app/testing/administrator.ts';
import { type Instance, lateSchemas, makeDataDir, startInstance, waitForReady } from '../../../server/src/app/testing/instance.ts';

/** A whole server of its own with its administrator, and a folder that its folder sources may read. */
export interface House { readonly instance: Instance; readonly administrator: Administrator; readonly dataDir: string; readonly sourceDir: string }

const smallTransfers = `--import=${new URL('./small-transfers.ts', import.meta.url).href}`;

let standing: House | null = null;
let removeData = () => {};

/** Starts the one server of the acceptance tests; its own loopback address is the only private host that sources may reach, and endless answers end sooner. */
export async function startHouse(): Promise<void> {
  const data = makeDataDir();
  removeData = data.remove;
  const sourceDir = mkdtempSync(join(tmpdir(), 'saphan-sources-'));
  mkdirSync(join(sourceDir, 'drop'));
  const instance = await startInstance(data.dir, { SAPHAN_ALLOW_PRIVATE_HOSTS: '127.0.0.1', SAPHAN_SOURCE_DIRS: sourceDir, SAPHAN_MAX_FETCH_BYTES: '3000000', SAPHAN_LOG_LEVEL: 'warn', NODE_OPTIONS: `${smallTransfers} ${lateSchemas}` });
  await waitForReady(instance.address);
  standing = { instance, administrator: await becomeAdministrator(instance), dataDir: data.dir, sourceDir };
}

/** Stops the server and removes its data. */
export async function stopHouse(): Promise<void> {
  if (!standing) return;
  standing.instance.signal('SIGTERM');
  await standing.instance.ended;
  rmSync(standing.sourceDir, { recursive: true, force: true });
  removeData();
}

/** The server that stands. */
export function house(): House {
  if (!standing) throw new Error('startHouse was not called');
  return standing;
}

/** The most memory, in MB, that web or worker has held at once since it started, as Linux counts it. */
export function highestMemoryMb(): number {
  const marks = ['main.ts web', 'main.ts worker'].map((name) => /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${house().instance.findChild(name)}/status`, 'utf8'))?.[1]);
  return Math.max(...marks.map(Number)) / 1024;
}

/** Files of the object store that were begun and are not whole. */
export function listUnfinished(): string[] {
  return readdirSync(join(house().dataDir, 'objects', '.unfinished'));
}

/** Headers of a request in the administrator's name. */
export const asAdministrator = (): { authorization: string } => ({ authorization: `Bearer ${house().administrator.token}` });
