import { queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Asked, Body } from './shape.ts';

export type Statement = Answer<'listStatements', 200>['items'][number];
export type StatementWord = Body<'answerStatement'>;

export const statementsQuery = (asked: Asked<'listStatements'>) => queryOptions({
  queryKey: ['statements', asked], queryFn: ({ signal }) => told(api.GET('/api/v1/exchange/statements', { params: { query: asked }, signal })),
});
