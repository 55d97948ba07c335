import { Type } from 'typebox';
import { nullable } from '#kernel/nullable.ts';
import { route, type Route } from '#kernel/route.ts';
import { policies } from '../policies.ts';
import { bySlug } from '../schemas.ts';
import { judgeValue } from './judge-value.ts';
import { readDatasetValue } from './read-value.ts';

const text = nullable(Type.String());
const valueSchema = Type.Object({
  score: Type.Integer(), proposedFrom: Type.Integer(),
  criteria: Type.Array(Type.Object({
    key: Type.String(), kind: Type.Union([Type.Literal('seen'), Type.Literal('judged')]), th: Type.String(), en: Type.String(), helpTh: text, helpEn: text, points: Type.Number(), of: Type.Integer(),
    evidenceTh: text, evidenceEn: text, answer: nullable(Type.Integer()), by: text, at: text,
  })),
});
const judgementSchema = Type.Object({ criterion: Type.String({ maxLength: 40 }), answer: Type.Integer({ minimum: 0, maximum: 2 }), evidence: Type.String({ minLength: 1, maxLength: 2000 }) }, { additionalProperties: false });
const onDataset = ({ params }: { params: { slug: string } }) => ({ kind: 'dataset' as const, id: params.slug });

/** Whether a dataset is of high value, with the evidence. */
export const valueRoutes: Route[] = [
  route({
    method: 'GET', path: '/catalogue/records/:slug/value', operationId: 'getDatasetValue', summary: 'What a dataset is worth to others: points with the evidence for each', policy: policies['work-on-record'], params: bySlug,
    response: { 200: valueSchema }, resource: onDataset, handler: ({ db, params }) => db.read((tx) => readDatasetValue(tx, params.slug)),
  }),
  route({
    method: 'PUT', path: '/catalogue/records/:slug/value', operationId: 'judgeValue', summary: 'Judge one criterion, with evidence', policy: policies['save-record'], params: bySlug, body: judgementSchema, response: { 200: valueSchema },
    resource: onDataset, handler: ({ db, actor, params, body }) => db.tx((tx) => judgeValue(tx, actor, params.slug, body)),
  }),
];
