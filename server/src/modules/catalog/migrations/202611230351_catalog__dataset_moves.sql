-- A dataset goes to another agency when its agency is merged or split. The row says from whom to whom, so that a past day still counts the agency of that day.
create table catalog.dataset_move (
  id bigint generated always as identity constraint dataset_move_pk primary key,
  dataset_id bigint not null constraint dataset_move_dataset_exists references catalog.dataset (id) on delete cascade,
  from_agency_id text not null,
  to_agency_id text not null,
  recorded_at timestamptz not null default now()
);
create index dataset_move_by_time on catalog.dataset_move (recorded_at, dataset_id);
create function catalog.note_dataset_move() returns trigger language plpgsql as $$
begin
  insert into catalog.dataset_move (dataset_id, from_agency_id, to_agency_id) values (new.id, old.agency_id, new.agency_id);
  return null;
end $$;
create trigger dataset_move_is_noted after update of agency_id on catalog.dataset
  for each row when (old.agency_id is distinct from new.agency_id) execute function catalog.note_dataset_move();

create view catalog.dataset_move_v1 as
select m.id, m.dataset_id, m.from_agency_id, m.to_agency_id, m.recorded_at from catalog.dataset_move m;
