import type { ClientBase } from 'pg';
import { moduleNames } from '../module-folders.ts';

export interface Table { readonly name: string; readonly columns: readonly string[]; readonly forced: boolean }
export interface Reference { readonly table: string; readonly name: string; readonly definition: string }

const schemas = ['kernel', ...moduleNames];

/** Tables of the register with the columns that hold facts of their own; what PostgreSQL computes is left out. Names are quoted. */
export async function listTables(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select format('%I.%I', n.nspname, c.relname) as name, c.relforcerowsecurity as forced,
      coalesce(array_agg(quote_ident(a.attname) order by a.attnum) filter (where a.attname is not null), '{}') as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where n.nspname = any($1::text[]) and c.relkind = 'r'
    group by n.nspname, c.relname, c.relforcerowsecurity
    order by 1`, [schemas]);
  return rows;
}

/** Foreign keys, as statements can make them again. */
export async function listReferences(client: ClientBase): Promise<Reference[]> {
  const { rows } = await client.query<Reference>(`
    select format('%I.%I', n.nspname, c.relname) as table, quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any($1::text[]) and k.contype = 'f'
    order by 1, 2`, [schemas]);
  return rows;
}

/** Where each sequence stands that has given a number. */
export async function listSequences(client: ClientBase): Promise<{ sequence: string; value: string }[]> {
  const { rows } = await client.query<{ sequence: string; value: string }>(`
    select format('%I.%I', s.schemaname, s.sequencename) as sequence, s.last_value::text as value
    from pg_sequences s
    where s.schemaname = any($1::text[]) and s.last_value is not null
    order by 1`, [schemas]);
  return rows;
}
