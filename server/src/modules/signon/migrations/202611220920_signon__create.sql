create table signon.client (
  id text primary key check (id ~ '^[a-zA-Z0-9_-]{2,64}$'), agency_id text, name_th text not null, name_en text not null, purpose_th text, purpose_en text, home_url text,
  state text not null default 'draft' check (state in ('draft', 'sandbox', 'tested', 'approved', 'live', 'suspended')),
  tier text not null default 'standard' check (tier in ('first-party', 'standard', 'exchange')), -- exchange = FAPI 2
  metadata jsonb not null, secret_hash text, secret_expires_at timestamptz, next_secret_hash text, -- two valid secrets while rotating
  min_aal smallint not null default 1, min_ial smallint not null default 0, allowed_cidrs text[] not null default '{}',
  owner_account_id uuid, created_at timestamptz not null default now(), created_by text not null, approved_by text, approved_at timestamptz, changed_at timestamptz not null default now(),
  constraint live_clients_were_approved check (state not in ('approved', 'live') or approved_by is not null));
create table signon.agency_limit (agency_id text primary key, max_clients int not null default 20, redirect_hosts text[] not null, auth_methods text[] not null default '{client_secret_basic,private_key_jwt,none}', scopes text[] not null default '{openid,profile,offline_access}');
create table signon.signing_key (kid text primary key, alg text not null, sealed_jwk text not null, public_jwk jsonb not null, state text not null check (state in ('next', 'active', 'retiring', 'gone')), changed_at timestamptz not null default now(), created_at timestamptz not null default now());
create unique index one_active_key_per_algorithm on signon.signing_key (alg) where state = 'active';
create table signon.artifact ( -- every model of the provider; plain columns, no expression indexes
  kind text not null, id_hash bytea not null, payload jsonb not null, grant_id text, uid text, user_code text, account_id text, client_id text,
  expires_at timestamptz, consumed_at timestamptz, created_at timestamptz not null default now(), constraint artifact_pk primary key (kind, id_hash)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 5000);
create index artifact_by_grant on signon.artifact (grant_id) where grant_id is not null;
create index artifact_by_uid on signon.artifact (kind, uid) where uid is not null;
create index artifact_by_user_code on signon.artifact (user_code) where user_code is not null;
create index artifact_by_account on signon.artifact (account_id) where account_id is not null;
create index artifact_to_sweep on signon.artifact (expires_at);
create table signon.service_session ( -- who is signed in where
  session_id uuid not null, client_id text not null references signon.client (id), account_id uuid not null, provider_uid text not null, sid text not null, sub text not null, grant_id text, started_at timestamptz not null default now(), seen_at timestamptz not null default now(), ended_at timestamptz, primary key (session_id, client_id));
create index service_session_by_account on signon.service_session (account_id) where ended_at is null;
create table signon.logout_delivery (
  id bigint generated always as identity primary key, client_id text not null references signon.client (id), account_id uuid not null, sid text, why text not null, created_at timestamptz not null default now(),
  attempts int not null default 0, next_at timestamptz not null default now(), leased_until timestamptz, delivered_at timestamptz, status int, last_error text, given_up_at timestamptz);
create index logout_delivery_due on signon.logout_delivery (next_at) where delivered_at is null and given_up_at is null;
create table signon.self_test (id bigint generated always as identity primary key, client_id text not null references signon.client (id), started_at timestamptz not null default now(), ended_at timestamptz, passed boolean, steps jsonb not null default '[]');
create table signon.forward_site (host text primary key, client_id text not null references signon.client (id), upstream_url text not null, min_aal smallint not null default 1, enabled boolean not null default true);
create view signon.client_v1 as select c.id, c.agency_id, c.name_th, c.name_en, c.state, c.home_url from signon.client c;
create view signon.service_session_v1 as select s.session_id, s.client_id, s.account_id, s.started_at, s.seen_at, s.ended_at from signon.service_session s;
