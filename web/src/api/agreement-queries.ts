import { queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Asked, Body } from './shape.ts';

export type AgreementList = Answer<'listSharingAgreements', 200>;
export type AgreementLine = AgreementList['items'][number];
export type AgreementState = AgreementLine['state'];
export type AgreementPage = Answer<'getAgreement', 200>;
export type AgreementVersion = AgreementPage['versions'][number];
export type AgreementTerms = AgreementVersion['terms'];
export type AgreementWords = Answer<'getAgreementWords', 200>;
export type AgreementOffer = AgreementWords['offers'][number];
export type AskedTerms = Body<'createSharingAgreement'>['terms'];
export type AgreementFilter = Asked<'listSharingAgreements'>;

const key = 'sharing-agreements';

/** Agreements as of a day, filtered. */
export const agreementsQuery = (query: AgreementFilter) => queryOptions({
  queryKey: [key, 'list', query], queryFn: ({ signal }) => told(api.GET('/api/v1/exchange/agreements', { params: { query }, signal })),
});

/** One agreement with its versions and story, as of a day. */
export const agreementQuery = (number: string, asOf: string | undefined) => queryOptions({
  queryKey: [key, number, asOf ?? null], queryFn: ({ signal }) => told(api.GET('/api/v1/exchange/agreements/{number}', { params: { path: { number }, query: { ...(asOf && { asOf }) } }, signal })),
});

/** What the form about a service offers. */
export const agreementWordsQuery = (service: string) => queryOptions({
  queryKey: [key, 'words', service], enabled: service !== '', queryFn: ({ signal }) => told(api.GET('/api/v1/exchange/agreements/words', { params: { query: { service } }, signal })),
});
