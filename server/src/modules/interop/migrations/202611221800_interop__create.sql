-- Datasets whose current release says where its rows are: the collections of OGC API Features. Written from the release, never by people.
create table interop.collection (
  dataset_id bigint not null,
  release_id bigint not null,
  -- `{kind: points, latitude, longitude}`, `{kind: places, column}`, or null: this release lies nowhere.
  geometry jsonb,
  time_column text,
  bbox float8[],
  constraint collection_pk primary key (dataset_id),
  constraint collection_bbox_has_four_sides check (bbox is null or cardinality(bbox) = 4)
);

-- Seen with the record of the dataset, by nobody else.
alter table interop.collection enable row level security;
alter table interop.collection force row level security;
create policy collection_read on interop.collection for select using (exists (select from catalog.record_v1 r where r.dataset_id = collection.dataset_id));
create policy collection_write on interop.collection for all using ((select current_setting('saphan.reach', true) = 'house'));
