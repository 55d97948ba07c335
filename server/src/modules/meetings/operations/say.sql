-- name: insert_committee :one
insert into meetings.committee default values returning id as "id!";

-- name: lock_committee :maybe
-- One meeting is numbered after another.
select c.id as "id!" from meetings.committee c where c.id = $id::bigint for update;

-- name: insert_committee_version :maybe
-- Only on top of the version that was seen.
insert into meetings.committee_version (committee_id, version, name_th, name_en, began_on, ended_on, members, reason, actor, recorded_at)
select $committee_id::bigint, $seen::int + 1, $name_th::text, $name_en::text, $began_on::date, $ended_on::date, $members::jsonb, $reason::text, $actor::text, $now::timestamptz
where coalesce((select max(v.version) from meetings.committee_version v where v.committee_id = $committee_id::bigint), 0) = $seen::int
returning version as "version!";

-- name: find_last_committee_word :maybe
select v.version as "version!", v.actor as "actor!", v.recorded_at as "recorded_at!"
from meetings.committee_version v where v.committee_id = $id::bigint order by v.version desc limit 1;

-- name: insert_meeting :one
-- The next number of the committee's year; the committee is locked.
insert into meetings.meeting (committee_id, year, number, actor, recorded_at)
select $committee_id::bigint, $year::int, coalesce(max(m.number), 0) + 1, $actor::text, $now::timestamptz
from meetings.meeting m where m.committee_id = $committee_id::bigint and m.year = $year::int
returning id as "id!", number as "number!";

-- name: lock_meeting :maybe
-- A statement after this one sees what whoever held the lock before has said.
select m.id as "id!" from meetings.meeting m where m.id = $id::bigint for no key update;

-- name: insert_meeting_part :maybe
insert into meetings.meeting_part (meeting_id, part, version, content, reason, actor, recorded_at)
select $meeting_id::bigint, $part::text, $seen::int + 1, $content::jsonb, $reason::text, $actor::text, $now::timestamptz
where coalesce((select max(p.version) from meetings.meeting_part p where p.meeting_id = $meeting_id::bigint and p.part = $part::text), 0) = $seen::int
returning version as "version!";

-- name: insert_meeting_step :exec
insert into meetings.meeting_step (meeting_id, kind, note, minutes_version, adopted_at_meeting, actor, recorded_at)
values ($meeting_id::bigint, $kind::text, $note::text, $minutes_version::int, $adopted_at_meeting::bigint, $actor::text, $now::timestamptz);

-- name: insert_printing :one
insert into meetings.printing (meeting_id, part, format, as_of, figures_sha256, file_sha256, actor, recorded_at)
values ($meeting_id::bigint, $part::text, $format::text, $as_of::date, $figures_sha256::text, $file_sha256::text, $actor::text, $now::timestamptz)
returning id as "id!";
