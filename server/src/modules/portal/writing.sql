-- name: count_writing :one
-- Counts of former hours go at the first writing of a new one.
with gone as (delete from portal.writing_hour w where w.hour < date_trunc('hour', now())),
counted as (
  insert into portal.writing_hour (hour, key, count) values (date_trunc('hour', now()), $key::text, 1)
  on conflict on constraint writing_hour_pk do update set count = portal.writing_hour.count + 1
  returning count)
select c.count as "count!", ceil(extract(epoch from date_trunc('hour', now()) + interval '1 hour' - now()))::int as "seconds_left!" from counted c;
