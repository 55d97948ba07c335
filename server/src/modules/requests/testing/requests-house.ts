import type { FastifyInstance } from 'fastify';
import { moduleFolders } from '../../../app/module-folders.ts';
import type { Database } from '#kernel/db.ts';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { theHouse, type Principal, type Role } from '#kernel/policy.ts';
import { testDatabase } from '#kernel/testing/database.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { createDataset } from '#modules/catalog/index.ts';
import { appoint, createPerson, createPost, createUnit } from '#modules/organisations/index.ts';
import { requestRoutes } from '../routes.ts';

const host = '127.0.0.1';

/** The register with people of agencies, and the routes of requests. */
export interface RequestsHouse {
  db: Database;
  query(text: string, values?: unknown[]): Promise<any[]>;
  /** As somebody of a role and agency, e.g. `steward doa`. */
  as(who: string): (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => Promise<{ status: number; body: any; bytes: Buffer }>;
  /** A dataset with a contract of these columns. */
  addDataset(slug: string, agencyId: string, columns?: { name: string; personalData?: string | null }[]): Promise<number>;
  /** Its first release becomes current at this instant. */
  release(datasetId: number, at: string): Promise<void>;
  /** Somebody in a responsible post of an agency. @returns the person's id. */
  appointResponsible(agencyId: string): Promise<string>;
  close(): Promise<void>;
}

/** Whoever `steward doa` names: with the persona of one agency, or of the whole ministry. */
export function personOf(who: string, more: Partial<Principal> = {}): Principal {
  const [role = 'reader', agency] = who.split(' ');
  return principalOf(role as Role, { name: `${agency ?? 'ministry'}-${role}`, ...(agency && { agencies: [agency] }), ...more });
}

export async function openRequestsHouse(): Promise<RequestsHouse> {
  const database = await testDatabase(moduleFolders);
  const { db } = database;
  const authenticate = async ({ headers }: { headers: Record<string, unknown> }) => personOf(String(headers['x-who']), headers['x-person'] ? { personId: String(headers['x-person']) } : {});
  const app: FastifyInstance = await buildHttp({ db, log: openLog('test', 'silent'), version: 'test', routes: requestRoutes, authenticate, decider: allowAll, hosts: [host] });
  const query: RequestsHouse['query'] = (text, values = []) => db.tx(async (tx) => (await tx.query(text, values)).rows);
  return {
    db, query,
    as: (who) => async (method, path, body) => {
      const [name, person] = who.split('#') as [string, string?];
      const reply = await app.inject({ method, url: `/api/v1/linkage-requests${path}`, headers: { host, 'x-who': name, ...(person && { 'x-person': person }) }, ...(body && { payload: body }) });
      return { status: reply.statusCode, body: String(reply.headers['content-type']).includes('json') ? reply.json() : null, bytes: reply.rawPayload };
    },
    addDataset: async (slug, agencyId, columns = []) => {
      const { id } = await db.tx((tx) => createDataset(tx, theHouse, { slug, agencyId, titleTh: `ชุด ${slug}`, titleEn: slug }));
      // Tests play on days before the clock of PostgreSQL.
      await query(`update catalog.dataset set created_at = '2025-01-01' where id = $1`, [id]);
      const body = { columns: columns.map(({ name, personalData = null }) => ({ name, titleTh: `ช่อง ${name}`, titleEn: name, personalData })) };
      if (columns.length > 0) await query(`insert into linkage.contract (dataset_id, version, document, body, change, created_by) values ($1, 1, '', $2, 'first', 'test')`, [id, JSON.stringify(body)]);
      return id;
    },
    release: async (datasetId, at) => {
      const [made] = await query(`insert into lake.release (dataset_id, number, run_id, contract_version, row_count, bytes, content_hash, manifest, columns, profile, diff, lineage, keep_releases, published_at, published_by)
        values ($1, 1, 1, 1, 1, 1, repeat('0', 64), '{}', '[]', '[]', '{}', '{}', 30, $2, 'test') returning id`, [datasetId, at]);
      await query(`insert into lake.head (dataset_id, release_id, version) values ($1, $2, 1)`, [datasetId, made.id]);
      await query(`insert into lake.pointer_event (dataset_id, release_id, moved_at, actor) values ($1, $2, $3, 'test')`, [datasetId, made.id, at]);
    },
    appointResponsible: (agencyId) => db.tx(async (tx) => {
      const unit = await createUnit(tx, theHouse, { agencyId, code: 'data', nameTh: 'กองข้อมูล', nameEn: 'Data', since: '2020-01-01' });
      const post = await createPost(tx, theHouse, { unitId: unit.id, titleTh: 'ผู้อำนวยการ', titleEn: 'Director', responsible: true, roles: [], since: '2020-01-01' });
      const person = await createPerson(tx, theHouse, { givenTh: 'สมหมาย', familyTh: 'รับผิดชอบ' });
      await appoint(tx, theHouse, { personId: person.id, postId: post.id, kind: 'holder', since: '2020-01-01', documentNo: '1/2563', documentOn: '2020-01-01' });
      return person.id;
    }),
    close: async () => { await app.close(); await database.close(); },
  };
}
