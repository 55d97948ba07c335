import { Type } from 'typebox';
import { Problem } from '#kernel/problem.ts';
import { route, type Route } from '#kernel/route.ts';
import type { IdentityPorts } from '../../ports.ts';
import { nothingSchema } from '../../schemas.ts';
import { refusalAddress } from '../addresses.ts';
import { selectSaml } from '../find-upstream.ts';
import { policies } from '../policies.ts';
import { takeSamlAnswer } from './arrival.ts';
import { samlClient } from './client.ts';

const params = Type.Object({ id: Type.String({ pattern: '^[a-z0-9-]{2,30}$' }) });
/** RelayState may come along; it is not ours and is not read. */
const answerBody = Type.Object({ SAMLResponse: Type.String({ minLength: 1 }) });

/** Where SAML identity providers send people to, and what their administrators load. */
export const samlRoutes = (ports: IdentityPorts): Route[] => [
  route({
    method: 'POST', path: '/upstream/:id/acs', operationId: 'takeSamlAnswer', summary: "Where a SAML identity provider's form posts its answer; leads to the callback", policy: policies['sign-in-from-outside'], params,
    consumes: ['application/x-www-form-urlencoded'], body: answerBody, response: { 303: nothingSchema },
    handler: async ({ db, params: { id }, body, reply }) => {
      try {
        const state = await takeSamlAnswer(db, ports, id, body.SAMLResponse.replace(/\s/g, ''));
        return reply.redirect(`/api/v1/upstream/${id}/callback?state=${encodeURIComponent(state)}`, 303);
      } catch (error) {
        if (error instanceof Problem) return reply.redirect(refusalAddress({ lang: 'th' }, error), 303);
        throw error;
      }
    },
  }),
  route({
    method: 'GET', path: '/upstream/:id/metadata', operationId: 'getSamlMetadata', summary: 'SAML metadata of this house for one identity provider', policy: policies['sign-in-from-outside'], params, response: { 200: Type.String() },
    handler: async ({ db, params: { id }, reply }) => {
      const upstream = await db.tx((tx) => selectSaml(tx, id));
      return reply.type('application/samlmetadata+xml').send((await samlClient(upstream, ports.publicUrl)).generateServiceProviderMetadata(null));
    },
  }),
];
