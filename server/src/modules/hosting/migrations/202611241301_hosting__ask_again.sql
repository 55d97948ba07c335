-- A set that was dropped or refused may be asked for again, e.g. when the head goes back to its release.
alter table hosting.served_set drop constraint served_set_is_asked_once;
create unique index served_set_is_made_once on hosting.served_set (service_id, offer_version, release_id) where state in ('filling', 'ready');
