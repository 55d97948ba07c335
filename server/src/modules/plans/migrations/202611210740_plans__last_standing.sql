-- The board of today asks 5,000 datasets for their last standing; finding each in the history took 30 ms. The last one of each dataset
-- now lies beside the history as a copy. A moment before it is still answered from the history, so both say the same of every moment.

create table plans.last_standing (
  like plans.standing,
  constraint last_standing_pk primary key (dataset_id)
) with (fillfactor = 70);

-- Whoever writes the history writes the copy, in the same transaction.
create function plans.keep_last_standing()
returns trigger language plpgsql as $$
begin
  insert into plans.last_standing as l
  select distinct on (w.dataset_id) w.* from written w order by w.dataset_id, w.recorded_at desc
  on conflict (dataset_id) do update
  set recorded_at = excluded.recorded_at, due_on = excluded.due_on, linked = excluded.linked, release_number = excluded.release_number,
    health = excluded.health, step = excluded.step, promise_hours = excluded.promise_hours, max_data_age_days = excluded.max_data_age_days,
    confirmed_at = excluded.confirmed_at, data_as_of = excluded.data_as_of, fresh_until = excluded.fresh_until
  where excluded.recorded_at >= l.recorded_at;
  return null;
end
$$;
create trigger last_standing_follows_inserts after insert on plans.standing
  referencing new table as written for each statement execute function plans.keep_last_standing();
create trigger last_standing_follows_updates after update on plans.standing
  referencing new table as written for each statement execute function plans.keep_last_standing();

-- What was deleted is not guessed at: the copy is taken anew.
create function plans.retake_last_standings()
returns trigger language plpgsql as $$
begin
  delete from plans.last_standing;
  insert into plans.last_standing select distinct on (s.dataset_id) s.* from plans.standing s order by s.dataset_id, s.recorded_at desc;
  return null;
end
$$;
create trigger last_standing_follows_deletes after delete on plans.standing
  for each statement execute function plans.retake_last_standings();
create trigger last_standing_follows_truncates after truncate on plans.standing
  for each statement execute function plans.retake_last_standings();

insert into plans.last_standing select distinct on (s.dataset_id) s.* from plans.standing s order by s.dataset_id, s.recorded_at desc;

-- The standing of every dataset at a moment, as recorded by then.
create function plans.standings_at(at timestamptz)
returns table (dataset_id bigint, due_on date, linked boolean, health text, step text, fresh_until timestamptz)
language sql stable as $$
  select l.dataset_id, l.due_on, l.linked, l.health, l.step, l.fresh_until
  from plans.last_standing l
  where l.recorded_at <= at
  union all
  select l.dataset_id, s.due_on, s.linked, s.health, s.step, s.fresh_until
  from plans.last_standing l
  cross join lateral (
    select x.due_on, x.linked, x.health, x.step, x.fresh_until
    from plans.standing x
    where x.dataset_id = l.dataset_id and x.recorded_at <= at
    order by x.recorded_at desc
    limit 1
  ) s
  where l.recorded_at > at
$$;

create or replace function plans.picture_at(at timestamptz)
returns table (
  dataset_ids bigint[], due_on date[], marks text, datasets int, linked int, fresh int, stale int, failing int, held int, overdue int, planned int
) language sql stable as $$
  select
    coalesce(array_agg(p.id order by p.due_on nulls last, p.id), '{}'),
    coalesce(array_agg(p.due_on order by p.due_on nulls last, p.id), '{}'),
    coalesce(string_agg(plans.mark_of(p.state, p.step), '' order by p.due_on nulls last, p.id), ''),
    count(*)::int,
    (count(*) filter (where p.linked))::int,
    (count(*) filter (where p.state = 'fresh'))::int,
    (count(*) filter (where p.state = 'stale'))::int,
    (count(*) filter (where p.state = 'failing'))::int,
    (count(*) filter (where p.state = 'held'))::int,
    (count(*) filter (where p.state = 'overdue'))::int,
    (count(*) filter (where p.state = 'planned'))::int
  from (
    select d.id, s.due_on, s.step, s.linked, plans.state_of(coalesce(s.linked, false), s.health, s.fresh_until, s.due_on, at) as state
    from catalog.dataset_v1 d
    left join plans.standings_at(at) s on s.dataset_id = d.id
    where d.created_at <= at and (d.archived_at is null or d.archived_at > at)
  ) p
$$;

-- The latest standing of each dataset and its state now.
create or replace view plans.dataset_state_v1 as
select d.id as dataset_id, s.due_on, s.step, s.promise_hours, s.confirmed_at, s.fresh_until,
  plans.state_of(coalesce(s.linked, false), coalesce(s.health, 'ok'), s.fresh_until, s.due_on, now()) as state
from catalog.dataset_v1 d
left join plans.last_standing s on s.dataset_id = d.id
where d.archived_at is null;
