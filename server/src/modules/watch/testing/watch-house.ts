import type { FastifyInstance } from 'fastify';
import { moduleFolders } from '../../../app/module-folders.ts';
import type { Database } from '#kernel/db.ts';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { theHouse, type Role } from '#kernel/policy.ts';
import { testDatabase } from '#kernel/testing/database.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { actingAs } from '#kernel/testing/principals.ts';
import { createDataset } from '#modules/catalog/index.ts';
import { watchRoutes } from '../routes.ts';

const host = '127.0.0.1';

/** The register with facts of linkage as a test writes them, and the routes of watch. */
export interface WatchHouse {
  db: Database;
  query(text: string, values?: unknown[]): Promise<any[]>;
  /** As the secretariat unless another role is named; officers of single agencies belong to `rid`. */
  ask(method: 'GET' | 'POST' | 'PUT', path: string, body?: object, role?: Role): Promise<{ status: number; body: any }>;
  /** A dataset of an agency with a contract and a source; every one has another slug. */
  addDataset(agencyId?: string, rules?: { id: string; severity: string }[]): Promise<{ id: number; slug: string; sourceId: number }>;
  /** A run as it would have ended. */
  addRun(dataset: { id: number; sourceId: number }, run: { state: string; gates?: object[]; problem?: object; startedAt?: string }): Promise<number>;
  close(): Promise<void>;
}

export async function openWatchHouse(): Promise<WatchHouse> {
  const database = await testDatabase(moduleFolders);
  const { db } = database;
  const app: FastifyInstance = await buildHttp({ db, log: openLog('test', 'silent'), version: 'test', routes: watchRoutes, authenticate: actingAs('x-test-role', 'secretariat'), decider: allowAll, hosts: [host] });
  const query: WatchHouse['query'] = (text, values = []) => db.tx(async (tx) => (await tx.query(text, values)).rows);
  let serial = 0;
  return {
    db, query,
    ask: async (method, path, body, role = 'secretariat') => {
      const reply = await app.inject({ method, url: `/api/v1${path}`, headers: { host, 'x-test-role': role }, ...(body && { payload: body }) });
      return { status: reply.statusCode, body: reply.json() };
    },
    addDataset: async (agencyId = 'rid', rules = []) => {
      const slug = `watched-${serial += 1}`;
      const { id } = await db.tx((tx) => createDataset(tx, theHouse, { slug, agencyId, titleTh: `ชุด ${slug}`, titleEn: slug }));
      await query(`insert into linkage.contract (dataset_id, version, document, body, change, created_by) values ($1, 1, '', $2, 'first', 'test')`,
        [id, JSON.stringify({ freshness: { promiseHours: 24 }, columns: [{ name: 'area', titleTh: 'พื้นที่', titleEn: 'Area' }], rules })]);
      const [source] = await query(`insert into linkage.source (dataset_id, kind, config, summary, created_by) values ($1, 'folder', '{}', 'กล่อง', 'test') returning id`, [id]);
      return { id, slug, sourceId: Number(source.id) };
    },
    addRun: async ({ id, sourceId }, { state, gates = [], problem = null, startedAt = new Date().toISOString() }) => {
      const [row] = await query(`insert into linkage.run (dataset_id, contract_id, source_id, trigger, created_by, state, gates, problem, started_at, finished_at, progress)
        select $1, k.id, $2, 'schedule', 'saphan', $3, $4, $5, $6, case when $3 = 'held' then null else $6::timestamptz + interval '1 minute' end, '{"rowsRead": 100, "rowsBad": 4}'
        from linkage.contract k where k.dataset_id = $1 returning id`, [id, sourceId, state, JSON.stringify(gates), problem && JSON.stringify(problem), startedAt]);
      return Number(row.id);
    },
    close: async () => {
      await app.close();
      await database.close();
    },
  };
}
