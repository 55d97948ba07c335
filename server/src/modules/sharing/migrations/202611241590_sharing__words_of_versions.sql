-- What each version of an agreement says in words, so that an exchange is explained by the version that it went under and not by a later one.
create view sharing.agreement_words_v1 as
select a.id as agreement_id, a.number, t.version, t.terms -> 'purposes' as purposes, t.terms #>> '{legalBasis,th}' as legal_basis_th, t.terms #>> '{legalBasis,en}' as legal_basis_en
from sharing.agreement a
join lateral (select distinct on (x.version) x.version, x.terms from sharing.terms x where x.agreement_id = a.id order by x.version, x.number desc) t on true;
