-- Which agency stands for one that was merged, since when; the last of several mergers in a row comes last.
create view organisations.succession_v1 as
with recursive followed as (
  select c.agency_id, c.into_id as successor_id, c.taken_at
  from organisations.agency_change c where c.kind = 'merge' and c.taken_at is not null
  union all
  select f.agency_id, c.into_id, c.taken_at
  from followed f join organisations.agency_change c on c.agency_id = f.successor_id and c.kind = 'merge' and c.taken_at is not null
)
select f.agency_id, f.successor_id, f.taken_at from followed f;
