import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask } from './client.ts';
import type { ContractCheck, DraftOverrides, Preview, ProposedDraft } from './link-types.ts';

/** A contract proposed from a raw file; the same file read the same way gives the same draft. */
export const draftQuery = (rawId: number, overrides: DraftOverrides) => queryOptions({
  queryKey: ['draft', rawId, overrides], staleTime: Infinity, placeholderData: keepPreviousData,
  queryFn: ({ signal }) => ask<ProposedDraft>('POST', '/drafts', { body: { rawId, ...(Object.keys(overrides).length > 0 && { overrides }) }, signal }),
});

/** Whether a contract can be used, with every place that is wrong. */
export const contractCheckQuery = (yaml: string) => queryOptions({
  queryKey: ['contract-check', yaml], staleTime: Infinity, gcTime: 60_000, placeholderData: keepPreviousData,
  queryFn: ({ signal }) => ask<ContractCheck>('POST', '/contracts/check', { body: { yaml }, signal }),
});

/** A contract tried on the beginning of a raw file. */
export const previewQuery = (rawId: number, contractYaml: string) => queryOptions({
  queryKey: ['preview', rawId, contractYaml], staleTime: Infinity, gcTime: 300_000,
  queryFn: ({ signal }) => ask<Preview>('POST', '/previews', { body: { rawId, contractYaml }, signal }),
});
