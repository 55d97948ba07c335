import { Type, type Static } from 'typebox';

/** Members that the standard leaves open are read over, never refused (Authorization API 1.0, §5). */
const open = { additionalProperties: true };
const name = Type.String({ minLength: 1, maxLength: 200 });
const properties = Type.Optional(Type.Object({}, open));

const subject = Type.Object({ type: name, id: name, properties }, open);
const action = Type.Object({ name, properties }, open);
const resource = Type.Object({ type: name, id: name, properties }, open);
const context = Type.Object({}, open);

/** One question: may this subject do this to that? (§6.1) */
export const evaluationSchema = Type.Object({ subject, action, resource, context: Type.Optional(context) }, open);
export type Evaluation = Static<typeof evaluationSchema>;

export const semantics = ['execute_all', 'deny_on_first_deny', 'permit_on_first_permit'] as const;
export type Semantic = (typeof semantics)[number];

/** Several questions; what one leaves out, the members beside the list say for all (§7.1). */
export const evaluationsSchema = Type.Object({
  subject: Type.Optional(subject), action: Type.Optional(action), resource: Type.Optional(resource), context: Type.Optional(context),
  options: Type.Optional(Type.Object({ evaluations_semantic: Type.Optional(Type.Union(semantics.map((each) => Type.Literal(each)))) }, open)),
  evaluations: Type.Optional(Type.Array(Type.Object({ subject: Type.Optional(subject), action: Type.Optional(action), resource: Type.Optional(resource), context: Type.Optional(context) }, open), { maxItems: 200 })),
}, open);
export type Evaluations = Static<typeof evaluationsSchema>;

const said = Type.Object({ th: Type.String(), en: Type.String() });
export const evaluatedSchema = Type.Object({
  decision: Type.Boolean(),
  context: Type.Object({
    reason_user: said,
    reason_admin: Type.Object({ policies: Type.Array(Type.String()), policy_version: Type.String() }),
    columns: Type.Optional(Type.Union([Type.Literal('all'), Type.Array(Type.String())])),
    rows_limited: Type.Optional(Type.Boolean()),
  }),
});
export type Evaluated = Static<typeof evaluatedSchema>;
export const allEvaluatedSchema = Type.Union([Type.Object({ evaluations: Type.Array(evaluatedSchema) }), evaluatedSchema]);

export const metadataSchema = Type.Object({ policy_decision_point: Type.String(), access_evaluation_endpoint: Type.String(), access_evaluations_endpoint: Type.String() });
