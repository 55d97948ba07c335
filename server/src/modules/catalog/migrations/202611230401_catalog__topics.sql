-- Topics: one list for the portal's pages and CKAN's groups (docs/adr/0014). The rooms above bring what they kept by migrations of their own.
create table catalog.topic (
  id text not null, -- its name in addresses; never changes
  uid uuid not null default gen_random_uuid(), -- as clients of CKAN know it
  title_th text not null,
  title_en text not null,
  description_th text not null default '',
  description_en text not null default '',
  position smallint not null default 100,
  -- One of our own pictures, by name; an uploaded one goes before it.
  picture text,
  -- A dataset comes in by itself when it fits every list that is not empty; all empty: none does.
  rule_agencies text[] not null default '{}',
  rule_tags text[] not null default '{}',
  rule_words text[] not null default '{}',
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  retired_at timestamptz,
  constraint topic_pk primary key (id),
  constraint topic_uid_is_unique unique (uid),
  constraint topic_id_has_its_form check (id ~ '^[a-z0-9_-]{2,100}$'),
  constraint topic_titles_are_not_empty check (length(trim(title_th)) > 0 and length(trim(title_en)) > 0),
  constraint topic_picture_has_its_form check (picture ~ '^[a-z][a-z-]{1,30}$')
);

-- The seven groups of the government's catalogue (category01–07), in its order.
insert into catalog.topic (id, title_th, title_en, description_th, description_en, position, picture) values
  ('category01', 'แผนแม่บทภายใต้ยุทธศาสตร์ชาติ', 'Master plans of the national strategy', 'ข้อมูลที่ใช้ติดตามแผนแม่บทภายใต้ยุทธศาสตร์ชาติ', 'Data that follow the master plans of the national strategy.', 1, 'plan'),
  ('category02', 'ประเด็นการพัฒนา', 'Issues of development', 'ข้อมูลตามประเด็นการพัฒนาของพื้นที่', 'Data on what an area sets out to develop.', 2, 'area'),
  ('category03', 'ข้อมูลด้านกายภาพ', 'Land and infrastructure', 'ที่ดิน แหล่งน้ำ ขอบเขต โครงสร้างพื้นฐาน', 'Land, water, boundaries and infrastructure.', 3, 'land'),
  ('category04', 'ข้อมูลด้านเศรษฐกิจ', 'Economy', 'ผลผลิต ราคา ต้นทุน การค้า', 'Production, prices, costs and trade.', 4, 'market'),
  ('category05', 'ข้อมูลด้านสังคมและความมั่นคง', 'Society and security', 'ครัวเรือน สวัสดิการ องค์กรเกษตรกร', 'Households, welfare and farmers'' organisations.', 5, 'people'),
  ('category06', 'ข้อมูลด้านทรัพยากรธรรมชาติและสิ่งแวดล้อม', 'Natural resources and environment', 'น้ำ ดิน ป่า ภัยธรรมชาติ', 'Water, soil, forest and natural hazards.', 6, 'leaf'),
  ('category07', 'ข้อมูลอื่น ๆ', 'Other data', 'ข้อมูลที่ไม่อยู่ในกลุ่มอื่น', 'Data of no other group.', 7, 'other');

-- A small picture that somebody uploaded: kept beside the topic, since it is shown with it everywhere.
create table catalog.topic_picture (
  topic_id text not null,
  media_type text not null,
  bytes bytea not null,
  sha256 text not null,
  constraint topic_picture_pk primary key (topic_id),
  constraint topic_picture_topic_exists foreign key (topic_id) references catalog.topic (id) on delete cascade,
  constraint topic_picture_is_small check (octet_length(bytes) <= 204800),
  constraint topic_picture_type_is_known check (media_type in ('image/png', 'image/jpeg', 'image/webp'))
);

-- Which datasets are in it: by hand, by its rule, or kept out by hand although the rule would bring them.
create table catalog.topic_dataset (
  topic_id text not null,
  dataset_id bigint not null,
  how text not null,
  constraint topic_dataset_pk primary key (topic_id, dataset_id),
  constraint topic_dataset_topic_exists foreign key (topic_id) references catalog.topic (id) on delete cascade,
  constraint topic_dataset_how_is_known check (how in ('hand', 'rule', 'out'))
);
create index topic_dataset_by_dataset on catalog.topic_dataset (dataset_id);

create view catalog.topic_v1 as
select t.id, t.uid, t.title_th, t.title_en, t.description_th, t.description_en, t.position, t.picture, t.created_at, t.changed_at, t.retired_at,
  (select p.sha256 from catalog.topic_picture p where p.topic_id = t.id) as picture_sha256
from catalog.topic t;

create view catalog.topic_dataset_v1 as
select m.topic_id, m.dataset_id from catalog.topic_dataset m where m.how <> 'out';
