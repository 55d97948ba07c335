import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Asked } from './shape.ts';

export type SigningKey = Answer<'listSigningKeys', 200>[number];
export type HouseAlarm = Answer<'listAlarms', 200>['items'][number];
export type AuditRow = Answer<'listAudit', 200>['items'][number];

export const signingKeysQuery = () => queryOptions({ queryKey: ['signing-keys'], queryFn: ({ signal }) => told(api.GET('/api/v1/signing-keys', { signal })), refetchInterval: 60_000 });

export const alarmsQuery = (cursor?: number) => queryOptions({
  queryKey: ['alarms', cursor ?? 0], queryFn: ({ signal }) => told(api.GET('/api/v1/alarms', { params: { query: { ...(cursor && { cursor }) } }, signal })), placeholderData: keepPreviousData,
});

export const auditQuery = (asked: Asked<'listAudit'>) => queryOptions({
  queryKey: ['audit', asked], queryFn: ({ signal }) => told(api.GET('/api/v1/audit', { params: { query: asked }, signal })), placeholderData: keepPreviousData,
});
