-- Whose links an account has, and how the last look into a directory ended.
create index upstream_link_by_account on identity.upstream_link (account_id);
alter table identity.upstream add column looked_at timestamptz, add column last_error text;
