-- name: list_due_links :many
-- Never asked, changed since, or due again; of archived records none.
select s.id::text as "id!", s.dataset_id as "dataset_id!", s.url as "url!", s.format as "format!", case when c.url = s.url then c.failures else 0 end as "failures!"
from catalog.resource s
join catalog.record r on r.dataset_id = s.dataset_id and r.state <> 'archived'
left join catalog.link_check c on c.resource_id = s.id
where s.kind = 'link' and (c.resource_id is null or c.url <> s.url or c.next_at <= now())
order by c.next_at nulls first, s.id
limit $limit::int;

-- name: keep_link_checks :exec
insert into catalog.link_check (resource_id, dataset_id, url, ok, status, problem, failures, checked_at, next_at)
select n.id, n.dataset_id, n.url, n.problem is null, n.status, n.problem, n.failures, now(), now() + n.wait_s * interval '1 second'
from jsonb_to_recordset($rows::jsonb) n (id uuid, dataset_id bigint, url text, status int, problem text, failures int, wait_s float8)
join catalog.resource s on s.id = n.id
on conflict (resource_id) do update
set dataset_id = excluded.dataset_id, url = excluded.url, ok = excluded.ok, status = excluded.status, problem = excluded.problem, failures = excluded.failures, checked_at = excluded.checked_at, next_at = excluded.next_at;
