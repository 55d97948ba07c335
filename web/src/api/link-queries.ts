import type { Contract } from '@saphan/contracts/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { DraftOverrides, SourceKind } from './link-types.ts';

/** A contract proposed from a raw file; the same file read the same way gives the same draft. */
export const draftQuery = (rawId: number, overrides: DraftOverrides) => queryOptions({
  queryKey: ['draft', rawId, overrides], staleTime: Infinity, placeholderData: keepPreviousData,
  queryFn: ({ signal }) => told(api.POST('/api/v1/drafts', { body: { rawId, ...(Object.keys(overrides).length > 0 && { overrides }) }, signal })),
});

/** Whether a contract can be used, with every place that is wrong. */
export const contractCheckQuery = (yaml: string) => queryOptions({
  queryKey: ['contract-check', yaml], staleTime: Infinity, gcTime: 60_000, placeholderData: keepPreviousData,
  queryFn: ({ signal }) => told(api.POST('/api/v1/contracts/check', { body: { yaml }, signal })),
});

/** A contract tried on the beginning of a raw file. */
export const previewQuery = (rawId: number, contractYaml: string) => queryOptions({
  queryKey: ['preview', rawId, contractYaml], staleTime: Infinity, gcTime: 300_000,
  queryFn: ({ signal }) => told(api.POST('/api/v1/previews', { body: { rawId, contractYaml }, signal })),
});

/** Sources of a dataset, those out of use too. */
export const allSourcesQuery = (slug: string) => queryOptions({
  queryKey: ['dataset', slug, 'sources', 'all'],
  queryFn: ({ signal }) => told(api.GET('/api/v1/datasets/{slug}/sources', { params: { path: { slug }, query: { retired: true } }, signal })),
});

/** One source with its settings, secrets left out. */
export const sourceQuery = (slug: string, id: number) => queryOptions({
  queryKey: ['dataset', slug, 'sources', id],
  queryFn: ({ signal }) => told(api.GET('/api/v1/datasets/{slug}/sources/{id}', { params: { path: { slug, id } }, signal })),
});

/** Kinds of source; they change only with the version of the server. */
export const sourceKindsQuery = queryOptions({
  queryKey: ['source-kinds'], staleTime: Infinity,
  queryFn: async ({ signal }) => (await told(api.GET('/api/v1/source-kinds', { signal }))).items as SourceKind[],
});

/** The newest contract of a dataset. */
export const contractOfQuery = (slug: string) => queryOptions({
  queryKey: ['dataset', slug, 'contract'],
  queryFn: async ({ signal }) => {
    const { items } = await told(api.GET('/api/v1/datasets/{slug}/contracts', { params: { path: { slug } }, signal }));
    const version = items[0]?.version ?? 1;
    return (await told(api.GET('/api/v1/datasets/{slug}/contracts/{version}', { params: { path: { slug, version } }, signal }))).contract as Contract;
  },
});
