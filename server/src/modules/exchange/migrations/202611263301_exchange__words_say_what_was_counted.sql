-- What a party's own systems counted stands beside its word, so that a difference is a figure; the root, when it laid its own list of ids beside ours.
alter table exchange.statement_word add column counted bigint constraint counted_is_a_number_of_exchanges check (counted >= 0);
alter table exchange.statement_word add column root text constraint root_is_a_hash check (root ~ '^[0-9a-f]{64}$');
