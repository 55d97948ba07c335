import { Type, type Static } from 'typebox';

/** An agreement in force as the API gives it. */
export const agreementSchema = Type.Object({
  id: Type.Integer(), datasetId: Type.Integer(), consumerAgencyId: Type.String(), purposes: Type.Array(Type.String()),
  columns: Type.Union([Type.Array(Type.String()), Type.Null()]), since: Type.String(), until: Type.String(),
});
export type Agreement = Static<typeof agreementSchema>;

const date = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', description: 'YYYY-MM-DD' });
const scalar = Type.Union([Type.String({ maxLength: 1000 }), Type.Number(), Type.Boolean()]);
const rowConditionSchema = Type.Object({
  column: Type.String({ pattern: '^[a-z_][a-z0-9_]{0,62}$' }),
  op: Type.Union([Type.Literal('eq'), Type.Literal('ne'), Type.Literal('lt'), Type.Literal('lte'), Type.Literal('gt'), Type.Literal('gte'), Type.Literal('in')]),
  value: Type.Union([scalar, Type.Array(scalar, { minItems: 1, maxItems: 1000 })]),
}, { additionalProperties: false });
const terms = {
  purposes: Type.Array(Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }), { minItems: 1, maxItems: 50 }),
  since: date, until: date, documentNo: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
};

/** What the secretariat gives to let an agency use a dataset; without columns all, without conditions every row. */
export const newAgreementSchema = Type.Object({
  dataset: Type.String({ maxLength: 63, description: 'Short name of the dataset.' }), consumerAgencyId: Type.String({ maxLength: 31 }), ...terms,
  columns: Type.Optional(Type.Array(Type.String({ maxLength: 63 }), { minItems: 1, maxItems: 5000 })),
  rowFilter: Type.Optional(Type.Array(rowConditionSchema, { minItems: 1, maxItems: 50 })),
}, { additionalProperties: false });
export type NewAgreement = Static<typeof newAgreementSchema>;

/** An agreement as administration shows it. */
export const recordedAgreementSchema = Type.Object({
  id: Type.Integer(), dataset: Type.Object({ slug: Type.String(), titleTh: Type.String(), titleEn: Type.String(), agencyId: Type.String() }), consumerAgencyId: Type.String(),
  ...terms, since: Type.String(), until: Type.String(),
  columns: Type.Union([Type.Array(Type.String()), Type.Null()]), rowFilter: Type.Union([Type.Array(rowConditionSchema), Type.Null()]),
  state: Type.Union([Type.Literal('active'), Type.Literal('suspended'), Type.Literal('ended')]), createdBy: Type.String(),
});
export type RecordedAgreement = Static<typeof recordedAgreementSchema>;

/** Policies as people read them: the sentence, and the text that Cedar evaluates. */
export const policyListSchema = Type.Object({
  version: Type.String(),
  items: Type.Array(Type.Object({ id: Type.String(), effect: Type.Union([Type.Literal('permit'), Type.Literal('forbid')]), th: Type.String(), en: Type.String(), text: Type.String() })),
});
