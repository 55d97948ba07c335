import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Asked } from './shape.ts';

export type Campaign = Answer<'listReviewCampaigns', 200>['items'][number];
export type ReviewItem = Answer<'listReviewItems', 200>['items'][number];

export const campaignsQuery = () => queryOptions({ queryKey: ['reviews'], queryFn: ({ signal }) => told(api.GET('/api/v1/review-campaigns', { signal })) });

export const reviewItemsQuery = (id: number, asked: Asked<'listReviewItems'>) => queryOptions({
  queryKey: ['reviews', id, asked], queryFn: ({ signal }) => told(api.GET('/api/v1/review-campaigns/{id}/items', { params: { path: { id }, query: asked }, signal })), placeholderData: keepPreviousData,
});
