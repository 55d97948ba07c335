import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeHouse } from '../../../app/house.ts';
import { moduleFolders } from '../../../app/module-folders.ts';
import { loadConfig } from '#kernel/config.ts';
import type { Database } from '#kernel/db.ts';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { testDatabase } from '#kernel/testing/database.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { principalOf } from '#kernel/testing/principals.ts';

const host = '127.0.0.1:8080';

export interface Answer { status: number; body: any }
/** The API on a database of its own with the real connectors and no worker: runs stay queued. */
export interface LinkageHouse {
  db: Database;
  /** A folder that folder sources may read. */
  folder: string;
  /** Address of a web server that answers `/plots.csv` to those who send `Bearer right`, and `/endless.csv` without end. */
  web: string;
  ask(method: 'GET' | 'POST' | 'PATCH' | 'PUT', path: string, body?: object): Promise<Answer>;
  close(): Promise<void>;
}

export const plots = (rows: number): string => `รหัสแปลง,จังหวัด,พื้นที่ (ไร่)\n${Array.from({ length: rows }, (_, i) => `P${String(i + 1).padStart(6, '0')},เชียงใหม่,${i % 30}.50\n`).join('')}`;

/** Opens the house; `dataset` is there without a contract. */
export async function openLinkageHouse(): Promise<LinkageHouse> {
  const root = mkdtempSync(join(tmpdir(), 'saphan-linkage-'));
  const folder = join(root, 'inbox');
  mkdirSync(folder);
  const database = await testDatabase(moduleFolders);
  const web = await openWeb();
  const config = loadConfig({ SAPHAN_DATA_DIR: join(root, 'data'), SAPHAN_SOURCE_DIRS: folder, SAPHAN_ALLOW_PRIVATE_HOSTS: '127.0.0.1' });
  const { modules } = await composeHouse({ config, db: database.db, log: openLog('test', 'silent') });
  const app = await buildHttp({ db: database.db, log: openLog('test', 'silent'), version: '0', routes: modules.flatMap((each) => [...each.routes]), authenticate: async () => principalOf('operator'), decider: allowAll, hosts: [host] });
  return {
    db: database.db, folder, web: web.address,
    ask: async (method, path, body) => {
      const reply = await app.inject({ method, url: `/api/v1${path}`, headers: { host, ...(Buffer.isBuffer(body) && { 'content-type': 'application/octet-stream' }) }, ...(body && { payload: body }) });
      return { status: reply.statusCode, body: reply.json() };
    },
    close: async () => {
      await app.close();
      web.close();
      await database.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function openWeb(): Promise<{ address: string; close(): void }> {
  const server = createServer((request, reply) => {
    if (request.url === '/endless.csv') {
      reply.write('รหัสแปลง,จังหวัด,พื้นที่ (ไร่)\n');
      const more = () => { while (!reply.closed && reply.write(plots(2000).split('\n').slice(1).join('\n'))) { /* until the line is full */ } };
      reply.on('drain', more);
      more();
    } else if (request.url === '/plots.csv' && request.headers.authorization === 'Bearer right') reply.end(plots(50));
    else reply.writeHead(request.url === '/plots.csv' ? 401 : 404).end();
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => { server.closeAllConnections(); server.close(); } };
}
