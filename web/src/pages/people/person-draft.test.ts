import { describe, expect, it } from 'vitest';
import { changeOf, draftOf, emptyPerson, faultsOf, personOf } from './person-draft.ts';

const named = { ...emptyPerson, givenTh: ' สมหญิง ', familyTh: 'ชลธาร' };

describe('a draft of a person', () => {
  it('needs the Thai name', () => { expect(faultsOf(emptyPerson)).toEqual(['givenTh', 'familyTh']); expect(faultsOf(named)).toEqual([]); });
  it.each(['somying', 'somying@rid', 'som ying@rid.go.th', '@rid.go.th', 'a@b..th'])('refuses an address such as %s', (email) => { expect(faultsOf({ ...named, email })).toEqual(['email']); });
  it('refuses a telephone of letters', () => { expect(faultsOf({ ...named, phone: 'ต่อ 12' })).toEqual(['phone']); });
  it('sends what was given, without spaces around', () => { expect(personOf({ ...named, email: 'somying@rid.go.th ' })).toEqual({ givenTh: 'สมหญิง', familyTh: 'ชลธาร', email: 'somying@rid.go.th' }); });

  it('takes away what was emptied and leaves the telephone alone', () => {
    const known = draftOf({ id: 'p', givenTh: 'สมหญิง', familyTh: 'ชลธาร', givenEn: 'Somying', familyEn: null, email: 'a@rid.go.th' });
    expect(changeOf({ ...known, email: ' ' })).toEqual({ givenTh: 'สมหญิง', familyTh: 'ชลธาร', givenEn: 'Somying', familyEn: null, email: null });
  });
});
