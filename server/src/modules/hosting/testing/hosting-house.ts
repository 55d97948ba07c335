import { createHmac } from 'node:crypto';
import type { Column } from '@saphan/contracts/contract';
import { openLog } from '#kernel/log.ts';
import { theHouse } from '#kernel/policy.ts';
import { hearAll } from '#kernel/testing/hear-all.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { createDataset } from '#modules/catalog/index.ts';
import { headVersion, publishRelease, releaseColumns, withdrawRelease } from '#modules/lake/index.ts';
import { moduleFolders } from '../../../app/module-folders.ts';
import { farmersContract } from '../../lake/testing/farmers.ts';
import { lakeBench, type LakeBench } from '../../lake/testing/lake-bench.ts';
import { answerHosted } from '../answer-hosted.ts';
import type { Grant, HostedCall, HostedKind } from '../call.ts';
import { fillSet } from '../fill/fill-set.ts';
import { askForSets, followReleases } from '../fill/follow-releases.ts';
import { claimSet, type ClaimSetRow } from '../fill/served-set.sql.gen.ts';
import { workOffSets } from '../fill/worker.ts';
import type { PredicateCondition } from '../offers/condition.ts';
import { servedColumn, type ServedColumn } from '../offers/served-column.ts';
import type { HostingPorts } from '../ports.ts';

const ROOMS = ['organisations', 'identity', 'notices', 'signon', 'calendar', 'ledger', 'lake', 'catalog', 'privacy', 'registry', 'hosting'];
const idKey = Buffer.alloc(32, 7);
/** As linkage makes it. */
const pseudonym = (key: Buffer, citizenId: string) => createHmac('sha256', key).update(citizenId).digest('hex');
export const everything: Grant = { fields: null, rowFilter: null };

export interface Asked { operationId?: string; path?: Record<string, string>; body?: unknown; grant?: Grant; headers?: Record<string, string> }
export interface Told { status: number; headers: Record<string, string>; text: string; json: any; bytes: Buffer }

/** Releases, offers and their answers in a register and a lake of the test's own. */
export interface HostingHouse {
  test: TestDatabase; lake: LakeBench; ports: HostingPorts;
  dataset(slug: string, agencyId?: string): Promise<number>;
  /** Rows as the current release of a dataset. @param sql a SELECT of the contract's columns, pseudonymised ones as hash and `NAME_masked`. */
  release(datasetId: number, columns: readonly Column[], sql: string, contractVersion?: number): Promise<void>;
  /** An offer without its entry in the registry. */
  offer(datasetId: number, kind: HostedKind, columns: readonly Column[], more?: { only?: readonly string[]; key?: readonly string[]; conditions?: readonly PredicateCondition[]; groups?: readonly string[]; least?: number }): Promise<number>;
  ask(serviceId: number, query: string, more?: Asked): Promise<Told>;
  withdraw(datasetId: number, number: number): Promise<void>;
  /** Lets the house hear of releases and fill what it looks records up in. */
  settle(): Promise<void>;
  /** Hears of releases, and fills nothing. */
  hear(): Promise<void>;
  claim(): Promise<ClaimSetRow>;
  /** Fills a set as a worker does that ends after so many rows. */
  fill(set: ClaimSetRow, stop: AbortController, after?: number): Promise<void>;
  /** The newest set of a service. */
  setOf(serviceId: number): Promise<Record<string, unknown>>;
  askAgain(datasetId: number): Promise<void>;
  close(): Promise<void>;
}

const OPERATION: Record<HostedKind, string> = { rows: 'listRows', lookup: 'lookupRecord', predicate: 'askPredicate', aggregate: 'readAggregate', bulk: 'getBulkManifest' };

export async function hostingHouse(): Promise<HostingHouse> {
  const test = await testDatabase(moduleFolders.filter(({ name }) => ROOMS.includes(name)));
  const lake = await lakeBench();
  const log = openLog('test', 'silent');
  const ports: HostingPorts = { db: test.db, log, lake: lake.ports, publicUrl: 'http://127.0.0.1', pseudonymOf: (id) => pseudonym(idKey, id) };
  const kinds = new Map<number, HostedKind>();
  let [run, service] = [0, 1_000];
  const setOf: HostingHouse['setOf'] = async (serviceId) => (await test.db.read((tx) => tx.query('select state, rows, fence, problem from hosting.served_set where service_id = $1 order by id desc limit 1', [serviceId]))).rows[0];
  return {
    test, lake, ports, setOf,
    dataset: (slug, agencyId = 'rid') => test.db.tx(async (tx) => (await createDataset(tx, theHouse, { slug, agencyId, titleTh: `ชุด ${slug}`, titleEn: slug, level: 0 })).id),
    async release(datasetId, columns, sql, contractVersion = 1) {
      await lake.engine.run(`create or replace table stage as select row_number() over () as _line, * from (${sql})`);
      const prepared = await lake.prepare(null, { ...farmersContract(), columns: [...columns], freshness: { promiseHours: 24, dataColumn: null, maxDataAgeDays: null } });
      if (prepared.kind === 'same') throw new TypeError('the rows are those of the former release');
      await test.db.tx(async (tx) => publishRelease(tx, theHouse, { ...prepared.draft, contractVersion, datasetId, runId: (run += 1) + datasetId * 1_000 }, await headVersion(tx, datasetId)));
    },
    async offer(datasetId, kind, columns, { only, key = [], conditions = [], groups = [], least = 5 } = {}) {
      const id = (service += 1);
      kinds.set(id, kind);
      const served = servedOf(columns).filter(({ name }) => only === undefined || only.includes(name));
      await test.db.tx(async (tx) => {
        await tx.query('insert into hosting.offer (service_id, dataset_id, kind, created_at) values ($1, $2, $3, now())', [id, datasetId, kind]);
        await tx.query(`insert into hosting.offer_version (service_id, version, contract_version, columns, key_columns, conditions, group_columns, suppress_below, actor, recorded_at)
          values ($1, 1, 1, $2, $3, $4, $5, $6, 'test', now())`, [id, JSON.stringify(served), key, JSON.stringify(conditions), groups, least]);
      });
      return id;
    },
    async ask(serviceId, query, { operationId, path = {}, body = null, grant = everything, headers = {} } = {}) {
      const kind = kinds.get(serviceId) ?? 'rows';
      const call: HostedCall = { service: { id: serviceId, slug: 'test', hostedKind: kind, datasetId: 1 }, operationId: operationId ?? OPERATION[kind], pathParams: path, query: new URLSearchParams(query), body, grant, headers };
      const { status, headers: said, body: sent } = await answerHosted(ports, call);
      const bytes = Buffer.isBuffer(sent) ? sent : Buffer.concat(await sent.toArray());
      return { status, headers: said, bytes, text: bytes.toString(), get json() { return JSON.parse(bytes.toString()) as unknown; } };
    },
    withdraw: (datasetId, number) => test.db.tx(async (tx) => { await withdrawRelease(tx, theHouse, datasetId, number, 'ผิดพลาด'); }),
    async settle() {
      await hearAll(test.db, [followReleases], log);
      await workOffSets(ports);
    },
    hear: () => hearAll(test.db, [followReleases], log),
    async claim() {
      const set = await test.db.tx((tx) => claimSet(tx, {}));
      if (!set) throw new TypeError('nothing is to be filled');
      return set;
    },
    async fill(set, stop, after) {
      const watched: HostingPorts = after === undefined ? ports : { ...ports, db: { ...test.db, tx: async (work) => {
        const done = await test.db.tx(work);
        if (Number((await setOf(set.service_id))['rows']) >= after) stop.abort();
        return done;
      } } };
      await fillSet(watched, set, stop.signal);
    },
    async askAgain(datasetId) {
      await test.db.tx((tx) => askForSets(tx, datasetId));
      await workOffSets(ports);
    },
    async close() { await lake.close(); await test.close(); },
  };
}

export const servedOf = (columns: readonly Column[]): ServedColumn[] => releaseColumns({ ...farmersContract(), columns: [...columns] }).filter(({ companionOf }) => companionOf === null).map(servedColumn);

export { idKey };
