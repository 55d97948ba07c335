import { queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Body } from './shape.ts';

/** An outside identity system as its administrator sees it. */
export type UpstreamSetup = Answer<'listUpstreamSettings', 200>['items'][number];
export type NewUpstream = Body<'createUpstream'>;
export type UpstreamSettings = NewUpstream['settings'];
/** A directory that hears of our accounts. */
export type ScimTarget = Answer<'listScimTargets', 200>['items'][number];

export const upstreamSetupsQuery = () => queryOptions({ queryKey: ['upstreams'], queryFn: ({ signal }) => told(api.GET('/api/v1/upstreams', { signal })) });
export const scimTargetsQuery = () => queryOptions({ queryKey: ['scim-targets'], queryFn: ({ signal }) => told(api.GET('/api/v1/scim-targets', { signal })), refetchInterval: 15_000 });
