-- Tokens with which an agency's programs register e-services by themselves (RFC 7591 §3), within the agency's limits.
create table signon.registration_token (
  id bigint generated always as identity constraint registration_token_pk primary key,
  agency_id text not null, token_hash bytea not null constraint registration_token_is_unique unique, expires_at timestamptz not null,
  created_at timestamptz not null default now(), created_by text not null, revoked_at timestamptz, revoked_by text,
  constraint registration_token_lives_at_most_a_month check (expires_at <= created_at + interval '32 days'));
create index registration_token_by_agency on signon.registration_token (agency_id);
