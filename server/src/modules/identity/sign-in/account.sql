-- name: find_for_password :maybe prepared
select a.id as "id!", p.hash
from identity.account a left join identity.password p on p.account_id = a.id
where a.user_name = $user_name::text and a.kind = 'person' and a.state = 'active' and (not a.demo or $demo_may::boolean);
