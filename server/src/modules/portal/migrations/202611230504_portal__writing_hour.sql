-- How much was written within this hour, by a keyed hash of the network or the account: one count for all web processes, forgotten with the hour.
create table portal.writing_hour (
  hour timestamptz not null,
  key text not null,
  count int not null,
  constraint writing_hour_pk primary key (hour, key)
);
