-- name: list_people :many
-- People of some agencies (null: all) and those nobody has placed yet, newest first.
select p.id as "id!", p.given_th as "given_th!", p.family_th as "family_th!", p.given_en, p.family_en, p.email
from organisations.person p
where ($after::uuid is null or p.id < $after::uuid)
  and ($q::text is null or concat_ws(' ', p.given_th, p.family_th, p.given_en, p.family_en, p.email) ilike '%' || replace(replace(replace($q::text, '\', '\\'), '%', '\%'), '_', '\_') || '%')
  and ($agencies::text[] is null
    or not exists (select from organisations.appointment a where a.person_id = p.id)
    or exists (
      select from organisations.appointment a
      join organisations.post o on o.id = a.post_id
      join organisations.unit u on u.id = o.unit_id
      where a.person_id = p.id and u.agency_id = any($agencies::text[])))
order by p.id desc
limit $limit::int;

-- name: is_person_within :one
select not exists (select from organisations.appointment a where a.person_id = $id::uuid)
  or exists (
    select from organisations.appointment a
    join organisations.post o on o.id = a.post_id
    join organisations.unit u on u.id = o.unit_id
    where a.person_id = $id::uuid and u.agency_id = any($agencies::text[])) as "within!";

-- name: list_appointments_of_person :many
select a.id as "id!", a.post_id as "post_id!", a.person_id as "person_id!", a.kind as "kind!", a.since as "since!", a.until, a.document_no as "document_no!",
  a.document_on as "document_on!", a.successor_id, a.ended_at, a.ended_reason, u.agency_id as "agency_id!", u.id as "unit_id!", o.title_th as "title_th!", o.title_en as "title_en!",
  a.ended_at is null and (now() at time zone 'Asia/Bangkok')::date between a.since and coalesce(a.until, 'infinity') as "now!"
from organisations.appointment a
join organisations.post o on o.id = a.post_id
join organisations.unit u on u.id = o.unit_id
where a.person_id = $person_id::uuid
order by a.since desc, a.id desc;

-- name: list_delegations_to_person :many
select d.id as "id!", d.from_post_id as "from_post_id!", d.to_person_id as "to_person_id!", d.powers as "powers!", d.since as "since!", d.until as "until!",
  d.document_no as "document_no!", d.document_on as "document_on!", d.revoked_at, u.agency_id as "agency_id!", o.title_th as "title_th!", o.title_en as "title_en!",
  d.revoked_at is null and (now() at time zone 'Asia/Bangkok')::date between d.since and d.until as "now!"
from organisations.delegation d
join organisations.post o on o.id = d.from_post_id
join organisations.unit u on u.id = o.unit_id
where d.to_person_id = $person_id::uuid
order by d.since desc, d.id desc;
