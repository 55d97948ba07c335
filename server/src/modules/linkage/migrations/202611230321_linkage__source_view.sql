-- Others may know by what kind of source a dataset comes; how it is reached stays here.
create view linkage.source_v1 as
select s.id, s.dataset_id, s.kind, s.created_at, s.retired_at
from linkage.source s;
