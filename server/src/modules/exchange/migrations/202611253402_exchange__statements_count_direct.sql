-- A daily statement counts also the direct exchanges whose evidence came on that day, and how many of them only one side handed in.
alter table exchange.daily_statement add column direct bigint not null default 0;
alter table exchange.daily_statement add column unmatched bigint not null default 0;
