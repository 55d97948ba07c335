-- name: insert_agency :maybe
insert into organisations.agency (id, kind, abbr_th, abbr_en, name_th, name_en, domain)
values ($id::text, $kind::text, $abbr_th::text, $abbr_en::text, $name_th::text, $name_en::text, $domain::text)
on conflict do nothing
returning id as "id!";

-- name: rename_agency :maybe
update organisations.agency
set name_th = coalesce($name_th::text, name_th), name_en = coalesce($name_en::text, name_en)
where id = $id::text
returning id as "id!";
