-- A web process keeps the numbers of search_doc in memory, column by column (docs/adr/0011). Each row says in which revision of the index it was written,
-- so that only what changed since is read again.
alter table catalog.search_doc add column revision bigint not null default 1;
create index search_doc_by_revision on catalog.search_doc (revision, doc_id);

-- Datasets that were taken out of the index.
create table catalog.search_gone (
  doc_id int not null,
  revision bigint not null,
  constraint search_gone_pk primary key (doc_id)
);
create index search_gone_by_revision on catalog.search_gone (revision);

-- Numbers of all datasets that were entered after a place, whoever asks: no words and nothing of who may see them. What is made of them goes through
-- the row-level policy of search_doc (list_visible_docs). A row without a field has, for each dataset, 4 bytes doc_id, 8 revision, 4 prior, 8 and 8 keys of its titles,
-- 8 changed_at, 8 created_at; a row with a field has 4 bytes doc_id and 4 the set of values.
create function catalog.search_numbers_beyond_reach(after_revision bigint, after_doc int, most int, fields smallint[])
returns table (field_id smallint, numbers bytea)
language plpgsql stable as $$
declare
  asker text := coalesce(current_setting('saphan.reach', true), '');
begin
  -- For this one statement; a failure takes it back with the transaction.
  perform set_config('saphan.reach', 'house', true);
  return query with due as materialized (
    select d.doc_id, d.revision, d.prior, d.title_th_key, d.title_en_key, d.created_at, d.changed_at, d.sets
    from catalog.search_doc d
    where (d.revision, d.doc_id) > (after_revision, after_doc)
    order by d.revision, d.doc_id
    limit most)
  select null::smallint, string_agg(int4send(due.doc_id) || int8send(due.revision) || float4send(due.prior) || int8send(due.title_th_key) || int8send(due.title_en_key) || timestamptz_send(due.changed_at) || timestamptz_send(due.created_at), ''::bytea)
  from due
  union all
  select f.id, (select string_agg(int4send(due.doc_id) || int4send(coalesce(due.sets[f.id], 0)), ''::bytea) from due)
  from unnest(fields) f (id);
  perform set_config('saphan.reach', asker, true);
end $$;

-- What is withdrawn is not found from the same moment on, whenever its words are read again.
create or replace function catalog.keep_search_scope() returns trigger language plpgsql as $$
declare
  found_by text := case
    when new.state = 'published' and new.audience = 'open' and new.level = 0 then 'open'
    when new.state = 'published' and new.audience <> 'internal' and new.level <= 1 then 'officers'
    else 'owner' end;
  now_at bigint;
begin
  update catalog.search_doc d set scope = found_by, agency_id = new.agency_id
  where d.doc_id = new.dataset_id and (d.scope <> found_by or d.agency_id <> new.agency_id);
  if found then
    update catalog.search_text x set scope = found_by, agency_id = new.agency_id where x.doc_id = new.dataset_id;
    -- One row for all: whoever has a number has waited for those who took the numbers before.
    update catalog.search_state set revision = revision + 1 returning revision into now_at;
    update catalog.search_doc d set revision = now_at where d.doc_id = new.dataset_id;
  end if;
  return null;
end $$;
