-- A rule that only warns is something out of order too: it is looked at, and over with the next run that passes it.
alter table watch.incident drop constraint incident_kind_is_known;
alter table watch.incident add constraint incident_kind_is_known check (kind in ('held', 'rejects', 'failing', 'suspended', 'anomaly', 'personal-data', 'late', 'rule'));
