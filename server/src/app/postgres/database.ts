import { Client } from 'pg';

const NAME = 'saphan';

/**
 * Makes the role and the database that Saphan works with, when missing. The role is no superuser: it may make roles and
 * databases, as a database administrator would grant it on a server of the ministry.
 *
 * @returns the address to connect with.
 */
export async function ensureDatabase(port: number, password: string): Promise<string> {
  const client = new Client({ connectionString: databaseAddress(port, password, 'postgres'), connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      'select exists (select from pg_roles where rolname = $1) as role, exists (select from pg_database where datname = $1) as database', [NAME]);
    if (!rows[0]?.role) await client.query(`create role ${NAME} login createrole createdb password '${password}' in role pg_monitor`);
    if (!rows[0]?.database) await client.query(`create database ${NAME} owner ${NAME}`);
  } finally {
    await client.end();
  }
  return databaseAddress(port, password);
}

/** Address of an embedded PostgreSQL; role and database share a name. */
export function databaseAddress(port: number, password: string, name = NAME): string {
  return `postgres://${name}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;
}
