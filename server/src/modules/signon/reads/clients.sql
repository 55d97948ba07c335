-- name: find_client :maybe
select c.id as "id!", c.agency_id, c.name_th as "name_th!", c.name_en as "name_en!", c.state as "state!", c.home_url
from signon.client_v1 c
where c.id = $id::text;
