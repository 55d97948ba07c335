import { defineModule } from '#kernel/module.ts';
import { hearAgreements } from './consumers.ts';
import { routes } from './routes.ts';

export { assertAgencyExists, createDataset } from './operations/create-dataset.ts';
export { updateDataset } from './operations/update-dataset.ts';
export { findDataset, selectDataset } from './reads/find-dataset.ts';
export { newDatasetSchema, type Dataset, type NewDataset } from './schemas.ts';

/** What exists: the dataset records and their owners. */
export const catalog = defineModule({ name: 'catalog', uses: ['organisations', 'lake'], migrations: new URL('./migrations/', import.meta.url), routes, consumers: [hearAgreements] });
