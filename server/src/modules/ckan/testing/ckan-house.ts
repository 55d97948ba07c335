import type { FastifyInstance } from 'fastify';
import { buildHttp } from '#kernel/http.ts';
import type { Database } from '#kernel/db.ts';
import type { Decider } from '#kernel/decider.ts';
import { openLog } from '#kernel/log.ts';
import { theHouse, type Role } from '#kernel/policy.ts';
import { hearAll } from '#kernel/testing/hear-all.ts';
import { usesOf, type Used } from '#kernel/used.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { catalog, createDataset, createRecord, moveRecord, reindexAll } from '#modules/catalog/index.ts';
import { authenticate, createDemoAccounts, findPrincipal, issueTokenTo } from '#modules/identity/index.ts';
import { headVersion, publishRelease } from '#modules/lake/index.ts';
import { moduleFolders } from '../../../app/module-folders.ts';
import { completeDraft } from '../../catalog/metadata/testing/complete-draft.ts';
import { stageFarmers } from '../../lake/testing/farmers.ts';
import { lakeBench, type LakeBench } from '../../lake/testing/lake-bench.ts';
import { ckan, type CkanPorts } from '../index.ts';

export const HOST = '127.0.0.1';
const log = openLog('test', 'silent');
const policiesDir = new URL('../../../../../definitions/policies/', import.meta.url);

export interface Answered { status: number; body: any; type: string; headers: Record<string, unknown> }

/** The CKAN face over a register and a lake of its own, with real tokens and the real decider. */
export interface CkanHouse {
  test: TestDatabase; lake: LakeBench; app: FastifyInstance; ports: CkanPorts;
  /** What answers gave of datasets, as the counter of uses hears it. */
  used: Used[];
  /** A token of the sample account of a role, with every scope. */
  tokens: Partial<Record<Role, string>>;
  /** Another token of the sample account of a role, for these scopes. */
  issue(role: Role, scopes: string[]): Promise<string>;
  /** Calls an action as CKAN's Python client does: POST with JSON, the token bare in both headers. */
  call(action: string, args?: object, role?: Role): Promise<Answered>;
  get(url: string, headers?: Record<string, string>): Promise<Answered>;
  post(url: string, payload: string | Buffer, headers?: Record<string, string>): Promise<Answered>;
  /** Lets the search index hear what changed. */
  hear(): Promise<void>;
  /** A dataset with a release of farmers; level 0 and published unless said otherwise. */
  linked(slug: string, rows: number, level?: number): Promise<void>;
  close(): Promise<void>;
}

/** Every mandatory item, open to everybody. */
export const openDraft = { ...completeDraft, audience: 'open' as const, metadata: { ...completeDraft.metadata, data_category: '1', data_classification: '01', license_id: 'odc', accessible_condition: 'ไม่มีการจำกัดการเข้าถึงข้อมูล' } };

/** @param openDecider of `access`, which this room does not use. */
export async function openCkanHouse(openDecider: (options: { db: Database; policiesDir: URL }) => Promise<Decider & { close(): Promise<void> }>): Promise<CkanHouse> {
  const test = await testDatabase(moduleFolders);
  const lake = await lakeBench();
  const ports: CkanPorts = { db: test.db, log, publicUrl: `http://${HOST}`, version: 'test', objects: lake.objects, maxFileBytes: 50_000_000, lake: lake.ports };
  const room = ckan(ports);
  const decider = await openDecider({ db: test.db, policiesDir });
  const used: Used[] = [];
  const app = await buildHttp({ answered: (request) => { used.push(...usesOf(request)); }, db: test.db, log, version: 'test', hosts: [HOST], publicUrl: ports.publicUrl, routes: room.routes, authenticate: authenticate(test.db), decider });
  const tokens = await issueTokens(test);
  let run = 0;
  const house: CkanHouse = {
    test, lake, app, ports, tokens, used,
    issue: (role, scopes) => test.db.tx(async (tx) => issueFor(tx, (await tx.query('select id from identity.account where user_name = $1', [`demo-${role}`])).rows[0].id as string, scopes)),
    call: (action, args = {}, role) => house.post(`/api/action/${action}`, JSON.stringify(args), { 'content-type': 'application/json', ...(role && { authorization: tokens[role] ?? '', 'x-ckan-api-key': tokens[role] ?? '' }) }),
    get: async (url, headers = {}) => answered(await app.inject({ method: 'GET', url, headers: { host: HOST, ...headers } })),
    post: async (url, payload, headers = {}) => answered(await app.inject({ method: 'POST', url, payload, headers: { host: HOST, ...headers } })),
    async hear() {
      for (const job of catalog.jobs) if (job.name === 'catalog.remember-releases') await job.run(test.db, new AbortController().signal);
      await hearAll(test.db, catalog.consumers, log); await reindexAll(test.db);
    },
    async linked(slug, rows, level = 0) {
      await stageFarmers(lake.engine, rows);
      const prepared = await lake.prepare();
      if (prepared.kind === 'same') throw new TypeError('unexpected');
      await test.db.tx(async (tx) => {
        const id = level === 0 ? await publishedRecord(tx, slug) : (await createDataset(tx, theHouse, { slug, agencyId: 'rid', titleTh: slug, titleEn: slug, level })).id;
        await publishRelease(tx, theHouse, { ...prepared.draft, datasetId: id, runId: (run += 1) + 50_000 + id * 100 }, await headVersion(tx, id));
      });
      await house.hear();
    },
    async close() { await app.close(); await decider.close(); await lake.close(); await test.close(); },
  };
  return house;
}

async function publishedRecord(tx: Parameters<typeof createRecord>[0], slug: string): Promise<number> {
  await createRecord(tx, theHouse, { ...openDraft, slug, agencyId: 'rid', titleTh: `เกษตรกร ${slug}`, titleEn: `Farmers ${slug}` });
  await moveRecord(tx, theHouse, slug, 'publish');
  return (await tx.query('select id from catalog.dataset where slug = $1', [slug])).rows[0].id as number;
}

async function issueTokens(test: TestDatabase): Promise<CkanHouse['tokens']> {
  return test.db.tx(async (tx) => {
    await createDemoAccounts(tx);
    const tokens: CkanHouse['tokens'] = {};
    for (const { id, user_name: name } of (await tx.query('select id, user_name from identity.account')).rows) {
      tokens[String(name).replace('demo-', '') as Role] = await issueFor(tx, id as string, ['*']);
    }
    return tokens;
  });
}

async function issueFor(tx: Parameters<typeof createRecord>[0], accountId: string, scopes: string[]): Promise<string> {
  const who = await findPrincipal(tx, accountId, { aal: 2 });
  if (!who) throw new TypeError('a sample account acts as nobody');
  return (await issueTokenTo(tx, who, { accountId, persona: who.persona }, { name: 'test', scopes, days: 1 })).token;
}

function answered(reply: { statusCode: number; body: string; headers: Record<string, unknown> }): Answered {
  const type = String(reply.headers['content-type'] ?? '');
  return { status: reply.statusCode, body: type.includes('json') ? JSON.parse(reply.body) : reply.body, type, headers: reply.headers };
}
