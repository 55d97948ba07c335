-- name: insert_post :one
insert into organisations.post (unit_id, title_th, title_en, responsible, roles, since)
values ($unit_id::bigint, $title_th::text, $title_en::text, $responsible::boolean, $roles::text[], coalesce($since::date, (now() at time zone 'Asia/Bangkok')::date))
returning id as "id!";
