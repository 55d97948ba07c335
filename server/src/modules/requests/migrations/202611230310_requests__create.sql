-- Linkage requests: an agency that needs data of another asks for it here, and is answered here.
-- What was asked for and what was done are only added; where a request stands is read from them, from the calendar and from releases.

create table requests.request (
  id bigint generated always as identity constraint request_pk primary key,
  requester_id text not null,
  -- Where it came from, as a page of ours: a meeting's resolution, for instance.
  origin text,
  created_at timestamptz not null
);

create table requests.event (
  request_id bigint not null constraint event_is_of_a_request references requests.request,
  number int not null constraint event_number_is_positive check (number > 0),
  what text not null constraint event_is_known check (what in ('drafted', 'changed', 'sent', 'asked-back', 'replied', 'noted', 'answer-prepared', 'accepted', 'partly-accepted', 'refused', 'withdrawn')),
  agency_id text,
  actor text not null,
  account_id uuid,
  message text,
  -- The answer, prepared or given.
  answer jsonb,
  -- Which dataset an accepted request got, where it was asked for in words.
  dataset_id bigint,
  recorded_at timestamptz not null,
  constraint event_pk primary key (request_id, number),
  constraint answered_event_has_an_answer check ((answer is not null) = (what in ('answer-prepared', 'accepted', 'partly-accepted', 'refused'))),
  constraint conversation_says_something check (what not in ('asked-back', 'replied', 'noted', 'withdrawn') or message ~ '\S')
);
create index event_by_time on requests.event (recorded_at);

-- What is asked for, as one event said it; the newest holds.
create table requests.form (
  request_id bigint not null,
  number int not null,
  provider_id text,
  dataset_id bigint,
  dataset_words text,
  purpose text not null,
  legal_bases text[] not null,
  own_law text,
  -- As the contract had them: name, titles, whether personal.
  columns jsonb not null,
  field_words text,
  frequency text,
  wanted_on date,
  retention text,
  contact text,
  constraint form_pk primary key (request_id, number),
  constraint form_is_of_an_event foreign key (request_id, number) references requests.event
);
create index form_by_dataset on requests.form (dataset_id);

create trigger requests_never_change before update or delete on requests.request for each row execute function kernel.refuse_change();
create trigger events_never_change before update or delete on requests.event for each row execute function kernel.refuse_change();
create trigger forms_never_change before update or delete on requests.form for each row execute function kernel.refuse_change();

-- Every request at a moment, as known by then.
create function requests.requests_at(at timestamptz)
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
  select r.id, r.requester_id, f.provider_id, coalesce(a.dataset_id, f.dataset_id) as dataset_id, f.number as form_number, l.version, m.what as word, l.round, l.sent_at, l.changed_at,
    a.recorded_at as answered_at, (a.answer ->> 'fromOn')::date as from_on, a.what in ('accepted', 'partly-accepted') and m.what <> 'withdrawn' as granted
  from last l
  join requests.request r on r.id = l.request_id
  join requests.event m on m.request_id = l.request_id and m.number = l.moved
  join lateral (select x.* from requests.form x where x.request_id = l.request_id and x.number <= l.version order by x.number desc limit 1) f on true
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
