-- name: insert_source :maybe
insert into harvest.source (name_th, name_en, kind, url, agency_id, agency_map, agencies, lands, take_files, every_hours, delay_ms, page_size, max_pages, shrink_percent, next_at, created_by)
values ($name_th::text, $name_en::text, $kind::text, $url::text, $agency_id::text, $agency_map::jsonb, $agencies::text[], $lands::text, $take_files::boolean, $every_hours::int,
  coalesce($delay_ms::int, 500), coalesce($page_size::int, 100), coalesce($max_pages::int, 5000), coalesce($shrink_percent::int, 20),
  now() + $every_hours::int * interval '1 hour', $created_by::text)
on conflict do nothing
returning id as "id!";

-- name: find_source_by_address :maybe
select s.id as "id!" from harvest.source s where s.kind = $kind::text and s.url = $url::text;

-- name: update_source :maybe
update harvest.source s
set name_th = $name_th::text, name_en = $name_en::text, agency_id = $agency_id::text, agency_map = $agency_map::jsonb, agencies = $agencies::text[], lands = $lands::text, take_files = $take_files::boolean,
  every_hours = $every_hours::int, delay_ms = $delay_ms::int, page_size = $page_size::int, max_pages = $max_pages::int, shrink_percent = $shrink_percent::int, enabled = $enabled::boolean,
  next_at = case when $every_hours::int is null then null when s.every_hours is distinct from $every_hours::int then now() + $every_hours::int * interval '1 hour' else s.next_at end, changed_at = now()
where s.id = $id::bigint and s.kind <> 'template'
returning s.id as "id!";

-- name: insert_job :maybe
insert into harvest.job (source_id, started_by, state) values ($source_id::bigint, $started_by::text, coalesce($state::text, 'queued'))
on conflict (source_id) where state in ('queued', 'listing', 'taking', 'filing', 'held') do nothing
returning id as "id!";

-- name: decide_held_job :maybe
update harvest.job j
set state = case when $choice::text = 'cancel' then 'cancelled' else 'taking' end, decision = $decision::jsonb, fence = j.fence + 1, worker = null, leased_until = null, retry_at = null,
  ended_at = case when $choice::text = 'cancel' then now() end
where j.id = $id::bigint and j.state = 'held'
returning j.source_id as "source_id!";

-- name: cancel_open_job :maybe
update harvest.job j
set state = 'cancelled', ended_at = now(), fence = j.fence + 1, worker = null, leased_until = null
where j.id = $id::bigint and j.state in ('queued', 'listing', 'taking', 'filing', 'held')
returning j.source_id as "source_id!";
