import { ATTRIBUTES, USER, type Attribute } from './attributes.ts';

const SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Schema';
const RESOURCE_TYPE = 'urn:ietf:params:scim:schemas:core:2.0:ResourceType';

/** What this provider can do (RFC 7643 §5). */
export const serviceProviderConfig = (publicUrl: string) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'], patch: { supported: true }, bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: 200 }, changePassword: { supported: false }, sort: { supported: false }, etag: { supported: true },
  authenticationSchemes: [{ type: 'oauthbearertoken', name: 'API token', description: 'โทเคนของบัญชีบริการที่มีขอบเขต scim · A token of a service account with the scope scim', primary: true }],
  meta: { resourceType: 'ServiceProviderConfig', location: `${publicUrl}/scim/v2/ServiceProviderConfig` },
});

/** Accounts; the other kind, roles as groups, is described in scim-group.ts. */
export const userType = (publicUrl: string) => ({
  schemas: [RESOURCE_TYPE], id: 'User', name: 'User', endpoint: '/Users', description: 'บัญชีของบุคคล · Account of a person', schema: USER, meta: { resourceType: 'ResourceType', location: `${publicUrl}/scim/v2/ResourceTypes/User` },
});

/** The schema of users, from the table that filters and paths are read by (RFC 7643 §7). */
export const userSchemaDocument = (publicUrl: string) => ({
  schemas: [SCHEMA], id: USER, name: 'User', description: 'บัญชีของบุคคล · Account of a person', attributes: ATTRIBUTES.filter((each) => !each.common).map(describe),
  meta: { resourceType: 'Schema', location: `${publicUrl}/scim/v2/Schemas/${USER}` },
});

function describe({ name, type, th, en, multiValued = false, required = false, caseExact = false, readOnly = false, unique = false, sub }: Attribute): Record<string, unknown> {
  return {
    name, type, multiValued, required, caseExact, description: `${th} · ${en}`, mutability: readOnly ? 'readOnly' : 'readWrite', returned: 'default', uniqueness: unique ? 'server' : 'none',
    ...(sub && { subAttributes: sub.map(describe) }),
  };
}
