-- name: announce_turn :exec
-- What the gateways rest on changed with the day.
select pg_notify('exchange_trust', '');
