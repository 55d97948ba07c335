-- name: insert_person :one
insert into organisations.person (given_th, family_th, given_en, family_en, email, phone, created_by)
values ($given_th::text, $family_th::text, $given_en::text, $family_en::text, $email::text, $phone::text, $created_by::text)
returning id as "id!";
