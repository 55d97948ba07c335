import { randomBytes } from 'node:crypto';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { theHouse, visitor, type Principal } from '#kernel/policy.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { createDataset } from '#modules/catalog/index.ts';
import { moduleFolders } from '../../../app/module-folders.ts';
import { portal } from '../index.ts';

const host = '127.0.0.1';

export interface PortalHouse {
  readonly test: TestDatabase;
  readonly app: FastifyInstance;
  /** Who asks from now on. */
  as(who: Principal): void;
  ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
}

/** A portal over a register of its own, with one published dataset (`rid-dams`) and one that is for officers (`rid-inner`). */
export async function openPortalHouse(): Promise<PortalHouse> {
  const test = await testDatabase(moduleFolders);
  await test.db.tx(async (tx) => {
    await createDataset(tx, theHouse, { slug: 'rid-dams', agencyId: 'rid', titleTh: 'น้ำในเขื่อน <b>', titleEn: 'Water & dams', descriptionTh: 'ปริมาณน้ำรายวัน', level: 0 });
    await createDataset(tx, theHouse, { slug: 'rid-inner', agencyId: 'rid', titleTh: 'ภายใน', titleEn: 'Inner', level: 1 });
    await tx.query(`update catalog.record set state = 'published', published_at = now(), audience = 'open' where level = 0`);
  });
  let asking: Principal = visitor;
  const { routes } = portal({ db: test.db, masterKey: randomBytes(32), publicUrl: 'https://data.example.go.th' });
  const app = await buildHttp({ db: test.db, log: openLog('test', 'silent'), version: 'test', routes, authenticate: async () => asking, decider: allowAll, hosts: [host] });
  return {
    test, app, as: (who) => { asking = who; },
    ask: (method, url, payload, headers = {}) => app.inject({ method, url: url.startsWith('/api') || !url.startsWith('/portal') ? url : `/api/v1${url}`, headers: { host, ...headers }, ...(payload && { payload }) }),
    close: async () => { await app.close(); await test.close(); },
  };
}
