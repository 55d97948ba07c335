-- What was last told to the catalogue: whether this agreement lets its consumer's statements see the dataset.
alter table access.agreement add column reaches boolean not null default false;
create index agreement_by_dataset_and_consumer on access.agreement (dataset_id, consumer_agency_id) where state <> 'ended';

-- Decisions that are kept end when an agreement changes.
create function access.tell_deciders() returns trigger language plpgsql as $$
begin
  perform pg_notify('access_changed', '');
  return null;
end $$;
create trigger agreement_change_is_told after insert or update or delete on access.agreement
  for each statement execute function access.tell_deciders();
