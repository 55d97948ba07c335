import { queryOptions } from '@tanstack/react-query';
import { ask } from './client.ts';
import type { Alarm, ApiToken, DeviceRequest, Interaction, MyServices, MySession, Passkey, Session, SignInEvent, Upstream, UpstreamLink } from './identity-types.ts';
import type { Page } from './types.ts';

type List<Item> = { items: Item[] };

/** Who is signed in, with what may be chosen and done. */
export const sessionQuery = () => queryOptions({ queryKey: ['session'], queryFn: ({ signal }) => ask<Session>('GET', '/session', { signal }), staleTime: 30_000 });

/** Other houses whose sign-in is accepted here. */
export const upstreamsQuery = () => queryOptions({ queryKey: ['upstream'], queryFn: ({ signal }) => ask<List<Upstream>>('GET', '/upstream', { signal }), staleTime: 600_000, retry: false });

/** What is read under `me` begins with this key, so that a change of credentials refreshes all of it. */
export const mine = ['me'] as const;
export const myPasskeysQuery = () => queryOptions({ queryKey: [...mine, 'passkeys'], queryFn: ({ signal }) => ask<List<Passkey>>('GET', '/me/passkeys', { signal }) });
export const myTokensQuery = () => queryOptions({ queryKey: [...mine, 'api-tokens'], queryFn: ({ signal }) => ask<List<ApiToken>>('GET', '/me/api-tokens', { signal }) });
export const mySessionsQuery = () => queryOptions({ queryKey: [...mine, 'sessions'], queryFn: ({ signal }) => ask<List<MySession>>('GET', '/me/sessions', { signal }) });
export const myHistoryQuery = (cursor?: string) => queryOptions({ queryKey: [...mine, 'history', cursor ?? ''], queryFn: ({ signal }) => ask<Page<SignInEvent>>('GET', '/me/history', { query: { cursor }, signal }) });
export const myAlarmsQuery = () => queryOptions({ queryKey: [...mine, 'alarms'], queryFn: ({ signal }) => ask<List<Alarm>>('GET', '/me/alarms', { signal }) });
export const myLinksQuery = () => queryOptions({ queryKey: [...mine, 'upstream-links'], queryFn: ({ signal }) => ask<List<UpstreamLink>>('GET', '/me/upstream-links', { signal }) });
export const myServicesQuery = () => queryOptions({ queryKey: [...mine, 'services'], queryFn: ({ signal }) => ask<MyServices>('GET', '/me/services', { signal }) });

export const interactionQuery = (uid: string) => queryOptions({ queryKey: ['interaction', uid], queryFn: ({ signal }) => ask<Interaction>('GET', `/interactions/${encodeURIComponent(uid)}/details`, { signal }), staleTime: Infinity });
export const deviceQuery = (userCode: string) => queryOptions({ queryKey: ['device', userCode], queryFn: ({ signal }) => ask<DeviceRequest>('GET', '/device', { query: { user_code: userCode }, signal }), staleTime: Infinity, retry: false });
