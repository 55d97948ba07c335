-- A self-test in steps: each lie of the provider that lies, what the joining service asked after it, and whether it saw through.
alter table signon.self_test drop column steps;
alter table signon.self_test add column started_by text not null default 'saphan', add column login_url text not null default '', add column check_url text not null default '';
create index self_test_by_client on signon.self_test (client_id, id desc);
create table signon.self_test_step (
  self_test_id bigint not null constraint self_test_step_belongs_to_a_self_test references signon.self_test (id),
  name text not null, began_at timestamptz,
  code_hash bytea constraint self_test_code_is_unique unique, token_hash bytea constraint self_test_token_is_unique unique,
  request jsonb not null default '{}', heard jsonb not null default '[]',
  ended_at timestamptz, ok boolean, evidence_th text, evidence_en text,
  constraint self_test_step_pk primary key (self_test_id, name));
