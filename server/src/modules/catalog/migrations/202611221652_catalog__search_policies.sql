-- A policy for all commands is asked at every read too: writing has its own now, and the one of reading begins with what most rows are.
drop policy search_doc_write on catalog.search_doc;
drop policy search_text_write on catalog.search_text;
create policy search_doc_insert on catalog.search_doc for insert with check (
  (select current_setting('saphan.reach', true) in ('house', 'ministry'))
  or agency_id = any((select string_to_array(current_setting('saphan.agencies', true), ','))::text[]));
create policy search_doc_update on catalog.search_doc for update using (
  (select current_setting('saphan.reach', true) in ('house', 'ministry'))
  or agency_id = any((select string_to_array(current_setting('saphan.agencies', true), ','))::text[]));
create policy search_doc_delete on catalog.search_doc for delete using (
  (select current_setting('saphan.reach', true) in ('house', 'ministry'))
  or agency_id = any((select string_to_array(current_setting('saphan.agencies', true), ','))::text[]));
create policy search_text_insert on catalog.search_text for insert with check (
  (select current_setting('saphan.reach', true) in ('house', 'ministry'))
  or agency_id = any((select string_to_array(current_setting('saphan.agencies', true), ','))::text[]));
create policy search_text_update on catalog.search_text for update using (
  (select current_setting('saphan.reach', true) in ('house', 'ministry'))
  or agency_id = any((select string_to_array(current_setting('saphan.agencies', true), ','))::text[]));
create policy search_text_delete on catalog.search_text for delete using (
  (select current_setting('saphan.reach', true) in ('house', 'ministry'))
  or agency_id = any((select string_to_array(current_setting('saphan.agencies', true), ','))::text[]));
