-- Groups are the catalogue's topics (docs/adr/0014): what clients of CKAN made goes there with its id, and only what no topic has stays here.
insert into catalog.topic (id, uid, title_th, title_en, description_th, created_at, changed_at, retired_at)
select g.name, g.id, g.title_th, g.title_en, coalesce(g.description, ''), g.created_at, g.changed_at, case g.state when 'deleted' then g.changed_at end
from ckan.subject_group g
where length(trim(g.title_th)) > 0 and length(trim(g.title_en)) > 0
on conflict (id) do update set uid = excluded.uid;

insert into catalog.topic_dataset (topic_id, dataset_id, how)
select g.name, m.dataset_id, 'hand' from ckan.group_member m join ckan.subject_group g on g.id = m.group_id
where exists (select from catalog.topic t where t.id = g.name)
on conflict do nothing;

-- A picture elsewhere on the web and further values, as clients gave them.
create table ckan.group_note (
  topic_id text not null,
  image_url text,
  extras jsonb not null default '{}',
  constraint group_note_pk primary key (topic_id)
);
insert into ckan.group_note (topic_id, image_url, extras)
select g.name, g.image_url, g.extras from ckan.subject_group g where g.image_url is not null or g.extras <> '{}';

drop table ckan.group_member;
drop table ckan.subject_group;
