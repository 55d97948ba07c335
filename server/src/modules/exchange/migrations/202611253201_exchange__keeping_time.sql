-- Days whose exchanges were deleted when their keeping time was over. Their entries of the ledger stay and verify.
create table exchange.dropped_day (
  -- Day in UTC, as partitions are.
  day date not null constraint dropped_day_pk primary key,
  exchanges bigint not null,
  subject_uses bigint not null,
  kept_days int not null,
  dropped_at timestamptz not null,
  dropped_by text not null
);
create trigger dropped_days_never_change before update or delete on exchange.dropped_day for each row execute function kernel.refuse_change();

-- A day's uses of persons are found without an entry a row.
create index subject_use_by_moment on exchange.subject_use using brin (at) with (autosummarize = on);

-- The first day (UTC) of which exchanges may be there; null when there is none.
create function exchange.first_day() returns date language sql stable as $$
  select least(
    (select min(to_date(right(c.relname, 8), 'YYYYMMDD')) from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'exchange.exchange'::regclass and c.relname ~ '^exchange_[0-9]{8}$'),
    (select (min(d.at) at time zone 'UTC')::date from exchange.exchange_default d))
$$;

-- Days (UTC) before another of which exchanges are there.
create function exchange.days_before(last date) returns setof date language sql stable as $$
  select to_date(right(c.relname, 8), 'YYYYMMDD') from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent = 'exchange.exchange'::regclass and c.relname ~ '^exchange_[0-9]{8}$' and to_date(right(c.relname, 8), 'YYYYMMDD') < last
  union
  select (d.at at time zone 'UTC')::date from exchange.exchange_default d where d.at < last::timestamp at time zone 'UTC'
$$;

-- Deletes a day (UTC) of exchanges and of uses of persons. The lock on the whole table is held for a moment, and given up when it is not had within two seconds: calls go first.
create function exchange.drop_day(day date, out exchanges bigint, out subject_uses bigint) language plpgsql as $$
declare
  name text := 'exchange_' || to_char(day, 'YYYYMMDD');
  begins timestamptz := day::timestamp at time zone 'UTC';
  strays bigint;
begin
  perform pg_advisory_xact_lock(hashtext('exchange.partitions'));
  delete from exchange.subject_use u where u.at >= begins and u.at < begins + interval '1 day';
  get diagnostics subject_uses = row_count;
  exchanges := 0;
  perform set_config('lock_timeout', '2s', true);
  if to_regclass('exchange.' || name) is not null then
    execute format('select count(*) from exchange.%I', name) into exchanges;
    execute format('alter table exchange.exchange detach partition exchange.%I', name);
    execute format('drop table exchange.%I', name);
  end if;
  if exists (select from exchange.exchange_default d where d.at >= begins and d.at < begins + interval '1 day') then
    alter table exchange.exchange_default disable trigger exchanges_never_change;
    delete from exchange.exchange_default d where d.at >= begins and d.at < begins + interval '1 day';
    get diagnostics strays = row_count;
    alter table exchange.exchange_default enable trigger exchanges_never_change;
    exchanges := exchanges + strays;
  end if;
end $$;

-- Drops what is left of years of the index of persons that are over and empty.
create function exchange.drop_empty_years(before_year int) returns int language plpgsql as $$
declare
  name text;
  is_empty boolean;
  dropped int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('exchange.partitions'));
  perform set_config('lock_timeout', '2s', true);
  for name in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'exchange.subject_use'::regclass and c.relname ~ '^subject_use_[0-9]{4}$' and right(c.relname, 4)::int < before_year loop
    execute format('select not exists (select from exchange.%I)', name) into is_empty;
    if is_empty then
      execute format('alter table exchange.subject_use detach partition exchange.%I', name);
      execute format('drop table exchange.%I', name);
      dropped := dropped + 1;
    end if;
  end loop;
  return dropped;
end $$;
