-- name: insert_agency :maybe
insert into organisations.agency (id, kind, abbr_th, abbr_en, name_th, name_en, domain, begins_on)
values ($id::text, $kind::text, $abbr_th::text, $abbr_en::text, $name_th::text, $name_en::text, $domain::text, $begins_on::date)
on conflict do nothing
returning id as "id!";
