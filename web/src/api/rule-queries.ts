import { queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Body } from './shape.ts';

export type RuleTrial = Answer<'tryContractRule', 200>;
export type UsualFigures = Answer<'getUsualFigures', 200>;

/** What is usual of a dataset, as its next release is held against it. */
export const usualFiguresQuery = (slug: string) => queryOptions({
  queryKey: ['dataset', slug, 'usual-figures'], queryFn: ({ signal }) => told(api.GET('/api/v1/datasets/{slug}/usual-figures', { params: { path: { slug } }, signal })),
});

/** Asks a rule of the current release; nothing is kept. */
export const askRuleTrial = (slug: string, implementation: Body<'tryContractRule'>['implementation']) => told(api.POST('/api/v1/datasets/{slug}/rule-trials', { params: { path: { slug } }, body: { implementation } }));

/** Makes a document the next version, unless another was agreed since the one it was edited from. */
export const askAgreement = (slug: string, body: Body<'agreeContract'>) => told(api.POST('/api/v1/datasets/{slug}/contracts', { params: { path: { slug } }, body }));
