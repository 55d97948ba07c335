-- Why something is not shown: a kind that everybody at the desk uses alike, and words where they are needed.
alter table portal.demand_request add column hidden_why text, add column hidden_note text, add column merged_into uuid;
alter table portal.demand_request
  add constraint demand_request_hidden_why_is_known check (hidden_why in ('spam', 'personal', 'insult', 'off-topic', 'duplicate', 'other')),
  add constraint demand_request_merged_into_exists foreign key (merged_into) references portal.demand_request (id) on delete set null,
  add constraint demand_request_is_not_its_own_twin check (merged_into <> id);
create index demand_request_by_twin on portal.demand_request (merged_into) where merged_into is not null;
update portal.demand_request set hidden_why = 'other' where moderation = 'hidden';
alter table portal.demand_comment add column hidden_why text;
alter table portal.demand_comment add constraint demand_comment_hidden_why_is_known check (hidden_why in ('spam', 'personal', 'insult', 'off-topic', 'duplicate', 'other'));
update portal.demand_comment set hidden_why = 'other' where moderation = 'hidden';

-- A survey may be closed before its day; an item of the plan may move, with the reason that was given last.
alter table portal.survey add column closed_at timestamptz;
alter table portal.publication_item add column moved_why text;
