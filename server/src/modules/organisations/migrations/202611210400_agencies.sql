-- The agencies of the ministry. `definitions/agencies.yaml` is the reviewed list; a test holds both equal.
create table organisations.agency (
  id text not null,
  kind text not null,
  abbr_th text not null,
  abbr_en text not null,
  name_th text not null,
  name_en text not null,
  domain text,
  created_at timestamptz not null default now(),
  constraint agency_pk primary key (id),
  constraint agency_id_is_lower_case check (id ~ '^[a-z][a-z0-9-]{1,30}$'),
  constraint agency_kind_is_known check (kind in ('department', 'state-enterprise', 'public-organisation')),
  constraint agency_abbr_th_is_unique unique (abbr_th),
  constraint agency_abbr_en_is_unique unique (abbr_en)
);

insert into organisations.agency (id, kind, abbr_th, abbr_en, name_th, name_en, domain)
values
  ('ops', 'department', 'สป.กษ.', 'OPS', 'สำนักงานปลัดกระทรวงเกษตรและสหกรณ์', 'Office of the Permanent Secretary for Agriculture and Cooperatives', 'opsmoac.go.th'),
  ('rd', 'department', 'กข.', 'RD', 'กรมการข้าว', 'Rice Department', 'ricethailand.go.th'),
  ('rid', 'department', 'ชป.', 'RID', 'กรมชลประทาน', 'Royal Irrigation Department', 'rid.go.th'),
  ('cad', 'department', 'กตส.', 'CAD', 'กรมตรวจบัญชีสหกรณ์', 'Cooperative Auditing Department', 'cad.go.th'),
  ('dof', 'department', 'กป.', 'DOF', 'กรมประมง', 'Department of Fisheries', 'fisheries.go.th'),
  ('dld', 'department', 'ปศ.', 'DLD', 'กรมปศุสัตว์', 'Department of Livestock Development', 'dld.go.th'),
  ('drraa', 'department', 'ฝล.', 'DRRAA', 'กรมฝนหลวงและการบินเกษตร', 'Department of Royal Rainmaking and Agricultural Aviation', 'royalrain.go.th'),
  ('ldd', 'department', 'พด.', 'LDD', 'กรมพัฒนาที่ดิน', 'Land Development Department', 'ldd.go.th'),
  ('doa', 'department', 'กวก.', 'DOA', 'กรมวิชาการเกษตร', 'Department of Agriculture', 'doa.go.th'),
  ('doae', 'department', 'กสก.', 'DOAE', 'กรมส่งเสริมการเกษตร', 'Department of Agricultural Extension', 'doae.go.th'),
  ('cpd', 'department', 'กสส.', 'CPD', 'กรมส่งเสริมสหกรณ์', 'Cooperative Promotion Department', 'cpd.go.th'),
  ('qsds', 'department', 'มม.', 'QSDS', 'กรมหม่อนไหม', 'The Queen Sirikit Department of Sericulture', 'qsds.go.th'),
  ('alro', 'department', 'ส.ป.ก.', 'ALRO', 'สำนักงานการปฏิรูปที่ดินเพื่อเกษตรกรรม', 'Agricultural Land Reform Office', 'alro.go.th'),
  ('acfs', 'department', 'มกอช.', 'ACFS', 'สำนักงานมาตรฐานสินค้าเกษตรและอาหารแห่งชาติ', 'National Bureau of Agricultural Commodity and Food Standards', 'acfs.go.th'),
  ('oae', 'department', 'สศก.', 'OAE', 'สำนักงานเศรษฐกิจการเกษตร', 'Office of Agricultural Economics', 'oae.go.th'),
  ('mof', 'state-enterprise', 'อ.ต.ก.', 'MOF', 'องค์การตลาดเพื่อเกษตรกร', 'Marketing Organization for Farmers', null),
  ('raot', 'state-enterprise', 'กยท.', 'RAOT', 'การยางแห่งประเทศไทย', 'Rubber Authority of Thailand', null),
  ('fmo', 'state-enterprise', 'อสป.', 'FMO', 'องค์การสะพานปลา', 'Fish Marketing Organization', null),
  ('dpo', 'state-enterprise', 'อ.ส.ค.', 'DPO', 'องค์การส่งเสริมกิจการโคนมแห่งประเทศไทย', 'Dairy Farming Promotion Organization of Thailand', null),
  ('gjm', 'public-organisation', 'พกฉ.', 'GJM', 'สำนักงานพิพิธภัณฑ์เกษตรเฉลิมพระเกียรติพระบาทสมเด็จพระเจ้าอยู่หัว (องค์การมหาชน)', 'Golden Jubilee Museum of Agriculture Office (Public Organization)', null),
  ('hrdi', 'public-organisation', 'สวพส.', 'HRDI', 'สถาบันวิจัยและพัฒนาพื้นที่สูง (องค์การมหาชน)', 'Highland Research and Development Institute (Public Organization)', null),
  ('arda', 'public-organisation', 'สวก.', 'ARDA', 'สำนักงานพัฒนาการวิจัยการเกษตร (องค์การมหาชน)', 'Agricultural Research Development Agency (Public Organization)', 'arda.or.th');

create view organisations.agency_v1 as
select a.id, a.kind, a.abbr_th, a.abbr_en, a.name_th, a.name_en, a.domain
from organisations.agency a;
