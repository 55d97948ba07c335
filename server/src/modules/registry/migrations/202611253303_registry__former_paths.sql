-- What a system was called before its agency became part of another: whoever asks by the former path is told where it went, and nobody else gets that path.
create table registry.former_path (
  path text not null constraint former_path_pk primary key,
  system_id bigint not null constraint former_path_is_of_a_system references registry.system,
  until_at timestamptz not null,
  reason text not null constraint former_path_says_why check (reason ~ '\S')
);
create index former_path_by_system on registry.former_path (system_id, until_at);
create trigger former_paths_never_change before update or delete on registry.former_path for each row execute function kernel.refuse_change();
create trigger gateways_hear_of_former_paths after insert on registry.former_path for each statement execute function registry.tell_gateways();
-- A service that goes to another system with its dataset.
create trigger gateways_hear_of_services after update on registry.data_service for each statement execute function registry.tell_gateways();

create view registry.former_path_v1 as
select f.path, f.system_id, s.path as now_path, f.until_at, f.reason
from registry.former_path f join registry.system s on s.id = f.system_id;
