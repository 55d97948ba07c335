-- Entries in the order of their leaves, as `saphan verify` reads them; `labelled`: the columns say what the text says.
create view ledger.sequenced_entry as
select l.leaf_index, l.number, e.id, e.entry, e.facts,
  starts_with(e.entry, E'saphan-entry/v1\nkind ' || e.kind || E'\nid ' || e.id::text || E'\nat ' || to_char(e.appended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || E'\nblind ')
    and case when e.subject is null then strpos(e.entry, E'\nsubject ') = 0 else strpos(e.entry, E'\nsubject ' || e.subject || E'\n') > 0 end as labelled
from ledger.leaf l left join ledger.entry e on e.number = l.number;
