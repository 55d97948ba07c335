import { Type, type Static, type TSchema } from 'typebox';

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const words = Type.Array(Type.String());

export const explanationAskedSchema = Type.Object({
  accountId: Type.Optional(Type.String({ maxLength: 36, description: 'Whose rights; without it one’s own.' })),
  persona: Type.Optional(Type.String({ maxLength: 100, description: 'As what the account acts, e.g. appointment:12.' })),
  action: Type.String({ minLength: 1, maxLength: 100, description: 'Name of a policy, e.g. lake.download-release.' }),
  resource: Type.Object({ kind: Type.Union((['dataset', 'agency', 'account', 'client'] as const).map((each) => Type.Literal(each))), id: Type.String({ minLength: 1, maxLength: 200 }) }, { additionalProperties: false }),
  purpose: Type.Optional(Type.String({ maxLength: 100 })),
  at: Type.Optional(Type.String({ format: 'date-time', description: 'The moment; without it now.' })),
}, { additionalProperties: false });
export type ExplanationAsked = Static<typeof explanationAskedSchema>;

/** A decision with the facts that it was made from. */
export const explanationSchema = Type.Object({
  allowed: Type.Boolean(), policyVersion: Type.String(),
  reasons: Type.Array(Type.Object({ policy: Type.String(), th: Type.String(), en: Type.String() })),
  columns: nullable(words), rowsLimited: Type.Boolean(),
  facts: Type.Object({
    who: Type.Object({ persona: Type.String(), personaTh: Type.String(), personaEn: Type.String(), roles: words, agencies: words, powers: words, clearance: Type.Integer(), aal: Type.Integer() }),
    what: Type.Object({ agency: nullable(Type.String()), level: nullable(Type.Integer()), personal: nullable(Type.Boolean()) }),
    agreement: nullable(Type.Object({ id: Type.Integer(), purposes: words, active: Type.Boolean(), until: Type.String() })),
  }),
});
export type Explanation = Static<typeof explanationSchema>;

const demands = Type.Object({ aal: nullable(Type.Integer()), ial: nullable(Type.Integer()), freshMinutes: nullable(Type.Integer()), phishingResistant: Type.Boolean(), best: Type.Boolean(), notByToken: Type.Boolean() });
/** The matrix of rights: each operation's permission with the roles that have it. */
export const rightsSchema = Type.Object({
  roles: words,
  items: Type.Array(Type.Object({ policy: Type.String(), room: Type.String(), roles: words, th: Type.String(), en: Type.String(), decidedBy: nullable(Type.String()), demands })),
});
export type Rights = Static<typeof rightsSchema>;
