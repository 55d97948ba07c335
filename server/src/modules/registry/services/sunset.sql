-- name: list_past_sunset :many
-- Deprecated services whose last day is over.
select d.slug as "slug!" from registry.data_service_v1 d where d.state = 'deprecated' and d.sunset_on < $today::date order by d.id;
