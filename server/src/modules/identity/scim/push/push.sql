-- name: note_scim_change :exec
-- For every target that knows the account or should: of its agency (none: of any) by post, role or origin. Citizens are told to nobody.
insert into identity.scim_push (target_id, account_id)
select t.id, a.id
from identity.scim_target t
cross join identity.account a
where ($target_id::bigint is null or t.id = $target_id::bigint) and ($account_id::uuid is null or a.id = $account_id::uuid) and ($person_id::uuid is null or a.person_id = $person_id::uuid)
  and a.kind = 'person' and (
    exists (select from identity.scim_push p where p.target_id = t.id and p.account_id = a.id)
    or (a.state <> 'closed' and a.user_name is not null and (
      (a.owner_agency_id is not null and coalesce(t.agency_id, a.owner_agency_id) = a.owner_agency_id)
      or exists (select from organisations.mandate_v1 m where m.person_id = a.person_id and coalesce(t.agency_id, m.agency_id) = m.agency_id)
      or exists (select from identity.role_grant_v1 g where g.account_id = a.id and (t.agency_id is null or t.agency_id = g.agency_id)))))
on conflict (target_id, account_id) do update set due_at = least(scim_push.due_at, now());

-- name: lease_due_pushes :many
-- Its own moment is the lease: whoever finds another one in the row knows that something changed meanwhile.
update identity.scim_push set due_at = date_trunc('milliseconds', now() + interval '5 minutes')
where (target_id, account_id) in (select p.target_id, p.account_id from identity.scim_push p where p.target_id = $target_id::bigint and p.due_at <= now() order by p.due_at limit $limit::int for update skip locked)
returning account_id as "account_id!", remote_id, sent_hash, attempts as "attempts!", due_at as "lease!";

-- name: find_account_to_push :maybe
select a.id as "id!", a.user_name, a.display_name as "display_name!", a.state as "state!", p.given_th, p.family_th, p.email,
  (a.owner_agency_id is not null and coalesce(t.agency_id, a.owner_agency_id) = a.owner_agency_id)
    or exists (select from organisations.mandate_v1 m where m.person_id = a.person_id and coalesce(t.agency_id, m.agency_id) = m.agency_id)
    or exists (select from identity.role_grant_v1 g where g.account_id = a.id and (t.agency_id is null or t.agency_id = g.agency_id)) as "within!"
from identity.account a
join identity.scim_target t on t.id = $target_id::bigint
left join organisations.person_v1 p on p.id = a.person_id
where a.id = $account_id::uuid;

-- name: note_told :exec
update identity.scim_push set remote_id = $remote_id::text, sent_hash = $sent_hash::text, told_at = now(), attempts = 0, last_error = null, due_at = nullif(due_at, $lease::timestamptz)
where target_id = $target_id::bigint and account_id = $account_id::uuid;

-- name: note_not_told :exec
-- Asked again after twice as long each time, up to an hour; at once when something changed meanwhile.
update identity.scim_push set remote_id = $remote_id::text, attempts = attempts + 1, last_error = $error::text,
  due_at = case when due_at = $lease::timestamptz then now() + least(power(2, attempts) * 10, 3600) * interval '1 second' else due_at end
where target_id = $target_id::bigint and account_id = $account_id::uuid;

-- name: give_back_pushes :exec
update identity.scim_push set due_at = now() where target_id = $target_id::bigint and account_id = any($account_ids::uuid[]) and due_at = $lease::timestamptz;
