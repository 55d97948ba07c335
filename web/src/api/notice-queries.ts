import { queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Asked, Body } from './shape.ts';

export type Notice = Answer<'listOwnNotices', 200>['items'][number];
export type NoticeSettings = Answer<'readNoticeSettings', 200>;
export type NoticeSettingsChange = Body<'changeNoticeSettings'>;

/** Own notices; read anew while the page is open. */
export const noticesQuery = (query: Asked<'listOwnNotices'>) => queryOptions({
  queryKey: ['notices', 'list', query], refetchInterval: 60_000, queryFn: ({ signal }) => told(api.GET('/api/v1/notices', { params: { query }, signal })),
});

/** What the bell shows. */
export const unreadQuery = (enabled: boolean) => queryOptions({
  queryKey: ['notices', 'unread'], enabled, refetchInterval: 60_000, staleTime: 30_000, queryFn: ({ signal }) => told(api.GET('/api/v1/notices/unread', { signal })),
});

export const noticeSettingsQuery = () => queryOptions({ queryKey: ['notices', 'settings'], queryFn: ({ signal }) => told(api.GET('/api/v1/notices/settings', { signal })) });

export type Webhooks = Answer<'listWebhooks', 200>;
export type Webhook = Webhooks['items'][number];

/** Systems that notices are sent to. */
export const webhooksQuery = () => queryOptions({ queryKey: ['notices', 'webhooks'], queryFn: ({ signal }) => told(api.GET('/api/v1/notices/webhooks', { signal })) });

/** The last deliveries of a webhook. */
export const deliveriesOfQuery = (id: number) => queryOptions({ queryKey: ['notices', 'webhooks', id], refetchInterval: 10_000, queryFn: ({ signal }) => told(api.GET('/api/v1/notices/webhooks/{id}/deliveries', { params: { path: { id } }, signal })) });
