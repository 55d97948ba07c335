import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { ClientBase } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { ObjectStore } from '#kernel/objects.ts';
import { type AppliedMigration, BACKUPS, type KeptSequence, type KeptTable } from './backup-record.ts';
import { listSequences, listTables, type Table } from './tables.ts';

export interface ExportedRegister { readonly migrations: AppliedMigration[]; readonly tables: KeptTable[]; readonly sequences: KeptSequence[]; readonly unheard: number }

/**
 * Writes every table that holds rows, as it is in one snapshot. Nobody waits for it: reading takes no lock that a change of rows would want.
 *
 * @param client a session that stands outside of any transaction, and whose reach is the house.
 */
export async function exportRegister(client: ClientBase, place: ObjectStore, id: string): Promise<ExportedRegister> {
  await client.query('begin isolation level repeatable read, read only');
  try {
    const migrations = (await client.query<AppliedMigration>('select module, name, sha256 from kernel.migration order by module, name')).rows;
    const tables: KeptTable[] = [];
    for (const table of await listTables(client)) if (await hasRows(client, table)) tables.push(await exportTable(client, place, id, table));
    return { migrations, tables, sequences: await listSequences(client), unheard: await countUnheard(client) };
  } finally {
    await client.query('rollback');
  }
}

async function hasRows(client: ClientBase, { name }: Table): Promise<boolean> {
  return (await client.query<{ some: boolean }>(`select exists (select from ${name}) as some`)).rows[0]?.some === true;
}

async function exportTable(client: ClientBase, place: ObjectStore, id: string, { name, columns }: Table): Promise<KeptTable> {
  const key = `${BACKUPS}${id}/register/${name.replaceAll('"', '')}.copy.gz`;
  const rows = client.query(copyTo(`copy ${name} (${columns.join(', ')}) to stdout`));
  const counted = countLines();
  const packed = createGzip({ level: 3 });
  const [stored] = await Promise.all([place.put(key, packed), pipeline(rows, counted.stage, packed)]);
  return { table: name, columns, rows: counted.lines(), key, ...stored };
}

/** In COPY's text form a row is a line, whatever it holds. */
export function countLines(): { stage: Transform; lines: () => number } {
  let lines = 0;
  const stage = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
      done(null, chunk);
    },
  });
  return { stage, lines: () => lines };
}

async function countUnheard(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ n: string }>(`
    select count(distinct o.xid) as n from kernel.outbox o
    where exists (select from kernel.consumer c where (c.xid, c.id) < (o.xid, o.id))`);
  return Number(rows[0]?.n ?? 0);
}
