import type { NewHarvestSource } from '../../api/harvest-queries.ts';

/** A source as typed. */
export interface SourceDraft { nameTh: string; nameEn: string; kind: NewHarvestSource['kind']; url: string; agencyId: string; map: string; lands: 'draft' | 'published'; often: 'none' | '24' | '168'; files: 'no' | 'yes' }
export const emptySource: SourceDraft = { nameTh: '', nameEn: '', kind: 'ckan', url: '', agencyId: '', map: '', lands: 'draft', often: '24', files: 'no' };

const lines = (map: string): string[] => map.split('\n').map((line) => line.trim()).filter(Boolean);

const checks: Record<'nameTh' | 'url' | 'map', (draft: SourceDraft) => boolean> = {
  nameTh: ({ nameTh }) => nameTh.trim() !== '',
  url: ({ url }) => /^https?:\/\/[^/\s@]+/.test(url.trim()),
  map: ({ map }) => lines(map).every((line) => /^.+=[a-z0-9-]+$/.test(line.replaceAll(' ', ''))),
};

/** What keeps a draft from being sent. */
export const faultsOf = (draft: SourceDraft) => (['nameTh', 'url', 'map'] as const).filter((name) => !checks[name](draft));

/** What is asked of the API. The name of an organisation may hold `=`; the agency's id never does. */
export function sourceOf(draft: SourceDraft): NewHarvestSource {
  return {
    nameTh: draft.nameTh.trim(), nameEn: draft.nameEn.trim() || draft.nameTh.trim(), kind: draft.kind, url: draft.url.trim(), agencyId: draft.agencyId || null, lands: draft.lands, takeFiles: draft.files === 'yes',
    everyHours: draft.often === 'none' ? null : Number(draft.often), agencyMap: Object.fromEntries(lines(draft.map).map((line) => [line.slice(0, line.lastIndexOf('=')).trim(), line.slice(line.lastIndexOf('=') + 1).trim()])),
  };
}
