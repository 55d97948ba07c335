-- Which answers a document describes for an operation: status (or 2XX, default) and its media types. Null for versions that came before.
alter table registry.operation add column answers jsonb;

create or replace view registry.operation_v1 as
select o.service_id, o.version, o.operation_id, o.method, o.path_template, o.summary_th, o.summary_en, o.request_schema, o.answers
from registry.operation o;
