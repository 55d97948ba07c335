-- `saphan verify` reads leaves and entries each in their own order, and compares columns with texts itself.
drop view ledger.sequenced_entry;
