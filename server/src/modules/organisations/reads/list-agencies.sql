-- name: list_agencies :many prepared
-- Every agency of the ministry, by name as a Thai dictionary orders them.
select a.id as "id!", a.kind as "kind!", a.abbr_th as "abbr_th!", a.abbr_en as "abbr_en!", a.name_th as "name_th!", a.name_en as "name_en!", a.domain
from organisations.agency_v1 a
order by a.name_th collate "th-x-icu";

-- name: list_living_agencies :many prepared
-- Those that have not ended: whom something new may be given to.
select a.id as "id!", a.kind as "kind!", a.abbr_th as "abbr_th!", a.abbr_en as "abbr_en!", a.name_th as "name_th!", a.name_en as "name_en!", a.domain
from organisations.agency_v1 a
where a.ended_on is null
order by a.name_th collate "th-x-icu";

-- name: find_agency :maybe
-- One that has not ended.
select a.id as "id!", a.kind as "kind!", a.abbr_th as "abbr_th!", a.abbr_en as "abbr_en!", a.name_th as "name_th!", a.name_en as "name_en!", a.domain
from organisations.agency_v1 a
where a.id = $id::text and a.ended_on is null;
