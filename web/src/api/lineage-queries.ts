import { queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Body } from './shape.ts';

/** Where a release came from, column by column. */
export type Lineage = Answer<'getLineage', 200>;
export type LineageColumn = Lineage['columns'][number];
/** A system that hears of every run. */
export type Receiver = Answer<'listLineageReceivers', 200>['items'][number];
export type NewReceiver = Body<'createLineageReceiver'>;
export type ReceiverChange = Body<'changeLineageReceiver'>;

export const lineageQuery = (slug: string, release: number | undefined) => queryOptions({
  queryKey: ['dataset', slug, 'lineage', release ?? 'current'],
  queryFn: ({ signal }) => told(api.GET('/api/v1/datasets/{slug}/lineage', { params: { path: { slug }, query: { release } }, signal })),
});

export const receiversQuery = () => queryOptions({ queryKey: ['lineage-receivers'], queryFn: ({ signal }) => told(api.GET('/api/v1/open-lineage/receivers', { signal })), refetchInterval: 15_000 });
