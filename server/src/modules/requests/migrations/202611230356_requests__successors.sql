-- An agency that became part of another: its requests, and those that wait for its answer, are its successor's from the moment of the merger on.
create or replace function requests.requests_at(at timestamptz)
returns table (
  id bigint, requester_id text, provider_id text, dataset_id bigint, form_number int, version int, word text, state text, round int, sent_at timestamptz, answered_at timestamptz,
  due_on date, from_on date, fulfilled_at timestamptz, changed_at timestamptz
) language sql stable as $$
with last as (
  select e.request_id, max(e.number) as version, max(e.recorded_at) as changed_at,
    max(e.number) filter (where e.what not in ('changed', 'noted', 'answer-prepared')) as moved,
    count(*) filter (where e.what in ('sent', 'replied'))::int as round,
    min(e.recorded_at) filter (where e.what = 'sent') as sent_at
  from requests.event e where e.recorded_at <= at group by e.request_id
), known as (
  select r.id, coalesce(q.successor_id, r.requester_id) as requester_id, coalesce(p.successor_id, f.provider_id) as provider_id, coalesce(a.dataset_id, f.dataset_id) as dataset_id, f.number as form_number, l.version, m.what as word, l.round, l.sent_at, l.changed_at,
    a.recorded_at as answered_at, (a.answer ->> 'fromOn')::date as from_on, a.what in ('accepted', 'partly-accepted') and m.what <> 'withdrawn' as granted
  from last l
  join requests.request r on r.id = l.request_id
  join requests.event m on m.request_id = l.request_id and m.number = l.moved
  join lateral (select x.* from requests.form x where x.request_id = l.request_id and x.number <= l.version order by x.number desc limit 1) f on true
  left join lateral (select s.successor_id from organisations.succession_v1 s where s.agency_id = r.requester_id and s.taken_at <= at order by s.taken_at desc limit 1) q on true
  left join lateral (select s.successor_id from organisations.succession_v1 s where s.agency_id = f.provider_id and s.taken_at <= at order by s.taken_at desc limit 1) p on true
  left join lateral (
    select x.* from requests.event x where x.request_id = l.request_id and x.number <= l.version and x.what in ('accepted', 'partly-accepted', 'refused') order by x.number desc limit 1
  ) a on true
), dated as (
  select k.*,
    (select coalesce((select v.was_on from calendar.deadline_move_v1 v where v.deadline_id = d.id and v.at > requests_at.at order by v.change_id limit 1), d.due_on)
     from calendar.deadline_v1 d where d.room = 'requests' and d.reference = 'request:' || k.id || ':' || k.round) as due_on,
    case when k.granted then (
      select greatest(k.answered_at, p.moved_at)
      from (select x.release_id, x.moved_at from lake.pointer_event_v1 x where x.dataset_id = k.dataset_id and x.moved_at <= requests_at.at order by x.moved_at desc, x.id desc limit 1) c
      cross join lateral (
        -- The first release since the dataset was last without one.
        select x.moved_at from lake.pointer_event_v1 x
        where x.dataset_id = k.dataset_id and x.moved_at <= requests_at.at and x.release_id is not null
          and x.moved_at > coalesce((select max(g.moved_at) from lake.pointer_event_v1 g where g.dataset_id = k.dataset_id and g.moved_at <= requests_at.at and g.release_id is null), '-infinity')
        order by x.moved_at, x.id limit 1
      ) p
      where c.release_id is not null
    ) end as fulfilled_at
  from known k
)
select d.id, d.requester_id, d.provider_id, d.dataset_id, d.form_number, d.version, d.word,
  case
    when d.word = 'drafted' then 'draft'
    when d.word in ('sent', 'replied') then case when d.due_on < (requests_at.at at time zone 'Asia/Bangkok')::date then 'overdue' else 'sent' end
    when d.word in ('accepted', 'partly-accepted') and d.fulfilled_at is not null then 'fulfilled'
    else d.word
  end,
  d.round, d.sent_at, d.answered_at, d.due_on, d.from_on, d.fulfilled_at, d.changed_at
from dated d
$$;
