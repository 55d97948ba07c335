import { Type, type Static } from 'typebox';

/** An agency of the ministry as the API gives it. */
export const agencySchema = Type.Object({
  id: Type.String({ description: 'Stable, lower case: `rid`.' }),
  kind: Type.Union([Type.Literal('department'), Type.Literal('state-enterprise'), Type.Literal('public-organisation')]),
  abbrTh: Type.String(),
  abbrEn: Type.String(),
  nameTh: Type.String(),
  nameEn: Type.String(),
  domain: Type.Union([Type.String(), Type.Null()]),
});
export type Agency = Static<typeof agencySchema>;
