import { Type } from 'typebox';
import { route } from '#kernel/route.ts';
import { updateDataset } from './operations/update-dataset.ts';
import { policies } from './policies.ts';
import { datasetChangesSchema, datasetSchema } from './schemas.ts';

export const routes = [
  route({
    method: 'PATCH', path: '/datasets/:slug', operationId: 'updateDataset', summary: 'Change titles and descriptions, or archive',
    policy: policies['update-dataset'], params: Type.Object({ slug: Type.String() }), body: datasetChangesSchema, response: { 200: datasetSchema },
    resource: ({ params }) => ({ kind: 'dataset', id: params.slug }),
    handler: ({ db, actor, params, body }) => db.tx((tx) => updateDataset(tx, actor, params.slug, body)),
  }),
];
