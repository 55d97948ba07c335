-- name: find_dataset_facts :maybe
-- By short name, or by id when the name is a number: a short name begins with a letter. With what lets agencies use it, ended by date or not,
-- from the newest, in seconds since 1970 at Bangkok's midnights. Open data is internal until its record is published to everybody.
select d.id as "id!", d.slug as "slug!", d.agency_id as "agency_id!",
  greatest(d.level::int, case when exists (select from catalog.record_v1 r where r.dataset_id = d.id and r.state = 'published' and r.audience = 'open') then 0 else 1 end) as "level!",
  d.personal as "personal!",
  coalesce((
    select jsonb_agg(jsonb_build_object('id', a.id, 'agency', a.consumer_agency_id, 'purposes', a.purposes, 'columns', a.columns, 'rowFilter', a.row_filter, 'active', a.state = 'active',
      'since', extract(epoch from a.since::timestamp at time zone 'Asia/Bangkok')::bigint, 'until', extract(epoch from (a.until + 1)::timestamp at time zone 'Asia/Bangkok')::bigint) order by a.id desc)
    from access.agreement a
    where a.dataset_id = d.id and a.state <> 'ended'), '[]'::jsonb) as "agreements!"
from catalog.dataset_v1 d
where d.slug = $name::text or d.id = $id::bigint;

-- name: find_account_facts :maybe
select a.id as "id!",
  array(select x.agency_id from (
    select a.owner_agency_id as agency_id
    union select m.agency_id from organisations.mandate_v1 m where m.person_id = a.person_id
    union select g.agency_id from identity.role_grant_v1 g where g.account_id = a.id) x where x.agency_id is not null order by 1) as "agencies!",
  exists (select from identity.role_grant_v1 g where g.account_id = a.id and g.agency_id is null and g.role <> 'citizen') as "ministry!"
from identity.account_v1 a
where a.id::text = $id::text;

-- name: find_client_facts :maybe
select c.id as "id!", c.agency_id
from signon.client_v1 c
where c.id = $id::text;

-- name: look_as_the_house :one
-- Facts are what they are, whoever asks: only the answer depends on that. Ends with the transaction.
select set_config('saphan.reach', 'house', true) as "reach!";
