-- Edges: programs inside agencies' networks that connect outward only, take calls to services of their system, and answer them signed.

-- A running edge of a system, as it said when it last asked for work.
create table edge.presence (
  system_id bigint not null,
  -- Drawn by the process when it starts.
  instance text not null constraint instance_is_drawn check (instance ~ '^[A-Za-z0-9_-]{16,64}$'),
  kid text not null,
  version text not null,
  -- Seconds that its clock is ahead of the house's.
  clock_offset_s int not null,
  services text[] not null,
  -- Where other edges reach it while the house is away; null when it takes no direct calls.
  direct_url text,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  constraint presence_pk primary key (system_id, instance)
);

-- Calls on their way to an edge and their answers. Forgotten after the answer; a crash of the database forgets them too, and their callers hear that nothing came.
create unlogged table edge.relayed_call (
  id uuid constraint relayed_call_pk primary key,
  system_id bigint not null,
  head jsonb not null,
  body bytea,
  limit_bytes bigint not null,
  expires_at timestamptz not null,
  claimed_by text,
  answer_head jsonb,
  answer_body bytea
);
create index relayed_call_waiting on edge.relayed_call (system_id, id) where claimed_by is null;

-- A signed request of an edge counts once.
create unlogged table edge.edge_nonce (
  kid text not null,
  nonce text not null,
  expires_at timestamptz not null,
  constraint edge_nonce_pk primary key (kid, nonce)
);
create index edge_nonce_by_end on edge.edge_nonce (expires_at);

-- An exchange between two edges while the house was away, with the signatures of both.
create table edge.direct_exchange (
  id uuid constraint direct_exchange_pk primary key,
  at timestamptz not null,
  consumer_system_id bigint not null,
  provider_system_id bigint not null,
  service_id bigint not null,
  agreement_number text not null,
  purpose text not null,
  status int not null,
  consumer_kid text not null,
  provider_kid text not null,
  request_base text not null,
  request_signature text not null,
  response_base text not null,
  response_signature text not null,
  recorded_at timestamptz not null,
  constraint request_is_handed_in_once unique (consumer_kid, request_signature)
);
create index direct_exchange_by_time on edge.direct_exchange (at);

-- Which side handed the evidence in.
create table edge.hand_in (
  exchange_id uuid not null constraint hand_in_is_of_an_exchange references edge.direct_exchange,
  system_id bigint not null,
  recorded_at timestamptz not null,
  constraint hand_in_pk primary key (exchange_id, system_id)
);

create trigger direct_exchanges_never_change before update or delete on edge.direct_exchange for each row execute function kernel.refuse_change();
create trigger hand_ins_never_change before update or delete on edge.hand_in for each row execute function kernel.refuse_change();

create view edge.presence_v1 as
select p.system_id, p.instance, p.kid, p.version, p.clock_offset_s, p.services, p.direct_url, p.first_seen_at, p.last_seen_at from edge.presence p;

create view edge.direct_exchange_v1 as
select d.id, d.at, d.consumer_system_id, d.provider_system_id, d.service_id, d.agreement_number, d.purpose, d.status, d.recorded_at,
  array(select h.system_id from edge.hand_in h where h.exchange_id = d.id order by h.recorded_at) as handed_in_by
from edge.direct_exchange d;
