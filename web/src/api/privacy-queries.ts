import { queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Asked, Body } from './shape.ts';

export type RecordList = Answer<'listProcessingRecords', 200>;
export type RecordLine = RecordList['items'][number];
export type ProcessingRecord = Answer<'getProcessingRecord', 200>;
export type RecordContent = ProcessingRecord['content'];
export type PrivacyWords = Answer<'getPrivacyWords', 200>;
export type OfficerList = Answer<'listProtectionOfficers', 200>;
export type NewProcessingRecord = Body<'createProcessingRecord'>;
export type RecordFilter = Asked<'listProcessingRecords'>;

const key = 'processing-records';

/** Records of processing as of a day, filtered. */
export const recordsQuery = (query: RecordFilter) => queryOptions({ queryKey: [key, 'list', query], queryFn: ({ signal }) => told(api.GET('/api/v1/privacy/records', { params: { query }, signal })) });

/** One record with its versions, as of a day. */
export const processingRecordQuery = (id: number, asOf: string | undefined) => queryOptions({
  queryKey: [key, id, asOf ?? null], queryFn: ({ signal }) => told(api.GET('/api/v1/privacy/records/{id}', { params: { path: { id }, query: { ...(asOf && { asOf }) } }, signal })),
});

/** What the form of a record offers. */
export const privacyWordsQuery = () => queryOptions({ queryKey: [key, 'words'], queryFn: ({ signal }) => told(api.GET('/api/v1/privacy/words', { signal })) });

/** Data protection officers of agencies. */
export const officersQuery = () => queryOptions({ queryKey: [key, 'officers'], queryFn: ({ signal }) => told(api.GET('/api/v1/privacy/officers', { signal })) });
