import type { Column } from '@saphan/contracts/contract';
import { defaultGates } from '@saphan/contracts/odcs/defaults';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openMysqlConnector } from '../../../connectors/mysql/mysql-connector.ts';
import { openPostgresConnector } from '../../../connectors/postgres/postgres-connector.ts';
import { startMariaDb, type TestMariaDb } from '../../../connectors/testing/mariadb.ts';
import { findServer, whyNoServer } from '../../../connectors/testing/servers.ts';
import { theHouse } from '#kernel/policy.ts';
import { changeSource } from '../operations/change-source.ts';
import type { Connector } from '../ports.ts';
import { openTableHouse, tableColumn, type TableHouse } from '../testing/table-house.ts';
import { unpackBuckets } from './bucket-columns.ts';
import { bucketCount } from './key-buckets.ts';
import type { RunReach } from './reading.ts';

const columns: Column[] = [tableColumn(1, 'no', 'integer', { primaryKey: 1, required: true }), tableColumn(2, 'รหัส', 'text', { name: 'code', primaryKey: 2, required: true }), tableColumn(3, 'day', 'date', { primaryKey: 3, required: true }), tableColumn(4, 'version', 'integer')];
const byBuckets = (everyRuns?: number) => ({ mode: 'cursor', column: 'version', overlap: '0', deletes: { kind: 'buckets', ...(everyRuns && { everyRuns }) } }) as const;
const local = { rules: { allow: ['127.0.0.1'] } };
const gates = { ...defaultGates, maxRejectRatio: 1, maxRowChangeRatio: 1, maxDeleteRatio: null, maxKeyChurnRatio: null };

/** What each make of database is asked to do. */
interface Agency { kind: string; connector: Connector<any>; config: object; sql(text: string): Promise<unknown>; name: string; /** Adds rows, their numbers and versions moved by so much. */ fill(by: number, rows: number): string }

async function openHouse(agency: Agency): Promise<TableHouse> {
  const house = await openTableHouse(columns, { gates });
  (house.ports.connectors as Map<string, Connector<any>>).set('postgres', agency.connector);
  await house.ports.db.tx((tx) => changeSource(tx, house.ports, theHouse, house.datasetId, house.sourceId, { config: agency.config as Record<string, unknown> }));
  return house;
}

/** The same for every make: 600 rows, of which every third has a Thai code. */
function behaves(open: () => Promise<Agency>, close: () => Promise<void>) {
  let house: TableHouse;
  let agency: Agency;
  const sql = (text: string) => agency.sql(text.replaceAll('items', agency.name));
  const reach = async (id: number) => (await house.ports.db.read((tx) => tx.query('select reach from linkage.run where id = $1', [id]))).rows[0].reach as RunReach;
  beforeAll(async () => { agency = await open(); house = await openHouse(agency); await house.read(byBuckets()); });
  afterAll(async () => { await house?.close(); await close(); });
  beforeEach(async () => { await sql('delete from items'); await sql(agency.fill(0, 600)); await house.run({ readAll: true }); });

  it('takes away what is gone and reads only the keys of buckets that differ', async () => {
    await sql("delete from items where no in (7, 8, 9)");
    await sql("update items set version = 1000 where no in (20, 21)");
    const run = await house.run();
    expect(run).toMatchObject({ state: 'published', counts: { added: 0, removed: 3, changed: 2, unchanged: 595 } });
    const { present } = await reach(run.id);
    expect(present?.count).toBe(bucketCount(600));
    expect(unpackBuckets(present?.buckets ?? '').length).toBeLessThanOrEqual(3);
    expect((await house.run()).state).toBe('no_change');
  });

  it('takes away what is gone though nothing else came, and reads no key where rows were only added', async () => {
    expect((await house.run()).state).toBe('no_change');
    await sql('delete from items where no = 30');
    expect(await house.run()).toMatchObject({ state: 'published', counts: { added: 0, removed: 1, changed: 0, unchanged: 599 } });
    await sql(agency.fill(600, 20));
    const run = await house.run();
    expect(run).toMatchObject({ state: 'published', counts: { removed: 0 } });
    expect((await reach(run.id)).present).toBeUndefined();
  });
}

describe('keys compared by bucket, PostgreSQL', () => {
  const server = new URL(process.env['SAPHAN_TEST_DATABASE_URL'] ?? 'postgres://missing');
  const admin = new Client({ connectionString: server.href });
  const name = `bucket_items_${process.pid}`;
  behaves(async () => {
    await admin.connect();
    await admin.query(`create table ${name} (no int, "รหัส" text, day date, version int)`);
    return {
      kind: 'postgres', connector: openPostgresConnector(local), name, sql: (text) => admin.query(text),
      fill: (by, rows) => `insert into items select n + ${by}, case when n % 3 = 0 then 'ข้าว ' || n else 'a' || n end, date '2026-01-01' + n % 300, n + ${by} from generate_series(1, ${rows}) n`,
      config: { host: server.hostname, port: Number(server.port), database: server.pathname.slice(1), user: decodeURIComponent(server.username), password: decodeURIComponent(server.password), tls: 'off', table: name },
    };
  }, async () => { await admin.query(`drop table ${name}`); await admin.end(); });
});

const found = findServer('mariadb');
describe.skipIf(!found)(`keys compared by bucket, MariaDB${found ? '' : `: ${whyNoServer('mariadb')}`}`, () => {
  let server: TestMariaDb;
  behaves(async () => {
    server = await startMariaDb(found!);
    await server.ask('create database farm character set utf8mb4', "create user saphan@'%' identified by 'ลับ'", "grant select on farm.* to saphan@'%'", 'create table farm.items (no int(6) zerofill, `รหัส` varchar(40), day date, version int)');
    return {
      kind: 'mysql', connector: openMysqlConnector(local), name: 'farm.items', sql: (text) => server.ask(text),
      fill: (by, rows) => `insert into items select seq + ${by}, if(seq % 3 = 0, concat('ข้าว ', seq), concat('a', seq)), date_add('2026-01-01', interval seq % 300 day), seq + ${by} from farm.seq_1_to_${rows}`,
      config: { host: '127.0.0.1', port: server.port, database: 'farm', user: 'saphan', password: 'ลับ', tls: 'off', table: 'items' },
    };
  }, async () => { await server?.stop(); });
});
