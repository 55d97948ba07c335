import { queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Asked, Body } from './shape.ts';

export type System = Answer<'listSystems', 200>['items'][number];
export type SystemPage = Answer<'readSystem', 200>;
export type SystemKey = SystemPage['keyList'][number];
export type SystemFilter = Asked<'listSystems'>;
export type NewKey = Body<'addSystemKey'>;

/** Systems of agencies. */
export const systemsQuery = (filter: SystemFilter) => queryOptions({
  queryKey: ['exchange-systems', filter], queryFn: ({ signal }) => told(api.GET('/api/v1/exchange/systems', { params: { query: filter }, signal })),
});

export type SystemCredentials = Answer<'getSystemCredentials', 200>;

/** `agency` and `code` of a system's path. */
export function partsOf(path: string): { agency: string; code: string } {
  const [, , agency = '', code = ''] = path.split('/');
  return { agency, code };
}

/** One system with its keys. */
export const exchangeSystemQuery = (agency: string, code: string) => queryOptions({
  queryKey: ['exchange-systems', agency, code], queryFn: ({ signal }) => told(api.GET('/api/v1/exchange/systems/{agency}/{code}', { params: { path: { agency, code } }, signal })),
});

/** By which client a system asks for its tokens. */
export const systemCredentialsQuery = (path: string) => queryOptions({
  queryKey: ['exchange-systems', path, 'credentials'], queryFn: ({ signal }) => told(api.GET('/api/v1/exchange/systems/{agency}/{code}/credentials', { params: { path: partsOf(path) }, signal })),
});
