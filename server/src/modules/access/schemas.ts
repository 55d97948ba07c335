import { Type, type Static } from 'typebox';

/** An agreement in force as the API gives it. */
export const agreementSchema = Type.Object({
  id: Type.Integer(), datasetId: Type.Integer(), consumerAgencyId: Type.String(), purposes: Type.Array(Type.String()),
  columns: Type.Union([Type.Array(Type.String()), Type.Null()]), since: Type.String(), until: Type.String(),
});
export type Agreement = Static<typeof agreementSchema>;
