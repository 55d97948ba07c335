-- A token acts as what its owner acted as when it was issued: rights gained in another position later do not reach it.
alter table identity.api_token add column persona text not null default '';
