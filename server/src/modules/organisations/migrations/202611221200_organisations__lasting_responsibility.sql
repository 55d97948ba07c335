-- A date is an end as well: whoever leaves, today or on a day to come, leaves only while somebody else covers the first day without them.
-- Days are days in Bangkok. The unit's row is locked, so that two responsible people cannot leave in two transactions at once.
create or replace function organisations.assert_unit_has_responsible() returns trigger language plpgsql as $$
declare
  unit bigint;
  today date := (now() at time zone 'Asia/Bangkok')::date;
  lost date[];
  day date;
begin
  select p.unit_id into unit from organisations.post p where p.id = old.post_id and p.responsible;
  if unit is null or old.ended_at is not null or current_setting('saphan.closing_unit', true) = unit::text then return null; end if;
  if tg_op = 'DELETE' or new.ended_at is not null or new.post_id <> old.post_id then lost := array[greatest(today, old.since)];
  else lost := array[greatest(today, new.until + 1), greatest(today, old.since)];
  end if;
  perform from organisations.unit u where u.id = unit for update;
  foreach day in array lost loop
    if day between old.since and coalesce(old.until, 'infinity')
      and not exists (
        select from organisations.appointment a join organisations.post p on p.id = a.post_id
        where p.unit_id = unit and p.responsible and a.ended_at is null and day between a.since and coalesce(a.until, 'infinity'))
    then raise exception 'unit % would be without a responsible person on %', unit, day
      using errcode = 'check_violation', constraint = 'unit_has_a_responsible_person', hint = 'Appoint a successor in the same change.';
    end if;
  end loop;
  return null;
end $$;

-- A post that answers for its unit stays so while somebody holds it.
create function organisations.assert_post_stays_responsible() returns trigger language plpgsql as $$
begin
  if old.responsible and (not new.responsible or new.unit_id <> old.unit_id)
    and exists (select from organisations.appointment a where a.post_id = old.id and a.ended_at is null and coalesce(a.until, 'infinity') >= (now() at time zone 'Asia/Bangkok')::date)
  then raise exception 'post % answers for its unit and is held', old.id using errcode = 'check_violation', constraint = 'held_post_stays_responsible', hint = 'End the appointment with a successor first.';
  end if;
  return new;
end $$;
create trigger held_post_stays_responsible before update on organisations.post
  for each row execute function organisations.assert_post_stays_responsible();

alter table organisations.delegation add column revoked_reason text;
