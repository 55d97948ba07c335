-- name: probe :one
select 1 as "one!";
