-- The ministry's action plan: strategies, their projects by fiscal year, and which datasets each project brings in.
-- Whatever is said of them is a version that is only added, with who, when and why: the plan as of any past day can be printed again.
-- How far a dataset is, is never said here: `plans` derives it from facts.

create table projects.plan (
  id bigint generated always as identity constraint plan_pk primary key,
  slug text not null constraint plan_slug_is_unique unique constraint plan_slug_is_short check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$')
);

create table projects.plan_version (
  plan_id bigint not null constraint plan_version_is_of_a_plan references projects.plan,
  version int not null,
  title_th text not null constraint plan_has_a_thai_title check (title_th ~ '\S'),
  title_en text not null constraint plan_has_an_english_title check (title_en ~ '\S'),
  -- Fiscal years of the Buddhist era, each from 1 October to 30 September.
  first_year int not null,
  last_year int not null,
  reason text,
  actor text not null,
  recorded_at timestamptz not null,
  constraint plan_version_pk primary key (plan_id, version),
  constraint plan_years_are_of_the_buddhist_era check (first_year between 2500 and 2700 and last_year between first_year and first_year + 19),
  constraint changed_plan_says_why check (version = 1 or reason ~ '\S')
);

create table projects.strategy (
  id bigint generated always as identity constraint strategy_pk primary key,
  plan_id bigint not null constraint strategy_is_of_a_plan references projects.plan
);
create index strategy_by_plan on projects.strategy (plan_id);

create table projects.strategy_version (
  strategy_id bigint not null constraint strategy_version_is_of_a_strategy references projects.strategy,
  version int not null,
  number int not null constraint strategy_number_is_positive check (number between 1 and 99),
  title_th text not null constraint strategy_has_a_thai_title check (title_th ~ '\S'),
  title_en text not null constraint strategy_has_an_english_title check (title_en ~ '\S'),
  withdrawn boolean not null,
  reason text,
  actor text not null,
  recorded_at timestamptz not null,
  constraint strategy_version_pk primary key (strategy_id, version),
  constraint changed_strategy_says_why check (version = 1 or reason ~ '\S')
);

create table projects.project (
  id bigint generated always as identity constraint project_pk primary key,
  plan_id bigint not null constraint project_is_of_a_plan references projects.plan
);
create index project_by_plan on projects.project (plan_id);

create table projects.project_version (
  project_id bigint not null constraint project_version_is_of_a_project references projects.project,
  version int not null,
  strategy_id bigint not null constraint project_is_under_a_strategy references projects.strategy,
  agency_id text not null,
  code text,
  title_th text not null constraint project_has_a_thai_title check (title_th ~ '\S'),
  title_en text not null constraint project_has_an_english_title check (title_en ~ '\S'),
  starts_on date not null,
  ends_on date not null,
  withdrawn boolean not null,
  reason text,
  actor text not null,
  recorded_at timestamptz not null,
  constraint project_version_pk primary key (project_id, version),
  constraint project_ends_after_it_starts check (starts_on <= ends_on),
  constraint changed_project_says_why check (version = 1 or reason ~ '\S')
);

-- What a project may spend in a fiscal year, as one version says.
create table projects.budget (
  project_id bigint not null,
  version int not null,
  fiscal_year int not null,
  baht numeric(15, 2) not null constraint budget_is_not_negative check (baht >= 0),
  constraint budget_pk primary key (project_id, version, fiscal_year),
  constraint budget_is_of_a_version foreign key (project_id, version) references projects.project_version
);

-- By what a project is judged, as one version says. `datasets-linked` counts itself; `reported` is told by people.
create table projects.indicator (
  project_id bigint not null,
  version int not null,
  number int not null,
  title_th text not null constraint indicator_has_a_thai_title check (title_th ~ '\S'),
  title_en text not null constraint indicator_has_an_english_title check (title_en ~ '\S'),
  unit_th text not null,
  unit_en text not null,
  target numeric not null,
  measure text not null constraint indicator_measure_is_known check (measure in ('datasets-linked', 'reported')),
  constraint indicator_pk primary key (project_id, version, number),
  constraint indicator_is_of_a_version foreign key (project_id, version) references projects.project_version
);

-- A figure told for an indicator; the newest of the newest day holds, the others stay.
create table projects.indicator_report (
  id bigint generated always as identity constraint indicator_report_pk primary key,
  project_id bigint not null constraint indicator_report_is_of_a_project references projects.project,
  number int not null,
  value numeric not null,
  counted_on date not null,
  note text not null constraint indicator_report_says_whence check (note ~ '\S'),
  actor text not null,
  recorded_at timestamptz not null
);
create index indicator_report_by_project on projects.indicator_report (project_id, number, recorded_at);

-- A dataset comes into a project or leaves it.
create table projects.item_event (
  id bigint generated always as identity constraint item_event_pk primary key,
  plan_id bigint not null constraint item_is_of_a_plan references projects.plan,
  project_id bigint not null constraint item_is_of_a_project references projects.project,
  dataset_id bigint not null,
  present boolean not null,
  reason text,
  actor text not null,
  recorded_at timestamptz not null,
  constraint leaving_item_says_why check (present or reason ~ '\S')
);
create index item_event_by_plan on projects.item_event (plan_id, dataset_id, id desc);

create trigger plan_versions_never_change before update or delete on projects.plan_version for each row execute function kernel.refuse_change();
create trigger strategy_versions_never_change before update or delete on projects.strategy_version for each row execute function kernel.refuse_change();
create trigger project_versions_never_change before update or delete on projects.project_version for each row execute function kernel.refuse_change();
create trigger budgets_never_change before update or delete on projects.budget for each row execute function kernel.refuse_change();
create trigger indicators_never_change before update or delete on projects.indicator for each row execute function kernel.refuse_change();
create trigger indicator_reports_never_change before update or delete on projects.indicator_report for each row execute function kernel.refuse_change();
create trigger item_events_never_change before update or delete on projects.item_event for each row execute function kernel.refuse_change();
