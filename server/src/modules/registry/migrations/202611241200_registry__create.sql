-- Systems of agencies, their public keys, and the data services they offer. Whatever is said of them is a version that is only added, with who, when and why.
-- Private keys never come here.

create table registry.system (
  id bigint generated always as identity constraint system_pk primary key,
  -- As requests sign it: it stays when the agency is merged into another.
  path text not null constraint system_path_is_unique unique constraint system_path_is_written_so check (path ~ '^TH/GOV/[a-z0-9][a-z0-9-]*/[a-z][a-z0-9-]{1,40}$'),
  code text not null,
  created_at timestamptz not null
);

create table registry.system_version (
  system_id bigint not null constraint system_version_is_of_a_system references registry.system,
  version int not null,
  agency_id text not null,
  name_th text not null constraint system_has_a_thai_name check (name_th ~ '\S'),
  name_en text not null constraint system_has_an_english_name check (name_en ~ '\S'),
  kind text not null constraint system_kind_is_known check (kind in ('consumer', 'provider', 'both')),
  state text not null constraint system_state_is_known check (state in ('active', 'suspended', 'ended')),
  min_assurance int not null constraint system_assurance_is_known check (min_assurance between 0 and 4),
  -- The sign-on client that asks for its tokens.
  client_id text,
  contact text,
  reason text,
  actor text not null,
  recorded_at timestamptz not null,
  constraint system_version_pk primary key (system_id, version),
  constraint changed_system_says_why check (version = 1 or reason ~ '\S')
);

create table registry.system_key (
  id bigint generated always as identity constraint system_key_pk primary key,
  system_id bigint not null constraint system_key_is_of_a_system references registry.system,
  -- RFC 7638 thumbprint, SHA-256, base64url.
  kid text not null constraint system_key_is_known_once unique constraint kid_is_a_thumbprint check (kid ~ '^[A-Za-z0-9_-]{43}$'),
  jwk jsonb not null constraint jwk_is_public check (jsonb_typeof(jwk) = 'object' and not jwk ?| array['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']),
  algorithm text not null constraint system_key_algorithm_is_known check (algorithm in ('ed25519', 'ecdsa-p256-sha256', 'rsa-pss-sha512')),
  custody text not null constraint system_key_custody_is_known check (custody in ('agency', 'hsm', 'hub')),
  not_before timestamptz not null,
  not_after timestamptz not null,
  -- How whoever added it showed that they hold the private half.
  proof text not null,
  note text,
  actor text not null,
  recorded_at timestamptz not null,
  constraint system_key_ends_after_it_begins check (not_before < not_after)
);
create index system_key_by_system on registry.system_key (system_id, id);

-- A key ends earlier than was said: replaced by another after an overlap, or revoked from a moment on.
create table registry.system_key_end (
  id bigint generated always as identity constraint system_key_end_pk primary key,
  key_id bigint not null constraint system_key_end_is_of_a_key references registry.system_key,
  what text not null constraint system_key_end_is_known check (what in ('replaced', 'revoked')),
  ends_at timestamptz not null,
  reason text not null constraint ended_key_says_why check (reason ~ '\S'),
  actor text not null,
  recorded_at timestamptz not null
);
create index system_key_end_by_key on registry.system_key_end (key_id);
create unique index key_is_revoked_once on registry.system_key_end (key_id) where what = 'revoked';

-- What is to be signed to show that one holds a private key; used once.
create table registry.key_challenge (
  system_id bigint not null constraint key_challenge_is_of_a_system references registry.system,
  kid text not null,
  nonce text not null,
  expires_at timestamptz not null,
  constraint key_challenge_pk primary key (system_id, kid)
);

create table registry.data_service (
  id bigint generated always as identity constraint data_service_pk primary key,
  system_id bigint not null constraint data_service_is_of_a_system references registry.system,
  slug text not null constraint data_service_slug_is_unique unique constraint data_service_slug_is_written_so check (slug ~ '^[a-z][a-z0-9-]{1,62}$'),
  kind text not null constraint data_service_kind_is_known check (kind in ('hosted', 'live')),
  hosted_kind text constraint data_service_hosted_kind_is_known check (hosted_kind in ('rows', 'lookup', 'predicate', 'aggregate', 'bulk')),
  dataset_id bigint,
  created_at timestamptz not null,
  constraint hosted_service_says_how check ((kind = 'hosted') = (hosted_kind is not null)),
  constraint hosted_service_has_a_dataset check (kind = 'live' or dataset_id is not null)
);
create index data_service_by_system on registry.data_service (system_id);
create index data_service_by_dataset on registry.data_service (dataset_id) where dataset_id is not null;

-- What is said of a service beside its OpenAPI document.
create table registry.data_service_terms (
  service_id bigint not null constraint data_service_terms_are_of_a_service references registry.data_service,
  revision int not null,
  title_th text not null constraint data_service_has_a_thai_title check (title_th ~ '\S'),
  title_en text not null constraint data_service_has_an_english_title check (title_en ~ '\S'),
  about_th text not null,
  about_en text not null,
  is_personal boolean not null,
  classification int not null constraint data_service_classification_is_known check (classification between 0 and 4),
  min_assurance int not null constraint data_service_assurance_is_known check (min_assurance between 0 and 4),
  evidence text not null constraint data_service_evidence_is_known check (evidence in ('required', 'best-effort')),
  state text not null constraint data_service_state_is_known check (state in ('draft', 'test', 'live', 'deprecated', 'retired')),
  upstream_url text,
  timeout_ms int not null constraint data_service_timeout_is_bounded check (timeout_ms between 100 and 120000),
  limit_bytes bigint not null constraint data_service_limit_is_bounded check (limit_bytes between 1024 and 1073741824),
  -- `header:<name>` and `json:<JSON pointer>`.
  subject_selectors jsonb not null constraint subject_selectors_are_a_list check (jsonb_typeof(subject_selectors) = 'array'),
  sunset_on date,
  -- The service that takes its place.
  replaced_by bigint constraint replacement_is_a_service references registry.data_service,
  strict boolean not null,
  reason text,
  actor text not null,
  recorded_at timestamptz not null,
  constraint data_service_terms_pk primary key (service_id, revision),
  constraint changed_service_says_why check (revision = 1 or reason ~ '\S')
);

-- An OpenAPI document as it came; never changed, the newest is in force.
create table registry.data_service_version (
  service_id bigint not null constraint data_service_version_is_of_a_service references registry.data_service,
  version int not null,
  -- `json`, not `jsonb`: names keep their order, as people read them.
  document json not null,
  document_sha256 text not null,
  openapi text not null,
  -- What a reader should know: an older OpenAPI, words that are missing.
  notes jsonb not null,
  breaking int not null,
  reason text,
  actor text not null,
  recorded_at timestamptz not null,
  constraint data_service_version_pk primary key (service_id, version)
);

create table registry.operation (
  service_id bigint not null,
  version int not null,
  position int not null,
  operation_id text not null,
  method text not null,
  path_template text not null,
  summary_th text not null,
  summary_en text not null,
  request_schema jsonb not null,
  constraint operation_pk primary key (service_id, version, operation_id),
  constraint operation_is_of_a_version foreign key (service_id, version) references registry.data_service_version
);

-- How the gateway signs in at an upstream: sealed with the master key, never shown.
create table registry.upstream_credential (
  service_id bigint not null constraint upstream_credential_pk primary key constraint upstream_credential_is_of_a_service references registry.data_service,
  kind text not null constraint upstream_credential_kind_is_known check (kind in ('header', 'basic', 'oauth2')),
  -- What may be shown: the name of the header, of the user, the token address.
  shown text not null,
  sealed text not null,
  set_by text not null,
  set_at timestamptz not null
);

create trigger system_versions_never_change before update or delete on registry.system_version for each row execute function kernel.refuse_change();
create trigger system_keys_never_change before update or delete on registry.system_key for each row execute function kernel.refuse_change();
create trigger system_key_ends_never_change before update or delete on registry.system_key_end for each row execute function kernel.refuse_change();
create trigger service_terms_never_change before update or delete on registry.data_service_terms for each row execute function kernel.refuse_change();
create trigger service_versions_never_change before update or delete on registry.data_service_version for each row execute function kernel.refuse_change();
create trigger operations_never_change before update or delete on registry.operation for each row execute function kernel.refuse_change();

-- The gateway rests on all of these: it reads them anew when it is told.
create function registry.tell_gateways() returns trigger language plpgsql as $$
begin
  perform pg_notify('exchange_trust', '');
  return null;
end $$;
create trigger gateways_hear_of_system_versions after insert on registry.system_version for each statement execute function registry.tell_gateways();
create trigger gateways_hear_of_system_keys after insert on registry.system_key for each statement execute function registry.tell_gateways();
create trigger gateways_hear_of_system_key_ends after insert on registry.system_key_end for each statement execute function registry.tell_gateways();
create trigger gateways_hear_of_service_terms after insert on registry.data_service_terms for each statement execute function registry.tell_gateways();
create trigger gateways_hear_of_service_versions after insert on registry.data_service_version for each statement execute function registry.tell_gateways();
create trigger gateways_hear_of_credentials after insert or update or delete on registry.upstream_credential for each statement execute function registry.tell_gateways();

create view registry.system_v1 as
select s.id, v.agency_id, s.code, s.path, v.name_th, v.name_en, v.kind, v.state, v.min_assurance, v.client_id
from registry.system s
join lateral (select * from registry.system_version w where w.system_id = s.id order by w.version desc limit 1) v on true;

create view registry.system_key_v1 as
select k.id, k.system_id, k.kid, k.jwk, k.algorithm, k.custody, k.not_before, least(k.not_after, e.replaced_at) as not_after, e.revoked_at
from registry.system_key k
left join lateral (
  select min(e.ends_at) filter (where e.what = 'replaced') as replaced_at, min(e.ends_at) filter (where e.what = 'revoked') as revoked_at
  from registry.system_key_end e where e.key_id = k.id
) e on true;

create view registry.data_service_v1 as
select d.id, d.system_id, d.slug, t.title_th, t.title_en, d.kind, d.hosted_kind, d.dataset_id, t.is_personal, t.classification, t.min_assurance,
  t.evidence, t.state, v.version, t.upstream_url, t.timeout_ms, t.limit_bytes, t.subject_selectors, t.sunset_on, t.strict
from registry.data_service d
join lateral (select * from registry.data_service_terms w where w.service_id = d.id order by w.revision desc limit 1) t on true
left join lateral (select max(w.version) as version from registry.data_service_version w where w.service_id = d.id) v on true;

create view registry.operation_v1 as
select o.service_id, o.version, o.operation_id, o.method, o.path_template, o.summary_th, o.summary_en, o.request_schema
from registry.operation o;
