-- name: insert_replayed :exec
insert into linkage.replayed (run_id, line, replay_run_id)
select $run_id::bigint, l, $replay_run_id::bigint from unnest($lines::bigint[]) as l
on conflict do nothing;
