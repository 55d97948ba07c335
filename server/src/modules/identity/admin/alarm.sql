-- name: list_alarms_of_all :many
select l.id as "id!", l.at as "at!", l.account_id as "account_id!", a.display_name as "display_name!", l.kind as "kind!", l.detail as "detail!", l.seen_at
from identity.alarm l
join identity.account a on a.id = l.account_id
where $before::bigint is null or l.id < $before::bigint
order by l.id desc
limit $limit::int;
