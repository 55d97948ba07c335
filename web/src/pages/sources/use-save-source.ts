import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { SourceTest } from '../../api/link-types.ts';
import { changeBody, sourceBody, type SourceDraft } from './source-draft.ts';

/**
 * Saves what the form holds and tries it at once. The first save of a new source sets it up; every later one changes that source.
 *
 * @param existing id of the source that the form changes; null for a new one.
 */
export function useSaveSource(slug: string, existing: number | null, onTested: (test: SourceTest) => void) {
  const [savedId, setSavedId] = useState<number | null>(existing);
  const client = useQueryClient();
  const saving = useMutation({
    mutationFn: async (draft: SourceDraft) => {
      const id = await save(slug, savedId, draft);
      setSavedId(id);
      return told(api.POST('/api/v1/datasets/{slug}/sources/{id}/test', { params: { path: { slug, id } } }));
    },
    onSuccess: onTested,
    onSettled: () => client.invalidateQueries({ queryKey: ['dataset', slug] }),
  });
  return { saving, savedId, forget: () => { setSavedId(null); saving.reset(); } };
}

async function save(slug: string, id: number | null, draft: SourceDraft): Promise<number> {
  if (id === null) return (await told(api.POST('/api/v1/datasets/{slug}/sources', { params: { path: { slug } }, body: sourceBody(draft) }))).id;
  return (await told(api.PATCH('/api/v1/datasets/{slug}/sources/{id}', { params: { path: { slug, id } }, body: changeBody(draft) }))).id;
}
