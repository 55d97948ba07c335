-- The index of the catalogue's search (docs/adr/0011). Numbers of datasets and words; what may be seen of them is decided on search_doc and search_text,
-- through which every answer goes.
create table catalog.search_doc (
  doc_id int not null, -- the dataset's number
  -- Who finds it: everybody, whoever holds an office, or the owner alone.
  scope text not null,
  agency_id text not null,
  -- Small preference among equals: quality, high value. 1 is none.
  prior real not null default 1,
  title_th_key bigint not null,
  title_en_key bigint not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  -- By the number of the field: which set of values this dataset has. One small number a field keeps counting 20,000 datasets at a few milliseconds.
  sets int[] not null,
  -- Values of fields with nearly as many sets as datasets (tags).
  wide_values int[] not null default '{}',
  -- The dictionary it was read with; older ones are read again.
  dictionary int not null,
  constraint search_doc_pk primary key (doc_id),
  constraint search_doc_scope_is_known check (scope in ('open', 'officers', 'owner'))
);
create index search_doc_by_change on catalog.search_doc (changed_at desc, doc_id);

-- Words for people: read for the page of answers only.
create table catalog.search_text (
  doc_id int not null,
  scope text not null,
  agency_id text not null,
  uid uuid not null,
  slug text not null,
  title_th text not null,
  title_en text not null,
  description text not null,
  -- Titles, and everything, as they are compared: for quoted phrases and words of a title.
  title_body text not null,
  body text not null,
  -- The words this dataset was entered under, so that it can be taken out again.
  term_ids int[] not null,
  constraint search_text_pk primary key (doc_id),
  constraint search_text_slug_is_unique unique (slug),
  constraint search_text_doc_exists foreign key (doc_id) references catalog.search_doc (doc_id) on delete cascade
);
create index search_text_by_uid on catalog.search_text (uid);

create table catalog.search_term (
  id int generated always as identity,
  term text not null,
  -- In how many datasets.
  datasets int not null default 0,
  grams text[] not null,
  constraint search_term_pk primary key (id),
  constraint search_term_is_unique unique (term)
) with (fillfactor = 80);
create index search_term_by_prefix on catalog.search_term (term text_pattern_ops);
create index search_term_by_grams on catalog.search_term using gin (grams);

-- How much a word says of a dataset: the part of BM25 that is known when it is entered, times 1,000.
create table catalog.search_posting (
  term_id int not null,
  doc_id int not null,
  impact smallint not null,
  constraint search_posting_pk primary key (term_id, doc_id) include (impact)
);

create table catalog.search_field (
  id smallint generated always as identity,
  name text not null,
  constraint search_field_pk primary key (id),
  constraint search_field_is_unique unique (name)
);
create table catalog.search_value (
  id int generated always as identity,
  field_id smallint not null,
  value text not null,
  -- The value as a number where it is one.
  number float8 generated always as (case when value ~ '^-?[0-9]{1,15}([.][0-9]{1,9})?$' then value::float8 end) stored,
  constraint search_value_pk primary key (id),
  constraint search_value_is_unique unique (field_id, value)
);
create table catalog.search_set (
  id int generated always as identity,
  field_id smallint not null,
  value_ids int[] not null,
  constraint search_set_pk primary key (id),
  constraint search_set_is_unique unique (field_id, value_ids)
);
create index search_set_by_value on catalog.search_set using gin (value_ids);

create table catalog.search_state (
  only_one boolean not null default true,
  datasets int not null default 0,
  -- Rises with every change of the index: answers may be kept until it does.
  revision bigint not null default 1,
  -- Rises when a word is added to the dictionary or taken out.
  dictionary int not null default 1,
  constraint search_state_pk primary key (only_one),
  constraint search_state_is_one_row check (only_one)
);
insert into catalog.search_state default values;

-- Words the house must find whole, beside those of definitions/search-dictionary.yaml. Rows of one group mean the same.
create table catalog.dictionary_term (
  id bigint generated always as identity,
  term text not null,
  same_as text,
  added_by text not null,
  added_at timestamptz not null default now(),
  constraint dictionary_term_pk primary key (id),
  constraint dictionary_term_is_unique unique (term),
  constraint dictionary_term_is_not_empty check (length(trim(term)) >= 2)
);

-- The same rule as for records: whoever may not see a record finds neither it nor a count that it is in.
alter table catalog.search_doc enable row level security;
alter table catalog.search_doc force row level security;
create policy search_doc_read on catalog.search_doc for select using (
  scope = 'open'
  or (select current_setting('saphan.reach', true) in ('house', 'ministry'))
  or (scope = 'officers' and (select current_setting('saphan.reach', true) = 'request'))
  or agency_id = any((select string_to_array(current_setting('saphan.agencies', true), ','))::text[]));
create policy search_doc_write on catalog.search_doc for all using (
  (select current_setting('saphan.reach', true) in ('house', 'ministry'))
  or agency_id = any((select string_to_array(current_setting('saphan.agencies', true), ','))::text[]));
alter table catalog.search_text enable row level security;
alter table catalog.search_text force row level security;
create policy search_text_read on catalog.search_text for select using (
  scope = 'open'
  or (select current_setting('saphan.reach', true) in ('house', 'ministry'))
  or (scope = 'officers' and (select current_setting('saphan.reach', true) = 'request'))
  or agency_id = any((select string_to_array(current_setting('saphan.agencies', true), ','))::text[]));
create policy search_text_write on catalog.search_text for all using (
  (select current_setting('saphan.reach', true) in ('house', 'ministry'))
  or agency_id = any((select string_to_array(current_setting('saphan.agencies', true), ','))::text[]));
