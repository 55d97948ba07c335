-- Files of resources are kept and sent in one way, whoever brought them; what CKAN's clients call them is that face's own affair.
-- The owner of the table looks past its policies while the addresses are changed.
alter table catalog.resource no force row level security;
update catalog.resource s
set url = regexp_replace(s.url, '^(?:/dataset/resource/[^/]+/download|/api/v1/harvest/files/[^/]+)/', format('/api/v1/catalogue/files/%s/', s.id))
where s.kind = 'file' and s.sha256 is not null and s.url ~ '^/(?:dataset/resource/[^/]+/download|api/v1/harvest/files/[^/]+)/';
alter table catalog.resource force row level security;
