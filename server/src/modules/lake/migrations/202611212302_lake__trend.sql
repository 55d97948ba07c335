-- Figures of every release, small enough to be read for two years of days at once: a profile with its most frequent values is a hundred times larger.
-- Per column: share of empty cells, different values, least, greatest, mean.
create table lake.trend (
  dataset_id bigint not null,
  number int not null,
  published_at timestamptz not null,
  row_count bigint not null,
  added bigint not null,
  removed bigint not null,
  changed bigint not null,
  data_as_of date,
  columns jsonb not null,
  constraint trend_pk primary key (dataset_id, number)
);

create function lake.trend_columns(profile jsonb) returns jsonb language sql immutable parallel safe as $$
  select coalesce(jsonb_object_agg(p ->> 'column', jsonb_build_array(round((p ->> 'nullShare')::numeric, 6), p -> 'distinct', left(p ->> 'min', 40), left(p ->> 'max', 40), p -> 'mean')), '{}')
  from jsonb_array_elements(profile) p
$$;

-- A release is never changed, so neither are its figures.
create function lake.keep_trend() returns trigger language plpgsql as $$
begin
  insert into lake.trend (dataset_id, number, published_at, row_count, added, removed, changed, data_as_of, columns)
  values (new.dataset_id, new.number, new.published_at, new.row_count, coalesce((new.diff ->> 'added')::bigint, 0), coalesce((new.diff ->> 'removed')::bigint, 0), coalesce((new.diff ->> 'changed')::bigint, 0),
    new.data_as_of, lake.trend_columns(new.profile));
  return null;
end $$;
create trigger release_leaves_its_figures after insert on lake.release for each row execute function lake.keep_trend();

insert into lake.trend (dataset_id, number, published_at, row_count, added, removed, changed, data_as_of, columns)
select r.dataset_id, r.number, r.published_at, r.row_count, coalesce((r.diff ->> 'added')::bigint, 0), coalesce((r.diff ->> 'removed')::bigint, 0), coalesce((r.diff ->> 'changed')::bigint, 0),
  r.data_as_of, lake.trend_columns(r.profile)
from lake.release r;

create view lake.trend_v1 as
select t.dataset_id, t.number, t.published_at, t.row_count, t.added, t.removed, t.changed, t.data_as_of, t.columns, r.run_id, r.withdrawn_at is not null as withdrawn
from lake.trend t
join lake.release r on r.dataset_id = t.dataset_id and r.number = t.number;
