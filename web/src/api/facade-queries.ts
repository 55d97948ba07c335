import { queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer } from './shape.ts';

export type Facade = Answer<'listFacades', 200>['items'][number];
export type SharedSecret = Answer<'listSharedSecrets', 200>['items'][number];

export const facadesQuery = () => queryOptions({ queryKey: ['facades'], queryFn: async ({ signal }) => (await told(api.GET('/api/v1/facades', { signal }))).items });

export const sharedSecretsQuery = () => queryOptions({ queryKey: ['facades', 'secrets'], queryFn: async ({ signal }) => (await told(api.GET('/api/v1/facades/shared-secrets', { signal }))).items });
