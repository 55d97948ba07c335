-- name: list_scim_groups :many
-- Each role that accounts of a directory hold, by agency, as a group of them; the members only where they are asked for.
select r.value ->> 'value' || '@' || (r.value ->> 'type') as "id!", count(*)::int as "size!",
  case when $with_members::boolean then jsonb_agg(jsonb_build_object('value', u.id, 'display', u.display_name) order by u.id) end as members,
  max(u.modified) as "modified!"
from identity.scim_user u
cross join lateral jsonb_array_elements(u.roles) r
where u.source = $source::text and ($id::text is null or r.value ->> 'value' || '@' || (r.value ->> 'type') = $id::text)
group by 1
order by 1;
