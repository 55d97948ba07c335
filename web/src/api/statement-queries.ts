import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Asked, Body } from './shape.ts';

export type Statement = Answer<'listStatements', 200>['items'][number];
export type StatementPage = Answer<'getStatement', 200>;
export type StatementSide = Statement['sides'][number];
export type StatementWord = Body<'answerStatement'>;

export const statementsQuery = (asked: Asked<'listStatements'>) => queryOptions({
  queryKey: ['statements', asked], placeholderData: keepPreviousData, queryFn: ({ signal }) => told(api.GET('/api/v1/exchange/statements', { params: { query: asked }, signal })),
});

export const statementQuery = (id: number) => queryOptions({ queryKey: ['statements', 'one', id], queryFn: ({ signal }) => told(api.GET('/api/v1/exchange/statements/{id}', { params: { path: { id } }, signal })) });

/** The ids that a statement's root is over, one a line. */
export const readStatementIds = (id: number): Promise<string> => told(api.GET('/api/v1/exchange/statements/{id}/exchanges', { params: { path: { id } }, parseAs: 'text' })) as Promise<string>;
