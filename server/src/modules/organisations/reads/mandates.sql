-- name: list_mandates :many
-- What a person may act as today in Bangkok: appointments and delegations.
select m.id as "id!", m.source as "source!", m.person_id as "person_id!", m.post_id as "post_id!", m.unit_id as "unit_id!", m.agency_id as "agency_id!", m.kind as "kind!",
  m.title_th as "title_th!", m.title_en as "title_en!", m.roles as "roles!", m.powers as "powers!", m.since as "since!", m.until, m.document_no as "document_no!"
from organisations.mandate_v1 m
where m.person_id = $person_id::uuid
order by m.source, m.since, m.id;

-- name: list_representations :many
select r.id as "id!", r.juristic_no as "juristic_no!", r.name_th as "name_th!"
from organisations.representation_v1 r
where r.person_id = $person_id::uuid
order by r.id;

-- name: find_person :maybe
select p.id as "id!", p.given_th as "given_th!", p.family_th as "family_th!", p.given_en, p.family_en, p.email
from organisations.person_v1 p
where p.id = $id::uuid;
