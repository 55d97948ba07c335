import type { Person } from '../../api/people-queries.ts';
import type { Body } from '../../api/shape.ts';

export const emptyPerson = { givenTh: '', familyTh: '', givenEn: '', familyEn: '', email: '', phone: '' };
export type PersonDraft = typeof emptyPerson;

/** Fields that keep a draft from being sent: the Thai name is needed, the rest only has to look like what it is. */
export function faultsOf(draft: PersonDraft): (keyof PersonDraft)[] {
  const faults: (keyof PersonDraft)[] = [];
  if (draft.givenTh.trim() === '') faults.push('givenTh');
  if (draft.familyTh.trim() === '') faults.push('familyTh');
  if (draft.email.trim() !== '' && !/^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/.test(draft.email.trim())) faults.push('email');
  if (draft.phone.trim() !== '' && !/^[0-9+ -]{5,30}$/.test(draft.phone.trim())) faults.push('phone');
  return faults;
}

/** The request of a draft; what was left empty is not sent. */
export function personOf(draft: PersonDraft): Body<'createPerson'> {
  const given = Object.fromEntries(Object.entries(draft).map(([name, text]) => [name, text.trim()]).filter(([, text]) => text !== ''));
  return { givenTh: '', familyTh: '', ...given };
}

/** A draft of what is known; the telephone is not told back, and stays as it is. */
export function draftOf(person: Person): PersonDraft {
  return { givenTh: person.givenTh, familyTh: person.familyTh, givenEn: person.givenEn ?? '', familyEn: person.familyEn ?? '', email: person.email ?? '', phone: '' };
}

/** The change that a draft asks for; an emptied field is taken away. */
export function changeOf({ givenTh, familyTh, givenEn, familyEn, email }: PersonDraft): Body<'updatePerson'> {
  const orNothing = (text: string) => text.trim() || null;
  return { givenTh: givenTh.trim(), familyTh: familyTh.trim(), givenEn: orNothing(givenEn), familyEn: orNothing(familyEn), email: orNothing(email) };
}
