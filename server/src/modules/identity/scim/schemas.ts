import { Type } from 'typebox';

const text = Type.String();
const open = { additionalProperties: true };
const meta = Type.Object({ resourceType: text, created: Type.Optional(text), lastModified: Type.Optional(text), location: text, version: Type.Optional(text) });

/** An id as a path; any text, since an unknown one is a plain 404. */
export const scimParams = Type.Object({ id: Type.String({ maxLength: 200 }) });
export const partQuery = { attributes: Type.Optional(Type.String({ maxLength: 1_000 })), excludedAttributes: Type.Optional(Type.String({ maxLength: 1_000 })) };
export const oneQuery = Type.Object(partQuery);
export const listQuery = Type.Object({ filter: Type.Optional(text), startIndex: Type.Optional(Type.Integer()), count: Type.Optional(Type.Integer()), ...partQuery });

/** Read by our own rules (read-body.ts), which answer with a scimType. */
export const userBody = Type.Object({}, { ...open, description: 'urn:ietf:params:scim:schemas:core:2.0:User; see /scim/v2/Schemas.' });
export const patchBody = Type.Object({}, { ...open, description: 'urn:ietf:params:scim:api:messages:2.0:PatchOp, at most 1,000 operations.' });

export const userSchema = Type.Object({
  schemas: Type.Array(text), id: text, externalId: Type.Optional(text), userName: Type.Optional(text),
  name: Type.Optional(Type.Object({ formatted: Type.Optional(text), givenName: Type.Optional(text), familyName: Type.Optional(text) })),
  displayName: Type.Optional(text), active: Type.Optional(Type.Boolean()),
  emails: Type.Optional(Type.Array(Type.Object({ value: Type.Optional(text), type: Type.Optional(text), primary: Type.Optional(Type.Boolean()) }))),
  roles: Type.Optional(Type.Array(Type.Object({ value: Type.Optional(text), type: Type.Optional(text) }))), meta: Type.Optional(Type.Partial(meta)),
});
const listOf = <S extends ReturnType<typeof Type.Object>>(schema: S) => Type.Object({ schemas: Type.Array(text), totalResults: Type.Integer(), itemsPerPage: Type.Integer(), startIndex: Type.Integer(), Resources: Type.Array(schema) });
export const userListSchema = listOf(userSchema);
/** RFC 7643 §4.2; to be read only. */
export const groupSchema = Type.Object({
  schemas: Type.Array(text), id: text, displayName: text, members: Type.Optional(Type.Array(Type.Object({ value: text, type: text, display: text }, { ...open, description: 'With `$ref`, the address of the user.' }))),
  meta: Type.Object({ resourceType: text, lastModified: text, location: text }),
});
export const groupListSchema = listOf(groupSchema);
/** Documents about the provider itself; RFC 7643 §5–§7 say what is in them. */
export const documentSchema = Type.Object({ schemas: Type.Array(text) }, open);
export const documentListSchema = listOf(documentSchema);
