-- name: keep_judgement :exec
insert into catalog.value_judgement (dataset_id, criterion, answer, evidence, by)
values ($dataset_id::bigint, $criterion::text, $answer::smallint, $evidence::text, $by::text)
on conflict (dataset_id, criterion) do update set answer = excluded.answer, evidence = excluded.evidence, by = excluded.by, at = now();

-- name: list_judgements :many
select v.criterion as "criterion!", v.answer as "answer!", v.evidence as "evidence!", v.by as "by!", v.at as "at!"
from catalog.value_judgement v
where v.dataset_id = $dataset_id::bigint;
