-- Operations: the running of the house itself. What it is judged by lies with the kernel and linkage; kept here is how much lies where, day by day.

-- One row a store and Bangkok day, written anew until the day is over: so that growth can be told.
create table operations.measure (
  store text not null constraint measure_is_of_a_known_store check (store in ('register', 'raw', 'lake')),
  day date not null,
  bytes bigint not null,
  objects bigint not null,
  taken_at timestamptz not null default now(),
  constraint measure_pk primary key (store, day)
);
