-- How much a dataset is worth to others, as people judge it; what the house can see by itself is not kept.
create table catalog.value_judgement (
  dataset_id bigint not null,
  criterion text not null,
  -- 0 no, 1 partly, 2 fully.
  answer smallint not null,
  evidence text not null,
  by text not null,
  at timestamptz not null default now(),
  constraint value_judgement_pk primary key (dataset_id, criterion),
  constraint value_judgement_record_exists foreign key (dataset_id) references catalog.record (dataset_id) on delete cascade,
  constraint value_judgement_answer_is_known check (answer between 0 and 2),
  constraint value_judgement_has_evidence check (length(trim(evidence)) > 0)
);
alter table catalog.value_judgement enable row level security;
alter table catalog.value_judgement force row level security;
create policy value_judgement_all on catalog.value_judgement for all using (exists (select from catalog.record r where r.dataset_id = value_judgement.dataset_id and catalog.works_on(r.agency_id)));
