-- The survey of agencies' databases: campaigns, a form of each agency, a row of each dataset. Whatever is answered is a version that is only added,
-- so that how far a survey was is the same for any past day. States are derived from these facts, never set.

create table readiness.definition (
  hash text not null constraint definition_pk primary key,
  body jsonb not null,
  recorded_at timestamptz not null
);

create table readiness.campaign (
  id bigint generated always as identity constraint campaign_pk primary key,
  title_th text not null constraint campaign_has_a_thai_title check (title_th ~ '\S'),
  title_en text not null constraint campaign_has_an_english_title check (title_en ~ '\S'),
  note text,
  definition_hash text not null constraint campaign_asks_by_a_definition references readiness.definition,
  -- What the list was taken from: `all`, `plan:digital-2566` or `picked`.
  list_from text not null,
  opens_on date not null,
  working_days int not null constraint campaign_lasts_some_working_days check (working_days between 1 and 250),
  actor text not null,
  recorded_at timestamptz not null
);

create table readiness.campaign_end (
  campaign_id bigint not null constraint campaign_ends_once primary key constraint end_is_of_a_campaign references readiness.campaign,
  reason text not null constraint ended_campaign_says_why check (reason ~ '\S'),
  actor text not null,
  recorded_at timestamptz not null
);

create table readiness.form (
  id bigint generated always as identity constraint form_pk primary key,
  campaign_id bigint not null constraint form_is_of_a_campaign references readiness.campaign,
  agency_id text not null,
  recorded_at timestamptz not null,
  constraint agency_has_one_form_in_a_campaign unique (campaign_id, agency_id)
);

-- What became of a form. A deadline that was given anew stands with the one before it.
create table readiness.form_event (
  id bigint generated always as identity constraint form_event_pk primary key,
  form_id bigint not null constraint form_event_is_of_a_form references readiness.form,
  what text not null constraint form_event_is_known check (what in ('submitted', 'returned', 'accepted', 'reopened')),
  reason text,
  due_before date,
  due_on date,
  actor text not null,
  recorded_at timestamptz not null,
  constraint form_given_back_says_why check (what in ('submitted', 'accepted') or reason ~ '\S')
);
create index form_event_by_form on readiness.form_event (form_id, id);

-- A dataset that is asked about. What the house knew of it when the campaign was set up stands beside it, each with where it came from.
create table readiness.form_row (
  id bigint generated always as identity constraint form_row_pk primary key,
  form_id bigint not null constraint form_row_is_of_a_form references readiness.form,
  dataset_id bigint,
  slug text,
  title_th text,
  title_en text,
  known jsonb not null default '{}',
  recorded_at timestamptz not null,
  constraint listed_row_names_its_dataset check ((dataset_id is null) = (slug is null) and (dataset_id is null) = (title_th is null)),
  constraint dataset_stands_once_in_a_form unique (form_id, dataset_id)
);
create index form_row_by_form on readiness.form_row (form_id, id);

create table readiness.row_version (
  row_id bigint not null constraint row_version_is_of_a_row references readiness.form_row,
  version int not null,
  answers jsonb not null constraint answers_are_an_object check (jsonb_typeof(answers) = 'object'),
  withdrawn boolean not null,
  via text not null constraint answer_came_by_a_known_way check (via in ('page', 'workbook')),
  actor text not null,
  recorded_at timestamptz not null,
  constraint row_version_pk primary key (row_id, version)
);

-- What an agency needs from others.
create table readiness.need (
  id bigint generated always as identity constraint need_pk primary key,
  form_id bigint not null constraint need_is_of_a_form references readiness.form,
  recorded_at timestamptz not null
);
create index need_by_form on readiness.need (form_id, id);

create table readiness.need_version (
  need_id bigint not null constraint need_version_is_of_a_need references readiness.need,
  version int not null,
  agency_id text not null,
  slug text,
  words text not null constraint need_says_what check (words ~ '\S'),
  purpose text not null constraint need_says_for_what check (purpose ~ '\S'),
  withdrawn boolean not null,
  via text not null constraint need_came_by_a_known_way check (via in ('page', 'workbook')),
  actor text not null,
  recorded_at timestamptz not null,
  constraint need_version_pk primary key (need_id, version)
);

-- The draft of a linkage request that a need became when its form was submitted.
create table readiness.need_request (
  need_id bigint not null constraint need_becomes_one_request primary key constraint request_is_of_a_need references readiness.need,
  request_id bigint not null,
  recorded_at timestamptz not null
);

-- A day that an agency named and the secretariat took over as the due date of the plan.
create table readiness.adoption (
  id bigint generated always as identity constraint adoption_pk primary key,
  row_id bigint not null constraint adoption_is_of_a_row references readiness.form_row,
  due_on date not null,
  due_before date,
  reason text not null constraint adoption_says_why check (reason ~ '\S'),
  actor text not null,
  recorded_at timestamptz not null
);
create index adoption_by_row on readiness.adoption (row_id, id);

create trigger definitions_never_change before update or delete on readiness.definition for each row execute function kernel.refuse_change();
create trigger campaigns_never_change before update or delete on readiness.campaign for each row execute function kernel.refuse_change();
create trigger campaign_ends_never_change before update or delete on readiness.campaign_end for each row execute function kernel.refuse_change();
create trigger forms_never_change before update or delete on readiness.form for each row execute function kernel.refuse_change();
create trigger form_events_never_change before update or delete on readiness.form_event for each row execute function kernel.refuse_change();
create trigger form_rows_never_change before update or delete on readiness.form_row for each row execute function kernel.refuse_change();
create trigger row_versions_never_change before update or delete on readiness.row_version for each row execute function kernel.refuse_change();
create trigger needs_never_change before update or delete on readiness.need for each row execute function kernel.refuse_change();
create trigger need_versions_never_change before update or delete on readiness.need_version for each row execute function kernel.refuse_change();
create trigger need_requests_never_change before update or delete on readiness.need_request for each row execute function kernel.refuse_change();
create trigger adoptions_never_change before update or delete on readiness.adoption for each row execute function kernel.refuse_change();
