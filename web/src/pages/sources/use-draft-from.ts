import { useMutation } from '@tanstack/react-query';
import { api, told } from '../../api/client.ts';
import type { SourceAsked, SourceSample } from '../../api/link-types.ts';
import { useGo } from '../../ui/page-link.tsx';
import { keepRaw } from '../link/link-work.ts';

/** Fetches a sample of a source and goes on to the draft of its contract, for a dataset that is there or for one to be added. */
export function useDraftFrom(slug: string | null) {
  const go = useGo();
  return useMutation({
    mutationFn: (body: SourceAsked | { dataset: string; sourceId: number }) => told(api.POST('/api/v1/source-samples', { body })),
    onSuccess: ({ cut, source, ...raw }: SourceSample, body) => {
      keepRaw(raw, { ...source, cut, name: 'kind' in body ? body.name ?? null : null });
      go('/link', { ...(slug !== null && { dataset: slug }), from: 'source', mode: 'draft', step: 'profile', raw: String(raw.rawId) });
    },
  });
}
