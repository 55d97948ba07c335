-- name: insert_entries :exec prepared
-- One statement for any number: the entries, and that they wait for their places.
with added as (
  insert into ledger.entry (id, kind, subject, appended_at, entry, facts)
  select e.id, e.kind, e.subject, e.at, e.entry, e.facts
  from unnest($ids::uuid[], $kinds::text[], $subjects::text[], $ats::timestamptz[], $entries::text[], $facts::text[]) with ordinality e (id, kind, subject, at, entry, facts, n)
  order by e.n
  returning number)
insert into ledger.waiting (number) select a.number from added a;
