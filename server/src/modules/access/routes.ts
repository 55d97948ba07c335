import { Type } from 'typebox';
import { route, type Route } from '#kernel/route.ts';
import { agreementRoutes } from './agreements/routes.ts';
import { readPolicyFiles } from './deciding/policy-files.ts';
import { policies } from './policies.ts';
import { policyListSchema } from './schemas.ts';

/** What the room answers; the policies shown are those in the folder. */
export function routesOf({ policiesDir }: { policiesDir: URL }): readonly Route[] {
  return [
    route({
      method: 'GET', path: '/policies', operationId: 'listPolicies', summary: 'The policies that decide, with their sentences', policy: policies['read-policies'],
      querystring: Type.Object({}), response: { 200: policyListSchema },
      async handler() {
        const { policies: items, sha256 } = readPolicyFiles(policiesDir);
        return { items: items.map((each) => ({ ...each })), version: sha256.slice(0, 12) };
      },
    }),
    ...agreementRoutes,
  ];
}
