import { queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer } from './shape.ts';

export type EdgesOfSystem = Answer<'listEdges', 200>['items'][number];
export type Edge = Answer<'listEdges', 200>['items'][number]['edges'][number];

/** Edges of the systems one may see; they come and go. */
export const edgesQuery = () => queryOptions({ queryKey: ['exchange-edges'], queryFn: ({ signal }) => told(api.GET('/api/v1/exchange/edges', { signal })), refetchInterval: 15_000 });
