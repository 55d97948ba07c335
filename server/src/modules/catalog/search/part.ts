import type { ModulePart } from '#kernel/module.ts';
import { hearRecords, keepSearchIndex } from './follow-records.ts';
import { searchRoutes } from './routes.ts';

/** Search over the records: index, answers, suggestions, dictionary. */
export const searchPart: ModulePart = { routes: searchRoutes, consumers: [hearRecords], jobs: [keepSearchIndex] };
