-- A grant may be an API token too, whose id is a uuid.
alter table access.review_item alter column grant_id type text using grant_id::text;
alter table access.review_item add constraint review_item_kind_check check (grant_kind in ('role', 'appointment', 'delegation', 'token'));
