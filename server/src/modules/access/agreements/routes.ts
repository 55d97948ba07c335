import { Type } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { route, type Route } from '#kernel/route.ts';
import { problem } from '../errors.ts';
import { policies } from '../policies.ts';
import { newAgreementSchema, recordedAgreementSchema } from '../schemas.ts';
import { createAgreement } from './create-agreement.ts';
import { endAgreement } from './end-agreement.ts';
import { listRecorded } from './list-recorded.ts';
import { resumeAgreement, suspendAgreement } from './suspend-agreement.ts';

const PAGE = 100;
const number = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) });

/** The three ways in which an agreement changes: each wants a reason and answers the agreement as it then is. */
function turning(word: string, operationId: string, summary: string, turn: (tx: Tx, who: Actor, id: number, reason: string) => Promise<void>): Route {
  return route({
    method: 'POST', path: `/agreements/:id/${word}`, operationId, summary, policy: policies['manage-agreements'],
    params: number, body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' }) }), response: { 200: recordedAgreementSchema },
    async handler({ db, who, params, body }) {
      const [turned] = await db.tx(async (tx) => { await turn(tx, who, params.id, body.reason); return listRecorded(tx, { id: params.id, limit: 1 }); });
      if (!turned) throw problem('agreement-not-found', { id: params.id });
      return turned;
    },
  });
}

export const agreementRoutes: Route[] = [
  route({
    method: 'GET', path: '/agreements', operationId: 'listAgreements', summary: 'Which agency may use which dataset of another', policy: policies['read-agreements'],
    querystring: Type.Object({ cursor: Type.Optional(Type.Integer({ minimum: 1 })) }),
    response: { 200: Type.Object({ items: Type.Array(recordedAgreementSchema), nextCursor: Type.Union([Type.Integer(), Type.Null()]) }) },
    async handler({ db, query }) {
      const items = await db.read((tx) => listRecorded(tx, { limit: PAGE, ...(query.cursor && { beforeId: query.cursor }) }));
      return { items, nextCursor: items.length === PAGE ? items.at(-1)?.id ?? null : null };
    },
  }),
  route({
    method: 'POST', path: '/agreements', operationId: 'createAgreement', summary: 'Let an agency use a dataset of another', policy: policies['manage-agreements'],
    body: newAgreementSchema, response: { 201: recordedAgreementSchema },
    async handler({ db, who, body, reply }) {
      const [made] = await db.tx(async (tx) => listRecorded(tx, { id: await createAgreement(tx, who, body), limit: 1 }));
      return reply.status(201).send(made);
    },
  }),
  turning('end', 'endAgreement', 'End an agreement now, with a reason', endAgreement),
  turning('suspend', 'suspendAgreement', 'Let an agreement rest, with a reason', suspendAgreement),
  turning('resume', 'resumeAgreement', 'Take a suspension of an agreement back', resumeAgreement),
];
