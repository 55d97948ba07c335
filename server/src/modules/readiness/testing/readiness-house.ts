import type { FastifyInstance } from 'fastify';
import { moduleFolders } from '../../../app/module-folders.ts';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { theHouse, type Principal, type Role } from '#kernel/policy.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { createDataset } from '#modules/catalog/index.ts';
import { setDueDate } from '#modules/plans/index.ts';
import { routes } from '../routes.ts';

const host = '127.0.0.1';

/** The register with the routes of surveys; whoever asks is named with each request. */
export interface ReadinessHouse extends TestDatabase {
  /** As the secretariat unless somebody else is named; a `file` is sent as its bytes. */
  ask(method: 'GET' | 'POST' | 'PUT', path: string, body?: object | Buffer, who?: Principal): Promise<{ status: number; body: any; bytes: Buffer }>;
  /** A dataset of an agency. */
  dataset(slug: string, agencyId: string, dueOn?: string): Promise<number>;
  /** A steward of an agency, by name. */
  steward(agencyId: string, name?: string): Principal;
}

export const as = (role: Role): Principal => principalOf(role);

export async function openReadinessHouse(now: () => Date): Promise<ReadinessHouse> {
  const test = await testDatabase(moduleFolders);
  let asker: Principal = as('secretariat');
  const app: FastifyInstance = await buildHttp({ db: test.db, log: openLog('test', 'silent'), version: 'test', routes, authenticate: async () => asker, decider: allowAll, hosts: [host] });
  return {
    ...test,
    ask: async (method, path, body, who = as('secretariat')) => {
      asker = who;
      const isFile = Buffer.isBuffer(body);
      const reply = await app.inject({ method, url: `/api/v1/readiness-campaigns${path}`, headers: { host, ...(isFile && { 'content-type': 'application/octet-stream' }) }, ...(body !== undefined && { payload: body }) });
      const isJson = /json/.test(String(reply.headers['content-type']));
      return { status: reply.statusCode, body: isJson ? reply.json() : null, bytes: reply.rawPayload };
    },
    dataset: (slug, agencyId, dueOn) => test.db.tx(async (tx) => {
      const { id } = await createDataset(tx, theHouse, { slug, agencyId, titleTh: `ชุด ${slug}`, titleEn: slug });
      if (dueOn) await setDueDate(tx, theHouse, { datasetId: id, dueOn, reason: 'แผน' }, now());
      return id;
    }),
    steward: (agencyId, name = `${agencyId}-steward`) => principalOf('steward', { name, agencies: [agencyId] }),
    close: async () => { await app.close(); await test.close(); },
  };
}
