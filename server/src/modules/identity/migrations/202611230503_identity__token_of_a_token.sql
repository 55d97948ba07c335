-- A token that was issued through another lives no longer than that one, and ends with it.
alter table identity.api_token add column made_by uuid references identity.api_token (id);
create index api_token_by_maker on identity.api_token (made_by) where made_by is not null;
