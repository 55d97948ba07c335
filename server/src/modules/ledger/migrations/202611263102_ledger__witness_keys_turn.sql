-- The key by which this house co-signs turns too: its "sizes" are the seconds since 1970 in which it signed. A witness of ours whose key turned is another row, so that each co-signature keeps the key it was made with.
alter table ledger.witness add column turn_note text; -- signed note by which this key and the next name the next
