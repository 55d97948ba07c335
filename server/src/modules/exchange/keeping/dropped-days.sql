-- name: list_days_over :many
-- Days before another of which exchanges are there, but for those with a use of a person's data that was shown too lately.
select d.day::date as "day!" from exchange.days_before($before::date) d (day)
where not exists (select from exchange.subject_use u where u.at >= d.day::timestamp at time zone 'UTC' and u.at < (d.day + 1)::timestamp at time zone 'UTC' and u.visible_from > $shown_before::timestamptz)
order by d.day;

-- name: drop_day :one
select d.exchanges as "exchanges!", d.subject_uses as "subject_uses!" from exchange.drop_day($day::date) d;

-- name: insert_dropped_day :exec
insert into exchange.dropped_day (day, exchanges, subject_uses, kept_days, dropped_at, dropped_by)
values ($day::date, $exchanges::bigint, $subject_uses::bigint, $kept_days::int, $at::timestamptz, $by::text);

-- name: drop_empty_years :one
select exchange.drop_empty_years($before_year::int) as "dropped!";

-- name: find_dropped_day :maybe
-- Whether the moment within an id lies in a day that was deleted.
select d.day as "day!", d.dropped_at as "dropped_at!" from exchange.dropped_day d where d.day = (uuid_extract_timestamp($id::uuid) at time zone 'UTC')::date;
