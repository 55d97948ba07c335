-- What the public says and uses: requests for data with votes and discussion, surveys and the publication plan made of them, showcases, topics, daily counters.
-- Text of the public is shown after somebody read it; the net below the queries is the row-level policy of each table.

-- Whoever looks after what an agency is asked: the secretariat, the house, the agency itself.
create function portal.looks_after(agency text) returns boolean language sql stable as $$
  select coalesce(current_setting('saphan.reach', true) in ('house', 'ministry'), false)
    or coalesce(agency = any(string_to_array(current_setting('saphan.agencies', true), ',')), false)
$$;

-- Whoever was given the address of what they wrote themselves: `portal.key` is set for one transaction.
create function portal.holds_key(id uuid) returns boolean language sql stable as $$
  select coalesce(id::text = current_setting('portal.key', true), false)
$$;

create table portal.topic (
  id text not null,
  title_th text not null,
  title_en text not null,
  description_th text not null default '',
  description_en text not null default '',
  position smallint not null default 100,
  retired_at timestamptz,
  constraint topic_pk primary key (id),
  constraint topic_id_has_its_form check (id ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(id) between 2 and 63),
  constraint topic_titles_are_not_empty check (length(trim(title_th)) > 0 and length(trim(title_en)) > 0)
);
-- The seven groups of the government's catalogue (category01–07), in its order.
insert into portal.topic (id, title_th, title_en, description_th, description_en, position) values
  ('category01', 'แผนแม่บทภายใต้ยุทธศาสตร์ชาติ', 'Master plans of the national strategy', 'ข้อมูลที่ใช้ติดตามแผนแม่บทภายใต้ยุทธศาสตร์ชาติ', 'Data that follow the master plans of the national strategy.', 1),
  ('category02', 'ประเด็นการพัฒนา', 'Issues of development', 'ข้อมูลตามประเด็นการพัฒนาของพื้นที่', 'Data on what an area sets out to develop.', 2),
  ('category03', 'ข้อมูลด้านกายภาพ', 'Land and infrastructure', 'ที่ดิน แหล่งน้ำ ขอบเขต โครงสร้างพื้นฐาน', 'Land, water, boundaries and infrastructure.', 3),
  ('category04', 'ข้อมูลด้านเศรษฐกิจ', 'Economy', 'ผลผลิต ราคา ต้นทุน การค้า', 'Production, prices, costs and trade.', 4),
  ('category05', 'ข้อมูลด้านสังคมและความมั่นคง', 'Society and security', 'ครัวเรือน สวัสดิการ องค์กรเกษตรกร', 'Households, welfare and farmers'' organisations.', 5),
  ('category06', 'ข้อมูลด้านทรัพยากรธรรมชาติและสิ่งแวดล้อม', 'Natural resources and environment', 'น้ำ ดิน ป่า ภัยธรรมชาติ', 'Water, soil, forest and natural hazards.', 6),
  ('category07', 'ข้อมูลอื่น ๆ', 'Other data', 'ข้อมูลที่ไม่อยู่ในกลุ่มอื่น', 'Data of no other group.', 7);

create table portal.topic_dataset (
  topic_id text not null constraint topic_dataset_topic_exists references portal.topic (id),
  dataset_id bigint not null,
  constraint topic_dataset_pk primary key (topic_id, dataset_id)
);
create index topic_dataset_by_dataset on portal.topic_dataset (dataset_id);

create table portal.demand_request (
  id uuid not null,
  title text not null,
  need text not null,
  agency_id text,
  moderation text not null default 'waiting',
  state text not null default 'asked',
  asked_by uuid,
  asked_at timestamptz not null default now(),
  due_on date not null,
  answer text,
  planned_on date,
  dataset_id bigint,
  changed_at timestamptz not null default now(),
  constraint demand_request_pk primary key (id),
  constraint demand_request_moderation_is_known check (moderation in ('waiting', 'shown', 'hidden')),
  constraint demand_request_state_is_known check (state in ('asked', 'answered', 'planned', 'published', 'declined')),
  constraint demand_request_says_why_it_is_declined check (state <> 'declined' or length(trim(answer)) > 0),
  constraint demand_request_planned_has_a_day check (state <> 'planned' or planned_on is not null),
  constraint demand_request_published_has_its_dataset check (state <> 'published' or dataset_id is not null)
);
create index demand_request_by_state on portal.demand_request (moderation, state, asked_at desc);
create index demand_request_by_agency on portal.demand_request (agency_id, moderation);
create index demand_request_by_dataset on portal.demand_request (dataset_id) where dataset_id is not null;
alter table portal.demand_request enable row level security;
alter table portal.demand_request force row level security;
create policy demand_request_read on portal.demand_request for select using (moderation = 'shown' or portal.looks_after(agency_id) or portal.holds_key(id));
create policy demand_request_ask on portal.demand_request for insert with check (moderation = 'waiting' or coalesce(current_setting('saphan.reach', true) in ('house', 'ministry', 'request'), false));
create policy demand_request_answer on portal.demand_request for update using (portal.looks_after(agency_id)) with check (true);
create policy demand_request_forget on portal.demand_request for delete using (coalesce(current_setting('saphan.reach', true) = 'house', false));

-- How whoever asked can be reached: sealed, never shown in public, opened by the asked agency only and with a line in the audit, forgotten after a while.
create table portal.demand_contact (
  request_id uuid not null,
  sealed text not null,
  forget_on date not null,
  constraint demand_contact_pk primary key (request_id),
  constraint demand_contact_request_exists foreign key (request_id) references portal.demand_request (id) on delete cascade
);
alter table portal.demand_contact enable row level security;
alter table portal.demand_contact force row level security;
create policy demand_contact_open on portal.demand_contact for select using (
  exists (select from portal.demand_request r where r.id = request_id and portal.looks_after(r.agency_id)));
create policy demand_contact_leave on portal.demand_contact for insert with check (true);
create policy demand_contact_forget on portal.demand_contact for delete using (coalesce(current_setting('saphan.reach', true) = 'house', false));

-- One step of a request: what was answered, by which agency, when.
create table portal.demand_event (
  id bigint generated always as identity,
  request_id uuid not null constraint demand_event_request_exists references portal.demand_request (id) on delete cascade,
  state text not null,
  text text not null default '',
  agency_id text,
  planned_on date,
  dataset_id bigint,
  at timestamptz not null default now(),
  constraint demand_event_pk primary key (id)
);
create index demand_event_by_request on portal.demand_event (request_id, id);

create table portal.demand_vote (
  request_id uuid not null constraint demand_vote_request_exists references portal.demand_request (id) on delete cascade,
  account_id uuid not null,
  at timestamptz not null default now(),
  constraint demand_vote_pk primary key (request_id, account_id)
);

create table portal.demand_comment (
  id uuid not null,
  request_id uuid not null constraint demand_comment_request_exists references portal.demand_request (id) on delete cascade,
  text text not null,
  by_account uuid,
  -- The agency that speaks, when an officer writes; the public has no names here.
  agency_id text,
  moderation text not null default 'waiting',
  at timestamptz not null default now(),
  constraint demand_comment_pk primary key (id),
  constraint demand_comment_moderation_is_known check (moderation in ('waiting', 'shown', 'hidden'))
);
create index demand_comment_by_request on portal.demand_comment (request_id, at);
create index demand_comment_waiting on portal.demand_comment (at) where moderation = 'waiting';
alter table portal.demand_comment enable row level security;
alter table portal.demand_comment force row level security;
create policy demand_comment_read on portal.demand_comment for select using (
  (moderation = 'shown' and exists (select from portal.demand_request r where r.id = request_id))
  or exists (select from portal.demand_request r where r.id = request_id and portal.looks_after(r.agency_id)));
create policy demand_comment_write on portal.demand_comment for insert with check (moderation = 'waiting' or coalesce(current_setting('saphan.reach', true) in ('house', 'ministry', 'request'), false));
create policy demand_comment_moderate on portal.demand_comment for update using (
  exists (select from portal.demand_request r where r.id = request_id and portal.looks_after(r.agency_id)));

create table portal.survey (
  id bigint generated always as identity,
  title_th text not null,
  title_en text not null,
  intro_th text not null default '',
  intro_en text not null default '',
  opens_on date not null,
  closes_on date not null,
  most_choices smallint not null default 5,
  planned_at timestamptz,
  constraint survey_pk primary key (id),
  constraint survey_closes_after_it_opens check (closes_on >= opens_on),
  constraint survey_choices_are_some check (most_choices between 1 and 20)
);

create table portal.survey_option (
  id bigint generated always as identity,
  survey_id bigint not null constraint survey_option_survey_exists references portal.survey (id) on delete cascade,
  title_th text not null,
  title_en text not null,
  agency_id text not null,
  request_id uuid,
  position smallint not null,
  constraint survey_option_pk primary key (id)
);
create index survey_option_by_survey on portal.survey_option (survey_id, position);

create table portal.survey_choice (
  option_id bigint not null constraint survey_choice_option_exists references portal.survey_option (id) on delete cascade,
  account_id uuid not null,
  constraint survey_choice_pk primary key (option_id, account_id)
);

-- What agencies will open, by when, and how many wished for it. Late and done follow from the days and the dataset; nobody sets them.
create table portal.publication_item (
  id bigint generated always as identity,
  survey_id bigint constraint publication_item_survey_exists references portal.survey (id),
  option_id bigint constraint publication_item_option_exists references portal.survey_option (id),
  request_id uuid,
  title_th text not null,
  title_en text not null,
  agency_id text not null,
  due_on date not null,
  votes int not null default 0,
  dataset_id bigint,
  delivered_at timestamptz,
  constraint publication_item_pk primary key (id),
  constraint publication_item_is_planned_once unique (option_id),
  constraint publication_item_delivered_has_its_dataset check ((dataset_id is null) = (delivered_at is null))
);
create index publication_item_by_due_day on portal.publication_item (due_on, id);

create table portal.showcase (
  id uuid not null,
  title text not null,
  summary text not null,
  address text not null,
  maker text not null,
  state text not null default 'submitted',
  reason text,
  submitted_by uuid,
  submitted_at timestamptz not null default now(),
  decided_at timestamptz,
  constraint showcase_pk primary key (id),
  constraint showcase_state_is_known check (state in ('submitted', 'approved', 'declined')),
  constraint showcase_address_is_of_the_web check (address ~ '^https?://')
);
alter table portal.showcase enable row level security;
alter table portal.showcase force row level security;
create policy showcase_read on portal.showcase for select using (
  state = 'approved' or coalesce(current_setting('saphan.reach', true) in ('house', 'ministry'), false) or portal.holds_key(id));
create policy showcase_submit on portal.showcase for insert with check (state = 'submitted');
create policy showcase_decide on portal.showcase for update using (coalesce(current_setting('saphan.reach', true) in ('house', 'ministry'), false));

create table portal.showcase_dataset (
  showcase_id uuid not null constraint showcase_dataset_showcase_exists references portal.showcase (id) on delete cascade,
  dataset_id bigint not null,
  constraint showcase_dataset_pk primary key (showcase_id, dataset_id)
);
create index showcase_dataset_by_dataset on portal.showcase_dataset (dataset_id);

-- How often, never by whom: no address, no cookie, no time finer than a day in Bangkok.
create table portal.usage_day (
  dataset_id bigint not null,
  day date not null,
  views int not null default 0,
  downloads int not null default 0,
  api_calls int not null default 0,
  constraint usage_day_pk primary key (dataset_id, day)
);
create index usage_day_by_day on portal.usage_day (day);
