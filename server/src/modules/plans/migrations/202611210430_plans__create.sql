-- Plans: when each dataset is due, and what the facts say of it at any moment. Nothing here is a state someone sets.
-- Time is kept twice: when a fact took effect and when it was recorded. A board as of day D reads only what was recorded
-- by the end of D, so a figure once printed stays the same whatever is recorded later.

-- The first due date recorded is the baseline and is never lost; every change says why.
create table plans.due_event (
  id bigint generated always as identity,
  dataset_id bigint not null,
  due_on date not null,
  reason text not null,
  actor text not null,
  effective_at timestamptz not null,
  recorded_at timestamptz not null,
  constraint due_event_pk primary key (id),
  constraint due_event_is_recorded_when_or_after_it_holds check (effective_at <= recorded_at),
  constraint due_event_has_a_reason check (length(trim(reason)) > 0)
);
create index due_event_by_dataset on plans.due_event (dataset_id, recorded_at, id);
create trigger due_events_never_change before update or delete on plans.due_event
  for each row execute function kernel.refuse_change();

-- What a contract promises of freshness, told by linkage when a version comes into force.
create table plans.promise_event (
  id bigint generated always as identity,
  dataset_id bigint not null,
  promise_hours int,
  max_data_age_days int,
  effective_at timestamptz not null,
  recorded_at timestamptz not null,
  constraint promise_event_pk primary key (id),
  constraint promise_is_positive check (promise_hours > 0 and max_data_age_days >= 0)
);
create index promise_event_by_dataset on plans.promise_event (dataset_id, recorded_at, id);

-- How the last run ended; a row only when that changes.
create table plans.health_event (
  id bigint generated always as identity,
  dataset_id bigint not null,
  health text not null,
  since timestamptz not null,
  recorded_at timestamptz not null,
  run_id bigint,
  code text,
  constraint health_event_pk primary key (id),
  constraint health_is_known check (health in ('ok', 'failing', 'held', 'rejected'))
);
create index health_event_by_dataset on plans.health_event (dataset_id, recorded_at, id);

-- The first time a source was seen for a dataset: before it, an overdue dataset is stuck at "no source".
create table plans.source_fact (
  dataset_id bigint not null,
  recorded_at timestamptz not null,
  constraint source_fact_pk primary key (dataset_id)
);

-- The standing of a dataset: every fact that decides its state, one row per change, in the order recorded.
-- A daily run that only confirms what is known would be a row a day; it moves `confirmed_at` of the last row instead, and only
-- while the promise still holds. At every moment before the confirmation the state was already "fresh", and it still is,
-- so moving it changes no past figure. (Test: "a past board never changes when later facts arrive".)
create table plans.standing (
  dataset_id bigint not null,
  recorded_at timestamptz not null,
  due_on date,
  linked boolean not null,
  release_number int,
  health text not null,
  step text not null,
  promise_hours int,
  max_data_age_days int,
  confirmed_at timestamptz,
  data_as_of date,
  -- Last moment at which promise and data age are kept; null while not linked, infinity without a promise.
  fresh_until timestamptz,
  constraint standing_pk primary key (dataset_id, recorded_at)
    include (due_on, linked, health, step, fresh_until),
  constraint standing_step_is_known check (step in ('no-source', 'contract', 'run', 'held', 'rejected', 'done'))
);

-- The one definition of a dataset's state at a moment. Linked is filled, not linked is hollow; among the linked, what needs
-- someone to act comes before what is merely old.
create function plans.state_of(linked boolean, health text, fresh_until timestamptz, due_on date, at timestamptz)
returns text language sql immutable parallel safe as $$
  select case
    when linked then case
      when health in ('failing', 'rejected') then 'failing'
      when health = 'held' then 'held'
      when fresh_until < at then 'stale'
      else 'fresh' end
    when due_on < (at at time zone 'Asia/Bangkok')::date then 'overdue'
    else 'planned' end
$$;

-- The last instant of a day in Bangkok.
create function plans.end_of(day date)
returns timestamptz language sql immutable parallel safe as $$
  select ((day + 1)::timestamp at time zone 'Asia/Bangkok') - interval '1 millisecond'
$$;

-- One letter per state; an overdue dataset's letter also says where it is stuck.
create function plans.mark_of(state text, step text)
returns text language sql immutable parallel safe as $$
  select case state
    when 'fresh' then 'f' when 'stale' then 's' when 'failing' then 'x' when 'held' then 'h' when 'planned' then 'p'
    else case step when 'contract' then 'C' when 'run' then 'R' when 'held' then 'H' when 'rejected' then 'J' else 'N' end
  end
$$;

-- All datasets of the catalogue at one moment, as recorded by then, in the order of their due dates.
create function plans.picture_at(at timestamptz)
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
    left join lateral (
      select x.due_on, x.linked, x.health, x.step, x.fresh_until
      from plans.standing x
      where x.dataset_id = d.id and x.recorded_at <= at
      order by x.recorded_at desc
      limit 1
    ) s on true
    where d.created_at <= at and (d.archived_at is null or d.archived_at > at)
  ) p
$$;

-- The picture at the end of a day that is over. It can never change again, so it is taken once; a board of that day reads one row
-- instead of looking up every dataset. Rebuildable from the standings, and equal to them (test).
create table plans.closed_day (
  day date not null,
  dataset_ids bigint[] not null,
  due_on date[] not null,
  marks text not null,
  datasets int not null,
  linked int not null,
  fresh int not null,
  stale int not null,
  failing int not null,
  held int not null,
  overdue int not null,
  planned int not null,
  constraint closed_day_pk primary key (day)
);

-- The latest standing of each dataset and its state now.
create view plans.dataset_state_v1 as
select d.id as dataset_id, s.due_on, s.step, s.promise_hours, s.confirmed_at, s.fresh_until,
  plans.state_of(coalesce(s.linked, false), coalesce(s.health, 'ok'), s.fresh_until, s.due_on, now()) as state
from catalog.dataset_v1 d
left join lateral (
  select * from plans.standing x where x.dataset_id = d.id order by x.recorded_at desc limit 1
) s on true
where d.archived_at is null;
