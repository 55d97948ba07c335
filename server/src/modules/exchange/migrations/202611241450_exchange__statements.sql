-- What two systems exchanged on a day: how many, which sequence numbers are missing, and the root over all their ids, for both to countersign.
create table exchange.daily_statement (
  id bigint generated always as identity constraint daily_statement_pk primary key,
  consumer_system_id bigint not null,
  provider_system_id bigint not null,
  -- Day in Bangkok.
  day date not null,
  text text not null,
  sha256 text not null constraint statement_hash_is_of_the_text check (sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex')),
  exchanges bigint not null,
  refused bigint not null,
  missing bigint not null,
  made_at timestamptz not null,
  constraint one_statement_a_pair_and_day unique (consumer_system_id, provider_system_id, day)
);
create index daily_statement_by_provider on exchange.daily_statement (provider_system_id, day);

-- What a party says of it; its newest word holds.
create table exchange.statement_word (
  statement_id bigint not null constraint statement_word_is_of_a_statement references exchange.daily_statement,
  side text not null constraint statement_side_is_known check (side in ('consumer', 'provider')),
  number int not null,
  agrees boolean not null,
  remark text constraint disagreement_says_what_differs check (agrees or remark ~ '\S'),
  actor text not null,
  kid text,
  signature text,
  said_at timestamptz not null,
  constraint statement_word_pk primary key (statement_id, side, number),
  constraint statement_signature_names_its_key check ((kid is null) = (signature is null))
);
create trigger statements_never_change before update or delete on exchange.daily_statement for each row execute function kernel.refuse_change();
create trigger statement_words_never_change before update or delete on exchange.statement_word for each row execute function kernel.refuse_change();
