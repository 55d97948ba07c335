-- People are told by notices. Whoever a letter was written for that never left is told anew; the letter was written in the transaction of the telling.
delete from watch.telling t
using identity.letter l join identity.account a on a.id = l.account_id
where l.kind = 'incidents' and l.ended_at is null and a.person_id = t.person_id and t.told_at = l.created_at;
update identity.letter set ended_at = now(), outcome = 'given-up', last_error = 'told by notices instead' where ended_at is null and kind = 'incidents';
