import { expect, it } from 'vitest';
import { emptySource, faultsOf, sourceOf } from './source-draft.ts';

it('names what is missing or wrong', () => {
  expect(faultsOf(emptySource)).toEqual(['nameTh', 'url']);
  expect(faultsOf({ ...emptySource, nameTh: 'ก', url: 'https://a.go.th', map: 'x=rid\n\nกรม เก่า = ldd' })).toEqual([]);
  expect(faultsOf({ ...emptySource, nameTh: 'ก', url: 'a.go.th', map: 'rid' })).toEqual(['url', 'map']);
});

it('asks for what was typed', () => {
  expect(sourceOf({ ...emptySource, nameTh: ' ก ', url: ' https://a.go.th ', map: 'a=b=rid\nกรม เก่า = ldd', often: 'none', files: 'yes' })).toEqual({
    nameTh: 'ก', nameEn: 'ก', kind: 'ckan', url: 'https://a.go.th', agencyId: null, lands: 'draft', takeFiles: true, everyHours: null, agencyMap: { 'a=b': 'rid', 'กรม เก่า': 'ldd' },
  });
});
