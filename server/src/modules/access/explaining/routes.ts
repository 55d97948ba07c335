import { Type } from 'typebox';
import { route, type Route } from '#kernel/route.ts';
import type { Cedar } from '../deciding/cedar.ts';
import { readPolicyFiles } from '../deciding/policy-files.ts';
import { policies } from '../policies.ts';
import { policyListSchema } from '../schemas.ts';
import { explainDecision } from './explain-decision.ts';
import { listRights } from './list-rights.ts';
import { explanationAskedSchema, explanationSchema, rightsSchema } from './schemas.ts';

/** What people may read of how the house decides. */
export function explainingRoutes(cedar: () => Promise<Cedar>, policiesDir: URL): Route[] {
  return [
    route({
      method: 'GET', path: '/policies', operationId: 'listPolicies', summary: 'The policies that decide, with their sentences', policy: policies['read-policies'],
      querystring: Type.Object({}), response: { 200: policyListSchema },
      async handler() {
        const { policies: items, sha256 } = readPolicyFiles(policiesDir);
        return { items: items.map((each) => ({ ...each })), version: sha256.slice(0, 12) };
      },
    }),
    route({
      method: 'GET', path: '/rights', operationId: 'listRights', summary: 'Which role may do what, and what else it demands', policy: policies['read-policies'],
      querystring: Type.Object({}), response: { 200: rightsSchema }, handler: async () => listRights(),
    }),
    route({
      method: 'POST', path: '/decisions/explain', operationId: 'explainDecision', summary: 'Whether somebody may do something, why, and from which facts', policy: policies['explain-decision'],
      body: explanationAskedSchema, response: { 200: explanationSchema },
      async handler({ db, who, body }) {
        const engine = await cedar();
        return db.read((tx) => explainDecision(tx, engine, who, body));
      },
    }),
  ];
}
