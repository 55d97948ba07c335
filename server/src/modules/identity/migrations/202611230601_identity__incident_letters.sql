-- Letters also tell who answers for a dataset what is out of order.
alter table identity.letter drop constraint letter_kind_check, add constraint letter_kind_check check (kind in ('alarm', 'review-opened', 'review-reminder', 'incidents'));
