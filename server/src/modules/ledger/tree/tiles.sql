-- name: list_tiles :many prepared
select t.level as "level!", t.tile_index as "tile_index!", t.hashes as "hashes!"
from unnest($levels::int[], $indexes::bigint[]) w (level, tile_index)
join ledger.tile t on t.level = w.level and t.tile_index = w.tile_index;

-- name: keep_tiles :exec prepared
insert into ledger.tile (level, tile_index, hashes)
select k.level, k.tile_index, k.hashes from unnest($levels::int[], $indexes::bigint[], $hashes::bytea[]) k (level, tile_index, hashes)
on conflict on constraint tile_pk do update set hashes = excluded.hashes;
