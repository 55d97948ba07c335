import { describe, expect, it } from 'vitest';
import { bodyOf, draftOf, faultsOf, ruleOf } from './topic-draft.ts';

describe('a topic in the form', () => {
  it('reads lists with commas, and says what it lacks', () => {
    const draft = { ...draftOf(null), tags: 'น้ำ, ฝน ,น้ำ,', agencies: 'rid' };
    expect(ruleOf(draft)).toEqual({ agencies: ['rid'], tags: ['น้ำ', 'ฝน'], words: [] });
    expect(faultsOf(draft)).toEqual(['id', 'titleTh', 'titleEn']);
    expect(faultsOf({ ...draft, id: 'water', titleTh: 'น้ำ', titleEn: 'Water' })).toEqual([]);
    expect(bodyOf({ ...draft, id: 'water', titleTh: ' น้ำ ', titleEn: 'Water' }, null, false)).toMatchObject({ titleTh: 'น้ำ', position: 200, picture: 'other', retired: false });
  });
});
