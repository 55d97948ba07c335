-- name: list_pairs_without_statement :many
-- Pairs that exchanged something between two moments, or handed in direct exchanges then, and have no statement of that day.
select p.consumer_system_id as "consumer_system_id!", p.provider_system_id as "provider_system_id!", c.path as "consumer!", s.path as "provider!"
from (
  select distinct e.consumer_system_id, e.provider_system_id from exchange.exchange e
  where e.at >= $from::timestamptz and e.at < $until::timestamptz and e.provider_system_id is not null
  union
  select x.consumer_system_id, x.provider_system_id from edge.direct_exchange_v1 x where x.recorded_at >= $from::timestamptz and x.recorded_at < $until::timestamptz
) p
join registry.system_v1 c on c.id = p.consumer_system_id
join registry.system_v1 s on s.id = p.provider_system_id
where not exists (
  select from exchange.daily_statement d
  where d.consumer_system_id = p.consumer_system_id and d.provider_system_id = p.provider_system_id and d.day = $day::date)
order by 1, 2;

-- name: list_exchanged :many
-- Ids of a pair's exchanges between two moments, in order, after one.
select e.id as "id!", e.error_origin is not null as "refused!", e.stream, e.seq
from exchange.exchange e
where e.at >= $from::timestamptz and e.at < $until::timestamptz and e.consumer_system_id = $consumer::bigint and e.provider_system_id = $provider::bigint and e.id > $after::uuid
order by e.id
limit $limit::int;

-- name: list_handed_in :many
-- Ids of a pair's direct exchanges whose evidence came between two moments, in order, after one; matched by then when both sides had handed it in.
select x.id as "id!", (x.consumer_handed_in_at < $until::timestamptz and x.provider_handed_in_at < $until::timestamptz) is true as "matched!"
from edge.direct_exchange_v1 x
where x.recorded_at >= $from::timestamptz and x.recorded_at < $until::timestamptz and x.consumer_system_id = $consumer::bigint and x.provider_system_id = $provider::bigint and x.id > $after::uuid
order by x.id
limit $limit::int;

-- name: insert_statement :maybe
insert into exchange.daily_statement (consumer_system_id, provider_system_id, day, text, sha256, exchanges, refused, missing, direct, unmatched, made_at)
values ($consumer::bigint, $provider::bigint, $day::date, $text::text, $sha256::text, $exchanges::bigint, $refused::bigint, $missing::bigint, $direct::bigint, $unmatched::bigint, $made_at::timestamptz)
on conflict on constraint one_statement_a_pair_and_day do nothing
returning id as "id!";

-- name: list_statements :many
-- Statements of agencies, the newest day first; null agencies are all.
select d.id as "id!", d.day as "day!", d.consumer_system_id as "consumer_system_id!", d.provider_system_id as "provider_system_id!", c.path as "consumer!", c.agency_id as "consumer_agency_id!", p.path as "provider!", p.agency_id as "provider_agency_id!", c.name_th as "consumer_th!", c.name_en as "consumer_en!",
  p.name_th as "provider_th!", p.name_en as "provider_en!", d.exchanges as "exchanges!", d.refused as "refused!", d.missing as "missing!", d.direct as "direct!", d.unmatched as "unmatched!", d.sha256 as "sha256!", d.text as "text!", d.made_at as "made_at!",
  x.agrees as consumer_agrees, x.remark as consumer_remark, x.actor as consumer_actor, x.said_at as consumer_said_at, x.kid as consumer_kid, x.number as consumer_number, x.counted as consumer_counted, x.root as consumer_root,
  y.agrees as provider_agrees, y.remark as provider_remark, y.actor as provider_actor, y.said_at as provider_said_at, y.kid as provider_kid, y.number as provider_number, y.counted as provider_counted, y.root as provider_root
from exchange.daily_statement d
join registry.system_v1 c on c.id = d.consumer_system_id
join registry.system_v1 p on p.id = d.provider_system_id
left join lateral (select w.agrees, w.remark, w.actor, w.said_at, w.kid, w.number, w.counted, w.root from exchange.statement_word w where w.statement_id = d.id and w.side = 'consumer' order by w.number desc limit 1) x on true
left join lateral (select w.agrees, w.remark, w.actor, w.said_at, w.kid, w.number, w.counted, w.root from exchange.statement_word w where w.statement_id = d.id and w.side = 'provider' order by w.number desc limit 1) y on true
where ($id::bigint is null or d.id = $id::bigint)
  and ($agencies::text[] is null or c.agency_id = any ($agencies::text[]) or p.agency_id = any ($agencies::text[]))
  and ($day::date is null or d.day = $day::date)
  and (not $open::boolean or x.agrees is distinct from true or y.agrees is distinct from true)
  and (not $disputed::boolean or x.agrees is false or y.agrees is false)
order by d.day desc, d.id desc
limit $limit::int;

-- name: insert_word :maybe
-- The next word of a side; nothing when somebody of the same side spoke meanwhile.
insert into exchange.statement_word (statement_id, side, number, agrees, remark, actor, kid, signature, said_at, counted, root)
select $statement_id::bigint, $side::text, coalesce(max(w.number), 0) + 1, $agrees::boolean, $remark::text, $actor::text, $kid::text, $signature::text, $said_at::timestamptz, $counted::bigint, $root::text
from exchange.statement_word w
where w.statement_id = $statement_id::bigint and w.side = $side::text
on conflict on constraint statement_word_pk do nothing
returning number as "number!";

-- name: find_signing_key :maybe
-- A key of a system that may sign at a moment.
select k.jwk as "jwk!", k.algorithm as "algorithm!"
from registry.system_key_v1 k
join registry.system_v1 s on s.id = k.system_id
where k.kid = $kid::text and s.path = $path::text and k.not_before <= $at::timestamptz and k.not_after > $at::timestamptz and (k.revoked_at is null or k.revoked_at > $at::timestamptz);
