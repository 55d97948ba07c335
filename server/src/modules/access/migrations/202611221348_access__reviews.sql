-- A round is opened by the house once; whoever did not answer was reminded before anything is taken away.
alter table access.review_campaign add column reminded_at timestamptz;
alter table access.review_campaign add constraint review_campaign_closes_after_it_opened check (closes_on >= opens_on);
create unique index review_campaign_opens_once on access.review_campaign (opens_on) where started_by = 'saphan';
create index review_item_by_reviewer on access.review_item (reviewer_person_id, campaign_id) where decision is null;
