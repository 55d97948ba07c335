-- Facts of `bench board`: datasets, their plan, and what three years of daily runs leave behind in plans.standing (a row per change, the
-- promise moved on by each confirming run). Every one of the daily runs is looked at; its outcome is a hash of dataset and day.
-- Parameters are replaced by the program: :datasets, :days.

insert into catalog.dataset (slug, agency_id, title_th, title_en, created_at, created_by)
select 'bench-' || i, (select array_agg(a.id order by a.id) from organisations.agency_v1 a)[1 + i % 22],
  'ทะเบียนเกษตรกรผู้ปลูกพืช ชุดที่ ' || i, 'Register of crop growers, part ' || i,
  ((current_date - :days)::timestamp at time zone 'Asia/Bangkok') + (i % 60) * interval '1 minute', 'bench'
from generate_series(1, :datasets) i;

-- The plan: due dates over the whole span, one in five moved once; one in twenty is never linked.
create temporary table plan as
select d.id, d.created_at,
  (current_date - :days + 20 + (hashint8(d.id) & 2047) % (:days + 150))::date as first_due_on,
  case when d.id % 5 = 0 then (current_date - :days + 80 + (hashint8(d.id) & 2047) % (:days + 150))::date end as moved_due_on,
  case when d.id % 20 <> 7 then greatest(2, 20 + (hashint8(d.id) & 2047) % (:days + 150) - 30 + (d.id % 70)::int) end as linked_day
from catalog.dataset d;

insert into plans.due_event (dataset_id, due_on, reason, actor, effective_at, recorded_at)
select p.id, p.first_due_on, 'baseline', 'bench', p.created_at, p.created_at from plan p
union all
select p.id, p.moved_due_on, 'moved', 'bench', p.created_at + interval '2 hours', p.created_at + interval '2 hours' from plan p where p.moved_due_on is not null;

insert into plans.standing (dataset_id, recorded_at, due_on, linked, health, step)
select p.id, p.created_at, p.first_due_on, false, 'ok', 'no-source' from plan p
union all
select p.id, p.created_at + interval '2 hours', p.moved_due_on, false, 'ok', 'no-source' from plan p where p.moved_due_on is not null;

-- Of a thousand daily runs about ten fail, six are held, fourteen do not come at all.
create temporary table turn as
select r.id, r.day, r.outcome
from (
  select p.id, g.day, p.linked_day,
    case when h.now < 10 then 'failing' when h.now < 16 then 'held' when h.now < 30 then 'absent' else 'ok' end as outcome,
    case when h.before < 10 then 'failing' when h.before < 16 then 'held' when h.before < 30 then 'absent' else 'ok' end as outcome_before
  from plan p
  cross join lateral generate_series(p.linked_day, :days) as g (day)
  cross join lateral (select hashint8(p.id * 4096 + g.day) & 1023 as now, hashint8(p.id * 4096 + g.day - 1) & 1023 as before) h
) r
where r.day = r.linked_day or r.outcome <> r.outcome_before;

insert into plans.standing (dataset_id, recorded_at, due_on, linked, release_number, health, step, promise_hours, confirmed_at, fresh_until)
select t.id, p.created_at + t.day * interval '1 day' + interval '3 hours', coalesce(p.moved_due_on, p.first_due_on), true, t.day,
  case t.outcome when 'absent' then 'ok' else t.outcome end, 'done', 26,
  p.created_at + t.last_day * interval '1 day' + interval '3 hours',
  p.created_at + t.last_day * interval '1 day' + interval '29 hours'
from (select t.*, coalesce(lead(t.day) over (partition by t.id order by t.day), :days + 1) - 1 as last_day from turn t) t
join plan p on p.id = t.id
where t.outcome <> 'absent' and p.created_at + t.day * interval '1 day' + interval '3 hours' <= now();
