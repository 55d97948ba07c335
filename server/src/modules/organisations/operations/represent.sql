-- name: insert_representation :one
insert into organisations.representation (person_id, juristic_no, name_th, since, until, document_no)
values ($person_id::uuid, $juristic_no::text, $name_th::text, $since::date, $until::date, $document_no::text)
returning id as "id!";
