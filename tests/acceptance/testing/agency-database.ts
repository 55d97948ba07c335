import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { dropTestDatabase } from '../../../server/src/kernel/testing/database.ts';
import { farmers, names } from './farmers.ts';

/** An agency's own PostgreSQL database, beside Saphan's, with one table of farmers. */
export interface AgencyDatabase {
  readonly address: { host: string; port: number; database: string; user: string; password: string };
  /** Ends every connection that reads, as a restart of the server does. */
  killReaders(): Promise<void>;
  count(table: string): Promise<number>;
  close(): Promise<void>;
}

/** Makes the database on the server that the tests run. */
export async function openAgencyDatabase(): Promise<AgencyDatabase> {
  const admin = await connect(process.env['SAPHAN_TEST_DATABASE_URL'] as string);
  const database = `agency_${process.pid}`;
  await admin.query(`create database ${database}`);
  const url = new URL(process.env['SAPHAN_TEST_DATABASE_URL'] as string);
  url.pathname = `/${database}`;
  const client = await connect(url.href);
  await client.query(`create table farmer (${names.map((name) => `${name} text`).join(', ')})`);
  for (const row of farmers()) await client.query(`insert into farmer values ($1, $2, $3, $4, $5)`, [...row]);
  for (const [i, title] of ['รหัส', 'ชื่อ', 'จังหวัด', 'พื้นที่ (ไร่)', 'วันที่ขึ้นทะเบียน'].entries()) await client.query(`alter table farmer rename ${names[i]} to "${title}"`);
  return {
    address: { host: '127.0.0.1', port: Number(url.port || 5432), database, user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) || 'not asked for' },
    killReaders: async () => {
      const until = Date.now() + 20_000;
      for (let killed = 0; killed === 0 && Date.now() < until; await sleep(50)) {
        killed = (await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and query ilike 'copy%'`, [database])).rowCount ?? 0;
      }
    },
    count: async (table) => Number((await client.query(`select count(*) as n from ${table}`)).rows[0].n),
    close: async () => {
      await client.end();
      await admin.end();
      await dropTestDatabase(process.env['SAPHAN_TEST_DATABASE_URL'] as string, database);
    },
  };
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  await client.connect();
  return client;
}
