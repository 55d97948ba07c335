-- Topics are the catalogue's (docs/adr/0014): what was kept here goes there, as the secretariat worded and ordered it.
insert into catalog.topic (id, title_th, title_en, description_th, description_en, position, retired_at)
select t.id, t.title_th, t.title_en, t.description_th, t.description_en, t.position, t.retired_at from portal.topic t
on conflict (id) do update
set title_th = excluded.title_th, title_en = excluded.title_en, description_th = excluded.description_th, description_en = excluded.description_en, position = excluded.position, retired_at = excluded.retired_at;

insert into catalog.topic_dataset (topic_id, dataset_id, how)
select m.topic_id, m.dataset_id, 'hand' from portal.topic_dataset m
on conflict (topic_id, dataset_id) do update set how = 'hand';

drop table portal.topic_dataset;
drop table portal.topic;
