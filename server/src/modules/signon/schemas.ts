import { Type, type Static } from 'typebox';

export const clientStateSchema = Type.Union([Type.Literal('draft'), Type.Literal('sandbox'), Type.Literal('tested'), Type.Literal('approved'), Type.Literal('live'), Type.Literal('suspended')]);
export type ClientState = Static<typeof clientStateSchema>;

/** An e-service as other rooms and the launcher see it. */
export const clientSchema = Type.Object({
  id: Type.String(), agencyId: Type.Union([Type.String(), Type.Null()]), nameTh: Type.String(), nameEn: Type.String(), state: clientStateSchema,
  homeUrl: Type.Union([Type.String(), Type.Null()]),
});
export type Client = Static<typeof clientSchema>;
