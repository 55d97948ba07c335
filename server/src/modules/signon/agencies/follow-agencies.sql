-- name: move_clients :exec
update signon.client c set agency_id = $into_id::text, changed_at = now() where c.agency_id = $from_id::text;

-- name: move_limit :exec
-- The successor joins services within its own limits; where it has none it takes over those of the former agency.
insert into signon.agency_limit (agency_id, max_clients, redirect_hosts, auth_methods, scopes)
select $into_id::text, l.max_clients, l.redirect_hosts, l.auth_methods, l.scopes from signon.agency_limit l where l.agency_id = $from_id::text
on conflict do nothing;

-- name: list_agency_clients :many
select c.name_th as "th!", c.name_en as "en!" from signon.client c where c.agency_id = $agency_id::text order by c.name_th;
