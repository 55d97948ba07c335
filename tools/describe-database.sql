-- name: list_relations :many
-- Tables and views of the given schemas with their columns as Markdown rows and their constraints, indexes and triggers as sentences.
with relation as (
  select c.oid, n.nspname, c.relname, c.relkind
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = any ($schemas::text[]) and c.relkind in ('r', 'p', 'v', 'm')
),
column_row as (
  select a.attrelid, a.attnum,
    format('| %s | %s | %s | %s |', a.attname, format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull then '' when r.relkind in ('v', 'm') then '' else 'null' end,
      case when a.attidentity <> '' then 'identity' else coalesce(replace(pg_get_expr(d.adbin, d.adrelid), '|', '\|'), '') end) as text
  from pg_attribute a
  join relation r on r.oid = a.attrelid
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attnum > 0 and not a.attisdropped
),
fact as (
  select k.conrelid as oid, 1 as part, k.conname as name, format('`%s` %s', k.conname, pg_get_constraintdef(k.oid)) as text
  from pg_constraint k
  where k.conrelid in (select r.oid from relation r) and k.contype <> 'n'
  union all
  select i.indrelid, 2, x.relname, format('`%s` %s', x.relname, regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE (UNIQUE )?INDEX \S+ ON \S+ ', '\1index '))
  from pg_index i
  join pg_class x on x.oid = i.indexrelid
  where i.indrelid in (select r.oid from relation r)
    and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
  union all
  select t.tgrelid, 3, t.tgname, format('`%s` %s', t.tgname, regexp_replace(pg_get_triggerdef(t.oid), '^CREATE TRIGGER \S+ ', 'trigger '))
  from pg_trigger t
  where t.tgrelid in (select r.oid from relation r) and not t.tgisinternal
)
select r.nspname as schema, r.relname as name, r.relkind as kind,
  coalesce((select array_agg(c.text order by c.attnum) from column_row c where c.attrelid = r.oid), '{}') as columns,
  coalesce((select array_agg(f.text order by f.part, f.name collate "C") from fact f where f.oid = r.oid), '{}') as facts
from relation r
order by r.nspname collate "C", r.relkind, r.relname collate "C";
