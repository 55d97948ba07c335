-- Whoever holds no office (`saphan.reach` = 'open', or nothing said) sees open datasets only; internal ones are for officers and services of the ministry.
drop policy dataset_read on catalog.dataset;
create policy dataset_read on catalog.dataset for select using (
  level = 0
  or (level = 1 and (select current_setting('saphan.reach', true) in ('house', 'ministry', 'request')))
  or (select current_setting('saphan.reach', true) in ('house', 'ministry'))
  or agency_id = any((select string_to_array(current_setting('saphan.agencies', true), ','))::text[])
  or id in (select r.dataset_id from catalog.reach r where r.agency_id = any((select string_to_array(current_setting('saphan.agencies', true), ','))::text[])));
