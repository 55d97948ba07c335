-- name: list_dictionary_terms :many
select d.id as "id!", d.term as "term!", d.same_as, d.added_by as "added_by!", d.added_at as "added_at!"
from catalog.dictionary_term d
order by d.id;

-- name: insert_dictionary_term :maybe
insert into catalog.dictionary_term (term, same_as, added_by)
values ($term::text, $same_as::text, $added_by::text)
on conflict (term) do nothing
returning id as "id!", term as "term!", same_as, added_by as "added_by!", added_at as "added_at!";

-- name: delete_dictionary_term :maybe
delete from catalog.dictionary_term d where d.id = $id::bigint returning d.term as "term!";

-- name: update_dictionary_term :maybe
update catalog.dictionary_term d set term = $term::text, same_as = $same_as::text
where d.id = $id::bigint
returning d.id as "id!", d.term as "term!", d.same_as, d.added_by as "added_by!", d.added_at as "added_at!";

-- name: is_other_term :one
select exists (select from catalog.dictionary_term d where d.term = $term::text and d.id <> $id::bigint) as "taken!";

-- name: count_to_read_again :one
-- Datasets that were read with an older dictionary, as far as whoever asks reaches.
select count(*)::int as "waiting!"
from catalog.search_doc d
cross join catalog.search_state s
where d.dictionary <> s.dictionary;
