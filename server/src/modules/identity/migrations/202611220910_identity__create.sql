create table identity.instance (only_one boolean primary key default true check (only_one), id uuid not null default uuidv7());
insert into identity.instance default values;
create table identity.account (
  id uuid constraint account_pk primary key default uuidv7(),
  kind text not null constraint account_kind_is_known check (kind in ('person', 'service')),
  person_id uuid, -- organisations.person; another room's key, so no foreign key
  user_name text constraint account_user_name_is_unique unique constraint account_user_name_has_its_form check (user_name ~ '^[a-z0-9][a-z0-9._-]{1,62}(@[a-z0-9.-]{3,190})?$'), -- NFKC, lower case, ASCII: no homographs
  display_name text not null,
  state text not null default 'active' constraint account_state_is_known check (state in ('invited', 'active', 'suspended', 'closed')),
  state_reason text, state_changed_at timestamptz not null default now(), state_changed_by text not null,
  demo boolean not null default false,
  ial smallint not null default 0, -- ×10: 23 = IAL 2.3
  external_id text, source text not null default 'local', -- local | scim:<id> | ldap:<id> | import
  owner_agency_id text, -- of a service account
  security_epoch int not null default 0, -- raised on suspension, password change, sign out everywhere
  created_at timestamptz not null default now(), created_by text not null,
  constraint person_accounts_name_a_person check ((kind = 'person') = (person_id is not null))
);
create unique index account_external_id_is_unique_per_source on identity.account (source, external_id) where external_id is not null;
create index account_by_person on identity.account (person_id);
-- Citizen ids: keyed HMAC with versions, never clear. vault = AES-GCM envelope (kernel/secrets), null unless the vault is on.
create table identity.identifier (
  person_id uuid not null, kind text not null check (kind in ('th-pid', 'th-passport')), key_version smallint not null,
  ref bytea not null check (length(ref) = 32), vault text, ial smallint not null, issuer text not null, verified_at timestamptz not null,
  constraint identifier_pk primary key (person_id, kind, key_version), constraint identifier_belongs_to_one_person unique (kind, key_version, ref)
);
create table identity.password (
  account_id uuid primary key references identity.account (id), hash text not null, changed_at timestamptz not null default now(), must_change boolean not null default false
);
create table identity.passkey (
  id text primary key, account_id uuid not null references identity.account (id), public_key bytea not null, counter bigint not null, transports text[] not null default '{}',
  device_bound boolean not null, name text not null, created_at timestamptz not null default now(), used_at timestamptz, removed_at timestamptz
);
create index passkey_by_account on identity.passkey (account_id) where removed_at is null;
create table identity.totp (account_id uuid primary key references identity.account (id), secret text not null, confirmed_at timestamptz, last_step bigint not null default 0); -- sealed; a step is used once
create table identity.recovery_code (account_id uuid not null references identity.account (id), hash bytea not null, printed boolean not null default false, used_at timestamptz, made_at timestamptz not null default now(), primary key (account_id, hash));
create table identity.session (
  id uuid primary key default uuidv7(), secret_hash bytea not null constraint session_secret_is_unique unique,
  account_id uuid not null references identity.account (id), epoch int not null,
  state text not null default 'active' check (state in ('pending', 'active', 'ended')), -- pending: first factor only
  persona text not null default '', -- '' | appointment:12 | delegation:3 | citizen | representation:4
  aal smallint not null, phishing_resistant boolean not null default false, ial smallint not null default 0, methods text[] not null, upstream text,
  authenticated_at timestamptz not null default now(), seen_at timestamptz not null default now(),
  idle_until timestamptz not null, ends_at timestamptz not null, ended_at timestamptz, ended_why text,
  address inet, agent text, device_id uuid
);
create index session_by_account on identity.session (account_id) where state <> 'ended';
create index session_to_sweep on identity.session (least(idle_until, ends_at)) where state <> 'ended';
create table identity.challenge ( -- WebAuthn and upstream round trips, single use
  id uuid primary key default uuidv7(), kind text not null, account_id uuid, session_id uuid, data jsonb not null, expires_at timestamptz not null, used_at timestamptz);
create table identity.role_grant ( -- ministry-wide roles and direct grants; posts give theirs by mandate_v1
  id bigint generated always as identity primary key, account_id uuid not null references identity.account (id), role text not null, agency_id text, -- null = whole ministry
  since timestamptz not null default now(), until timestamptz, document_no text, granted_by text not null, revoked_at timestamptz, revoked_by text, reason text
);
create unique index role_is_granted_once on identity.role_grant (account_id, role, coalesce(agency_id, '')) where revoked_at is null;
create table identity.invitation (id uuid primary key default uuidv7(), account_id uuid references identity.account (id), purpose text not null check (purpose in ('first-administrator', 'join', 'recover')), code_hash bytea not null unique, expires_at timestamptz not null, used_at timestamptz, made_by text not null);
create table identity.api_token (
  id uuid primary key default uuidv7(), hash bytea not null unique, hint text not null, account_id uuid not null references identity.account (id), name text not null,
  scopes text[] not null, expires_at timestamptz not null, created_at timestamptz not null default now(), created_by text not null, used_at timestamptz, revoked_at timestamptz,
  constraint api_token_lives_at_most_a_year check (expires_at <= created_at + interval '366 days'));
create index api_token_by_account on identity.api_token (account_id) where revoked_at is null;
create table identity.throttle (key text primary key, failures int not null default 0, window_from timestamptz not null default now(), blocked_until timestamptz); -- 'name:<sha256>' | 'address:<net>' | 'pair:…'
create table identity.sign_in_event (
  id bigint generated always as identity primary key, at timestamptz not null default now(), account_id uuid, outcome text not null, methods text[] not null default '{}', client_id text, address inet, place text, agent text, device_id uuid, session_id uuid);
create index sign_in_event_by_account on identity.sign_in_event (account_id, id desc);
create table identity.known_device (id uuid primary key, account_id uuid not null references identity.account (id), agent text, first_at timestamptz not null default now(), last_at timestamptz not null default now());
create table identity.alarm (id bigint generated always as identity primary key, at timestamptz not null default now(), account_id uuid not null, kind text not null check (kind in ('new-device', 'impossible-travel', 'many-failures', 'token-reuse', 'recovery-used')), detail jsonb not null, seen_at timestamptz, closed_by text);
create table identity.upstream (id text primary key check (id ~ '^[a-z0-9-]{2,30}$'), kind text not null check (kind in ('oidc', 'thaid', 'ldap')), name_th text not null, name_en text not null, config jsonb not null, secret text, enabled boolean not null default true, changed_at timestamptz not null default now(), changed_by text not null);
create table identity.upstream_link (upstream_id text not null references identity.upstream (id), subject text not null, account_id uuid not null references identity.account (id), ial smallint not null, linked_at timestamptz not null default now(), confirmed boolean not null, primary key (upstream_id, subject));
create table identity.scim_target (id bigint generated always as identity primary key, name text not null, url text not null, secret text not null, client_id text, enabled boolean not null default true, cursor bigint not null default 0, last_error text);
create view identity.account_v1 as select a.id, a.kind, a.person_id, a.display_name, a.user_name, a.state, a.ial, a.owner_agency_id from identity.account a;
create view identity.role_grant_v1 as select g.account_id, g.role, g.agency_id, g.since, g.until, g.id from identity.role_grant g where g.revoked_at is null and g.since <= now() and (g.until is null or g.until > now());
create view identity.session_v1 as select s.id, s.account_id, s.persona, s.aal, s.phishing_resistant, s.ial, s.methods, s.authenticated_at, s.seen_at, s.agent, s.address from identity.session s join identity.account a on a.id = s.account_id where s.state = 'active' and s.epoch = a.security_epoch and a.state = 'active' and s.idle_until > now() and s.ends_at > now();
