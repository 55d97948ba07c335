import type { ModulePart } from '#kernel/module.ts';
import { hearChanges, measureNightly } from './measure-records.ts';
import { qualityRoutes } from './routes.ts';

/** How good records and their data are; links are asked by `checkLinks`, a job that the composition gives its rules. */
export const qualityPart: ModulePart = { routes: qualityRoutes, consumers: [hearChanges], jobs: [measureNightly] };
