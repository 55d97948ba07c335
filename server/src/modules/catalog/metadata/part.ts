import type { ModulePart } from '#kernel/module.ts';
import { hearReleases, rememberReleases } from './facts/hear-releases.ts';
import { recordRoutes } from './routes.ts';
import { stepAndResourceRoutes } from './step-routes.ts';
import { valueRoutes } from './value/routes.ts';

/** Records by the government's standard: what they say, their way to publication, and what releases tell them. */
export const metadataPart: ModulePart = { routes: [...recordRoutes, ...stepAndResourceRoutes, ...valueRoutes], consumers: [hearReleases], jobs: [rememberReleases] };
