-- name: read_instance :one
select i.id as "id!"
from identity.instance i;
