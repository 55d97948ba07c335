-- A dead letter may be let go by a person who says why; what a receiver answered is told in both languages.
alter table events.delivery
  add column last_error_th text,
  add column let_go_by text,
  add column let_go_why text,
  drop constraint delivery_outcome_is_known,
  add constraint delivery_outcome_is_known check (outcome in ('taken', 'dead', 'let-go')),
  add constraint delivery_is_let_go_for_a_reason check ((outcome is not distinct from 'let-go') = (let_go_by is not null and let_go_why is not null));
alter table events.subscription add column last_error_th text;
