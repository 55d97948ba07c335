-- name: insert_people :many
-- In the order given, each with its new id.
with given as materialized (
  select uuidv7() as id, p.n, p.given_th, p.family_th, p.given_en, p.family_en, p.email
  from rows from (jsonb_to_recordset($people::jsonb) as (given_th text, family_th text, given_en text, family_en text, email text)) with ordinality as p (given_th, family_th, given_en, family_en, email, n)),
made as (
  insert into organisations.person (id, given_th, family_th, given_en, family_en, email, created_by)
  select g.id, g.given_th, g.family_th, g.given_en, g.family_en, g.email, $by::text from given g
  returning id)
select g.id as "id!" from given g join made m on m.id = g.id order by g.n;
