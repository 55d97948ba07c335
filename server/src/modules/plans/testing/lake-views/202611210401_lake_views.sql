-- The views of `lake` that plans reads, over the barest table: plans is tested against the facts, not against the engine.
create table lake.release (
  dataset_id bigint, number int, published_at timestamptz not null, row_count bigint not null default 1, data_as_of date, withdrawn_at timestamptz, run_id bigint,
  primary key (dataset_id, number)
);
create view lake.release_v1 as
select r.dataset_id, r.number, r.published_at, r.row_count, r.data_as_of, r.withdrawn_at from lake.release r;
create view lake.current_release_v1 as
select distinct on (r.dataset_id) r.dataset_id, r.number, r.published_at, r.row_count, r.data_as_of, r.run_id
from lake.release r where r.withdrawn_at is null order by r.dataset_id, r.number desc;
