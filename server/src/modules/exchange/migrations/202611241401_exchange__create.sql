-- Exchanges and their evidence: one row a call that came through the gateway from somebody who was known, with the texts that were signed. Bodies are never kept.
-- Days are partitions of their own, made ahead; a row whose day has none lies in the default one, so that evidence is never refused.

create table exchange.exchange (
  id uuid not null,
  -- The moment within the id (UUIDv7): an id leads to its day.
  at timestamptz not null,
  consumer_system_id bigint not null,
  provider_system_id bigint,
  service_id bigint,
  operation_id text,
  agreement_id bigint,
  agreement_version int,
  purpose text,
  case_ref text,
  assurance int not null constraint exchange_assurance_is_known check (assurance between 0 and 4),
  status int not null,
  error_origin text constraint exchange_error_origin_is_known check (error_origin in ('consumer', 'hub', 'provider', 'network')),
  problem text,
  -- What was seen in an answer that its document does not say; the answer went out nevertheless.
  answer_note text,
  request_bytes bigint not null,
  response_bytes bigint not null,
  took_ms int not null,
  upstream_ms int,
  stream text,
  seq bigint,
  consumer_kid text,
  provider_kid text,
  gateway_kid text not null,
  -- Signature bases as they were signed, and signatures in base64.
  request_base text,
  request_signature text,
  response_base text,
  response_signature text,
  gateway_base text not null,
  gateway_signature text not null,
  constraint exchange_pk primary key (id, at),
  constraint signed_request_names_its_key check ((request_signature is null) = (consumer_kid is null)),
  constraint signed_answer_names_its_key check ((response_signature is null) = (provider_kid is null))
) partition by range (at);
create index exchange_by_consumer on exchange.exchange (consumer_system_id, at);
create index exchange_by_service on exchange.exchange (service_id, at);
create table exchange.exchange_default partition of exchange.exchange default;

-- About whom a service answered: a keyed hash of the citizen id, under a key of the calendar year. A year's rows lie together.
create table exchange.subject_use (
  subject bytea not null,
  key_year int not null,
  exchange_id uuid not null,
  at timestamptz not null,
  disclosure text not null,
  -- From when the person sees it; null while it is sealed.
  visible_from timestamptz,
  reason_code text
) partition by list (key_year);
create index subject_use_by_subject on exchange.subject_use (subject, at);
create index subject_use_by_exchange on exchange.subject_use (exchange_id);
create table exchange.subject_use_default partition of exchange.subject_use default;

create table exchange.subject_key (
  -- Calendar year of the common era in Bangkok.
  year int not null constraint subject_key_pk primary key,
  sealed_key text constraint destroyed_key_is_gone check ((sealed_key is null) = (destroyed_at is not null)),
  created_at timestamptz not null,
  destroyed_at timestamptz,
  destroyed_by text,
  reason text constraint destroyed_key_says_why check (destroyed_at is null or reason ~ '\S')
);

-- A nonce counts once, over all gateways: the first bits of the hash of key and nonce.
create table exchange.nonce (
  seen uuid not null constraint nonce_pk primary key,
  expires_at timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0.1, autovacuum_vacuum_threshold = 20000);
create index nonce_by_expiry on exchange.nonce (expires_at);

-- How often an agreement was used on a day in Bangkok.
create table exchange.quota_use (
  agreement_id bigint not null,
  day date not null,
  used bigint not null,
  constraint quota_use_pk primary key (agreement_id, day)
) with (fillfactor = 50);

-- Keys by which the house signs answers: one is active, the others only verify.
create table exchange.signing_key (
  kid text not null constraint signing_key_pk primary key,
  sealed_jwk text not null,
  public_jwk jsonb not null,
  created_at timestamptz not null,
  retired_at timestamptz
);
create unique index one_signing_key_is_active on exchange.signing_key ((true)) where retired_at is null;

-- Partitions of the days from one to another, both included, and of the years they lie in. Made beforehand, so that no call waits for one.
create function exchange.prepare_partitions(from_day date, to_day date) returns int language plpgsql as $$
declare
  day date := from_day;
  made int := 0;
  name text;
begin
  perform pg_advisory_xact_lock(hashtext('exchange.partitions'));
  while day <= to_day loop
    name := 'exchange_' || to_char(day, 'YYYYMMDD');
    if to_regclass('exchange.' || name) is null and not exists (select from exchange.exchange_default d where d.at >= day::timestamp at time zone 'UTC' and d.at < (day + 1)::timestamp at time zone 'UTC') then
      execute format('create table exchange.%I partition of exchange.exchange for values from (%L) to (%L)', name, (day::timestamp at time zone 'UTC')::text, ((day + 1)::timestamp at time zone 'UTC')::text);
      made := made + 1;
    end if;
    name := 'subject_use_' || to_char(day, 'YYYY');
    if to_regclass('exchange.' || name) is null and not exists (select from exchange.subject_use_default d where d.key_year = extract(year from day)) then
      execute format('create table exchange.%I partition of exchange.subject_use for values in (%s)', name, extract(year from day)::int);
    end if;
    day := day + 1;
  end loop;
  return made;
end $$;

create view exchange.exchange_v1 as
select e.id, e.at, e.consumer_system_id, e.provider_system_id, e.service_id, e.operation_id, e.agreement_id, e.agreement_version, e.purpose, e.case_ref, e.assurance,
  e.status, e.error_origin, e.problem, e.request_bytes, e.response_bytes, e.took_ms, e.upstream_ms
from exchange.exchange e;

create view exchange.subject_use_v1 as
select s.subject, s.key_year, s.exchange_id, s.at, s.disclosure, s.visible_from, s.reason_code
from exchange.subject_use s;

-- Evidence is only added.
create trigger exchanges_never_change before update or delete on exchange.exchange for each row execute function kernel.refuse_change();
