-- Whoever has an account in use may be told of what is out of order; an account of the demonstration sees the page and gets no letter.
create view watch.addressee as
select x.person_id, bool_or(not x.demo) as by_letter from identity.account_v1 x where x.kind = 'person' and x.state = 'active' group by x.person_id;

-- Who answers for a dataset and may be told: the caretaker, else those responsible in the agency, else its stewards. Whoever is locked out answers for nothing.
create view watch.answerer as
with candidate as (
  select c.dataset_id, c.person_id, 1 as rank from watch.caretaker c
  union all
  select d.id, m.person_id, 2
  from catalog.dataset_v1 d
  join organisations.mandate_v1 m on m.agency_id = d.agency_id and m.kind in ('holder', 'acting')
  join organisations.post_v1 p on p.id = m.post_id and p.responsible
  union all
  select d.id, x.person_id, 3
  from catalog.dataset_v1 d
  join identity.role_grant_v1 g on g.agency_id = d.agency_id and g.role = 'steward'
  join identity.account_v1 x on x.id = g.account_id and x.state = 'active'
  union all
  select d.id, m.person_id, 3
  from catalog.dataset_v1 d
  join organisations.mandate_v1 m on m.agency_id = d.agency_id and m.source = 'appointment' and 'steward' = any (m.roles)
), known as (
  select c.dataset_id, c.person_id, a.by_letter, c.rank, min(c.rank) over (partition by c.dataset_id) as first_rank
  from candidate c join watch.addressee a on a.person_id = c.person_id
)
select distinct k.dataset_id, k.person_id, k.by_letter from known k where k.rank = k.first_rank;
