-- name: update_person :maybe
-- What is null stays as it is, unless it is named among what is cleared.
update organisations.person set
  given_th = coalesce($given_th::text, given_th), family_th = coalesce($family_th::text, family_th),
  given_en = case when not 'givenEn' = any($cleared::text[]) then coalesce($given_en::text, given_en) end, family_en = case when not 'familyEn' = any($cleared::text[]) then coalesce($family_en::text, family_en) end,
  email = case when not 'email' = any($cleared::text[]) then coalesce($email::text, email) end, phone = case when not 'phone' = any($cleared::text[]) then coalesce($phone::text, phone) end
where id = $id::uuid
returning id as "id!", given_th as "given_th!", family_th as "family_th!", given_en, family_en, email;
