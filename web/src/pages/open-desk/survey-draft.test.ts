import { describe, expect, it } from 'vitest';
import { bodyOf, draftOf, faultsOf } from './survey-draft.ts';

describe('a survey in the form', () => {
  it('names the line of a choice that cannot be read, and needs two', () => {
    const draft = { ...draftOf(null, '2026-11-21'), titleTh: 'ก', titleEn: 'A', closesOn: '2026-12-01' };
    expect(faultsOf(draft)).toEqual(['few']);
    expect(faultsOf({ ...draft, options: 'rid | น้ำ | Water\n\nrid | ฝน' })).toEqual([{ line: 3 }]);
    expect(faultsOf({ ...draft, closesOn: '2026-11-01', options: 'rid | น้ำ | Water\ndoae|ข้าว|Rice' })).toEqual(['days']);
    expect(bodyOf({ ...draft, options: 'rid | น้ำ | Water\ndoae|ข้าว|Rice', most: '99' }, null)).toMatchObject({ mostChoices: 20, options: [{ agencyId: 'rid', titleTh: 'น้ำ', titleEn: 'Water' }, { agencyId: 'doae' }] });
  });
});
