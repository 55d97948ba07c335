-- name: list_agencies_at :many
-- Agencies by the names of a day, as they were recorded by a moment; those that had ended say so.
select a.id as "id!", a.kind as "kind!", n.abbr_th as "abbr_th!", n.abbr_en as "abbr_en!", n.name_th as "name_th!", n.name_en as "name_en!", a.domain, e.ended_on, e.successor_id
from organisations.agency a
cross join lateral (
  select x.abbr_th, x.abbr_en, x.name_th, x.name_en
  from organisations.agency_name x
  where x.agency_id = a.id and (x.from_on is null or (x.from_on <= $day::date and x.recorded_at <= $at::timestamptz))
  order by x.from_on desc nulls last, x.id desc
  limit 1
) n
left join lateral (
  select c.effective_on as ended_on, c.into_id as successor_id
  from organisations.agency_change c
  where c.agency_id = a.id and c.kind in ('merge', 'end') and c.taken_at <= $at::timestamptz and c.effective_on <= $day::date
) e on true
where a.begins_on is null or a.begins_on <= $day::date
order by n.name_th collate "th-x-icu";

-- name: list_register :many
-- Agencies with what they were called before; a word is looked for in former names too.
select a.id as "id!", a.kind as "kind!", a.abbr_th as "abbr_th!", a.abbr_en as "abbr_en!", a.name_th as "name_th!", a.name_en as "name_en!", a.domain, a.begins_on, a.ended_on, a.successor_id,
  coalesce(f.names, '[]') as "former!"
from organisations.agency a
left join lateral (
  select jsonb_agg(jsonb_build_object('nameTh', x.name_th, 'nameEn', x.name_en, 'abbrTh', x.abbr_th, 'abbrEn', x.abbr_en, 'untilOn', x.until_on) order by x.until_on desc) as names
  from (
    select n.name_th, n.name_en, n.abbr_th, n.abbr_en, lead(n.from_on) over (order by n.from_on nulls first, n.id) - 1 as until_on
    from organisations.agency_name n where n.agency_id = a.id
  ) x
  where x.until_on is not null and (x.name_th, x.name_en, x.abbr_th, x.abbr_en) is distinct from (a.name_th, a.name_en, a.abbr_th, a.abbr_en)
) f on true
where ($ended::boolean or a.ended_on is null)
  and ($words::text is null or exists (
    select from organisations.agency_name n
    where n.agency_id = a.id and concat_ws(' ', n.name_th, n.name_en, n.abbr_th, n.abbr_en, a.id) ilike $words::text))
order by a.ended_on is not null, a.name_th collate "th-x-icu";

-- name: list_names :many
select n.from_on, n.name_th as "name_th!", n.name_en as "name_en!", n.abbr_th as "abbr_th!", n.abbr_en as "abbr_en!", n.change_id, n.recorded_at as "recorded_at!"
from organisations.agency_name n
where n.agency_id = $agency_id::text
order by n.from_on desc nulls last, n.id desc;

-- name: list_changes :many
-- What was decided about an agency, and about others that became part of it; newest first.
select c.id as "id!", c.agency_id as "agency_id!", c.kind as "kind!", c.effective_on as "effective_on!", c.into_id, c.names, c.datasets as "datasets!", c.reason as "reason!",
  c.document_no as "document_no!", c.document_on as "document_on!", c.actor as "actor!", c.recorded_at as "recorded_at!", c.taken_at, c.withdrawn_at, c.withdrawn_by, c.withdrawn_reason,
  a.name_th as "agency_th!", a.name_en as "agency_en!", i.name_th as into_th, i.name_en as into_en
from organisations.agency_change c
join organisations.agency a on a.id = c.agency_id
left join organisations.agency i on i.id = c.into_id
where ($id::bigint is null or c.id = $id::bigint) and ($agency_id::text is null or c.agency_id = $agency_id::text or c.into_id = $agency_id::text)
order by c.effective_on desc, c.id desc;

-- name: lock_agencies :many
-- One change of an agency at a time, in the order of ids so that two never wait for each other.
select a.id as "id!", a.name_th as "name_th!", a.name_en as "name_en!", a.abbr_th as "abbr_th!", a.abbr_en as "abbr_en!", a.ended_on, a.successor_id
from organisations.agency a
where a.id = any ($ids::text[])
order by a.id
for update;

-- name: insert_change :one
insert into organisations.agency_change (agency_id, kind, effective_on, into_id, names, datasets, reason, document_no, document_on, actor)
values ($agency_id::text, $kind::text, $effective_on::date, $into_id::text, $names::jsonb, $datasets::text[], $reason::text, $document_no::text, $document_on::date, $actor::text)
returning id as "id!";

-- name: is_abbr_taken :one
select exists (
  select from organisations.agency a
  where a.id <> $id::text and a.ended_on is null and (a.abbr_th = $abbr_th::text or a.abbr_en = $abbr_en::text)) as "taken!";

-- name: list_due_changes :many
select c.id as "id!"
from organisations.agency_change c
where c.taken_at is null and c.withdrawn_at is null and c.effective_on <= $today::date
order by c.effective_on, c.id;

-- name: take_change :maybe
-- Once, whoever comes first.
update organisations.agency_change c
set taken_at = now()
where c.id = $id::bigint and c.taken_at is null and c.withdrawn_at is null and c.effective_on <= $today::date
returning c.id as "id!", c.agency_id as "agency_id!", c.kind as "kind!", c.effective_on as "effective_on!", c.into_id, c.datasets as "datasets!", c.document_no as "document_no!", c.reason as "reason!", c.actor as "actor!";

-- name: insert_name :exec
insert into organisations.agency_name (agency_id, from_on, name_th, name_en, abbr_th, abbr_en, change_id)
select c.agency_id, c.effective_on, c.names ->> 'nameTh', c.names ->> 'nameEn', c.names ->> 'abbrTh', c.names ->> 'abbrEn', c.id
from organisations.agency_change c
where c.id = $change_id::bigint;

-- name: show_newest_name :exec
update organisations.agency a
set name_th = n.name_th, name_en = n.name_en, abbr_th = n.abbr_th, abbr_en = n.abbr_en
from (
  select x.name_th, x.name_en, x.abbr_th, x.abbr_en from organisations.agency_name x where x.agency_id = $id::text order by x.from_on desc nulls last, x.id desc limit 1
) n
where a.id = $id::text;

-- name: end_agency :exec
update organisations.agency set ended_on = $ended_on::date, successor_id = $successor_id::text where id = $id::text;

-- name: move_units :exec
-- Units go on under the successor; a code that it has already gets the former agency's id before it.
update organisations.unit u
set agency_id = $into_id::text,
  code = case when exists (select from organisations.unit o where o.agency_id = $into_id::text and o.code = u.code) then $from_id::text || '-' || u.code else u.code end
where u.agency_id = $from_id::text;

-- name: withdraw_change :maybe
update organisations.agency_change c
set withdrawn_at = now(), withdrawn_by = $by::text, withdrawn_reason = $reason::text
where c.id = $id::bigint and c.taken_at is null and c.withdrawn_at is null
returning c.agency_id as "agency_id!";

-- name: list_unit_holdings :many
select u.code as "code!", u.name_th as "th!", u.name_en as "en!", exists (select from organisations.unit o where o.agency_id = $into_id::text and o.code = u.code) as "clashes!"
from organisations.unit u
where u.agency_id = $agency_id::text
order by u.code;
