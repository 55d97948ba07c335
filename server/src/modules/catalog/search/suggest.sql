-- name: list_suggested_titles :many
-- Datasets whose title has the whole words typed and one that begins with the last, as far as whoever asks may find them.
select x.slug as "slug!", x.title_th as "title_th!", x.title_en as "title_en!"
from catalog.search_doc d
join catalog.search_text x on x.doc_id = d.doc_id
where d.doc_id in (
    select p.doc_id from catalog.search_posting p
    where p.term_id in (select t.id from catalog.search_term t where t.term ^@ $last::text and t.datasets > 0 order by t.datasets desc limit 40))
  and (cardinality($others::text[]) = 0 or d.doc_id in (
    select p.doc_id from catalog.search_posting p
    join catalog.search_term t on t.id = p.term_id
    where t.term = any($others::text[])
    group by p.doc_id
    having count(*) = cardinality($others::text[])))
order by (x.title_body like $beginning::text) desc, d.prior desc, length(x.title_th), d.doc_id
limit $limit::int;

-- name: list_suggested_words :many
-- Words that begin with what was typed last and stand in something that whoever asks may find.
select c.term as "term!"
from (
  select t.id, t.term, t.datasets
  from catalog.search_term t
  where t.term ^@ $last::text and t.term <> $last::text and t.datasets > 0 and t.grams <> '{}'
  order by t.datasets desc
  limit 30
) c
where exists (select from catalog.search_posting p join catalog.search_doc d on d.doc_id = p.doc_id where p.term_id = c.id)
order by c.datasets desc
limit $limit::int;
