import type { FastifyInstance } from 'fastify';
import type { Column, Contract } from '@saphan/contracts/contract';
import { moduleFolders } from '../../../app/module-folders.ts';
import { buildHttp } from '#kernel/http.ts';
import type { Decider } from '#kernel/decider.ts';
import { openLog } from '#kernel/log.ts';
import { theHouse } from '#kernel/policy.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import type { Database } from '#kernel/db.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { actingAs } from '#kernel/testing/principals.ts';
import { createDataset, reindexAll, rememberRelease } from '#modules/catalog/index.ts';
import { headVersion, publishRelease } from '#modules/lake/index.ts';
import { farmersContract } from '../../lake/testing/farmers.ts';
import { lakeBench, type LakeBench } from '../../lake/testing/lake-bench.ts';
import { lookAtRelease } from '../features/keep-collections.ts';
import { interop } from '../index.ts';

const PLAIN_HOST = '127.0.0.1:8091';
export const BASE = `http://${PLAIN_HOST}`;

export interface InteropHouse {
  database: TestDatabase;
  lake: LakeBench;
  app: FastifyInstance;
  /** A published record of a dataset; gives the number of the dataset. */
  publish(slug: string, over?: { level?: number; audience?: string; state?: string; doc?: object; titleTh?: string; descriptionTh?: string }): Promise<number>;
  /** Rows as the current release of a dataset. @param sql a SELECT of the contract's columns. */
  release(datasetId: number, columns: readonly Column[], sql: string): Promise<void>;
  /** Enters all records into the search. */
  index(): Promise<void>;
  /** As nobody, or as somebody of a role. */
  get(path: string, headers?: Record<string, string>): Promise<{ status: number; headers: Record<string, any>; text: string; json: any }>;
  close(): Promise<void>;
}

const ROOMS = ['organisations', 'ledger', 'lake', 'catalog', 'interop'];

/** The rooms that the standards' faces stand on, over HTTP, in a register and a lake of the test's own. @param rooms further rooms whose tables the decider needs. */
export async function interopHouse(asked: Decider | ((db: Database) => Promise<Decider>) = allowAll, { host: HOST = PLAIN_HOST, rooms = [] as readonly string[] } = {}): Promise<InteropHouse> {
  const database = await testDatabase(moduleFolders.filter(({ name }) => [...ROOMS, ...rooms].includes(name)));
  const decider = typeof asked === 'function' ? await asked(database.db) : asked;
  const lake = await lakeBench();
  const module = interop({ publicUrl: `http://${HOST}`, lake: lake.ports });
  const app = await buildHttp({ db: database.db, log: openLog('test', 'silent'), version: '0', routes: module.routes, authenticate: actingAs('x-test-role', 'visitor'), decider, hosts: [HOST], publicUrl: `http://${HOST}` });
  const { db } = database;
  return {
    database, lake, app,
    async publish(slug, { level = 0, audience = 'open', state = 'published', doc = {}, titleTh = `ชุด ${slug}`, descriptionTh = 'คำอธิบาย' } = {}) {
      return db.tx(async (tx) => {
        const { id } = await createDataset(tx, theHouse, { slug, agencyId: 'rid', titleTh, titleEn: slug, descriptionTh, level });
        await tx.query(`update catalog.record set state = $2, audience = $3, doc = $4, published_at = '2026-02-01' where dataset_id = $1`, [id, state, audience, doc]);
        return id;
      });
    },
    async release(datasetId, columns, sql) {
      await lake.engine.run(`create or replace table stage as select row_number() over () as _line, * from (${sql})`);
      const contract: Contract = { ...farmersContract(), columns: [...columns], freshness: { promiseHours: 24, dataColumn: null, maxDataAgeDays: null } };
      const prepared = await lake.prepare(null, contract);
      if (prepared.kind === 'same') throw new TypeError('the rows are those of the former release');
      await db.tx(async (tx) => {
        await publishRelease(tx, theHouse, { ...prepared.draft, datasetId }, await headVersion(tx, datasetId));
        await lookAtRelease(tx, datasetId);
        await rememberRelease(tx, datasetId);
      });
    },
    index: () => reindexAll(db),
    async get(path, headers = {}) {
      const reply = await app.inject({ method: 'GET', url: path, headers: { host: HOST, ...headers } });
      return { status: reply.statusCode, headers: reply.headers, text: reply.body, get json() { return reply.json() as unknown; } };
    },
    async close() {
      await app.close();
      await lake.close();
      await database.close();
    },
  };
}

/** A column of a contract. */
export const column = (name: string, type: Column['type'], fieldId: number, more: Partial<Column> = {}): Column => ({
  name, source: name, titleTh: name, titleEn: name, type, required: false, unique: false, primaryKey: null, precision: 12, scale: 2, pattern: null, min: null, max: null, maxLength: null, codeList: null,
  calendar: null, geocodeDigits: null, classification: 'open', personalData: null, fieldId, ...more,
});

/** 2,500 stations along a diagonal of the country, one a day; the last has no place and no day. */
export const stationColumns: readonly Column[] = [
  column('station', 'text', 1, { primaryKey: 1, required: true }), column('latitude', 'decimal', 2, { precision: 9, scale: 4 }), column('longitude', 'decimal', 3, { precision: 9, scale: 4 }),
  column('read_on', 'date', 4), column('level_m', 'decimal', 5), column('keeper', 'text', 6, { personalData: 'direct' }), column('active', 'boolean', 7),
];
export const stationSql = `select 'S' || lpad(i::varchar, 4, '0') as station, case when i < 2499 then (6 + i * 0.005)::decimal(9,4) end as latitude, case when i < 2499 then (98 + i * 0.002)::decimal(9,4) end as longitude,
  case when i < 2499 then date '2020-01-01' + i::int end as read_on, (i / 100)::decimal(12,2) as level_m, 'นาย ' || i as keeper, i % 2 = 0 as active from range(2500) r(i)`;

/** Amounts by province. */
export const provinceColumns: readonly Column[] = [column('province_code', 'geocode', 1, { geocodeDigits: 2, primaryKey: 1, required: true }), column('year_be', 'integer', 2, { primaryKey: 2, required: true }), column('amount', 'decimal', 3)];
export const provinceSql = `select code as province_code, year as year_be, 1.5::decimal(12,2) as amount from (values ('10'), ('50'), ('90'), ('99')) p(code), (values (2567::bigint), (2568::bigint)) y(year)`;
