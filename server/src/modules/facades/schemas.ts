import { Type, type Static } from 'typebox';

const day = Type.String({ format: 'date' });
const nullableDay = Type.Union([day, Type.Null()]);
const nullableText = Type.Union([Type.String(), Type.Null()]);

export const facadeNames = ['x-road', 'older-gateway'] as const;
export type FacadeName = (typeof facadeNames)[number];
const name = Type.Union([Type.Literal('x-road'), Type.Literal('older-gateway')]);

export const Facade = Type.Object({
  name, isOpen: Type.Boolean(), sunsetOn: nullableDay, reason: nullableText, changedBy: nullableText, changedAt: nullableText,
  address: Type.String(),
});
export type Facade = Static<typeof Facade>;
export const FacadeList = Type.Object({ items: Type.Array(Facade) });
export const FacadeParams = Type.Object({ name });
export const FacadeSetting = Type.Object({ isOpen: Type.Boolean(), sunsetOn: Type.Optional(nullableDay), reason: Type.String({ minLength: 5, maxLength: 500 }) }, { additionalProperties: false });
export type FacadeSetting = Static<typeof FacadeSetting>;

export const SharedSecret = Type.Object({
  id: Type.Integer(), system: Type.String(), nameTh: Type.String(), nameEn: Type.String(), agencyId: Type.String(), consumerKey: Type.String(), note: Type.String(), endsOn: day,
  createdBy: Type.String(), createdAt: Type.String(), endedAt: nullableText, endReason: nullableText, usedAt: nullableText,
});
export type SharedSecret = Static<typeof SharedSecret>;
export const SharedSecretList = Type.Object({ items: Type.Array(SharedSecret) });
export const NewSharedSecret = Type.Object({ system: Type.String({ maxLength: 200 }), note: Type.String({ minLength: 5, maxLength: 500 }), endsOn: day }, { additionalProperties: false });
export type NewSharedSecret = Static<typeof NewSharedSecret>;
/** The secret is told once. */
export const IssuedSecret = Type.Object({ id: Type.Integer(), consumerKey: Type.String(), secret: Type.String() });
export const SecretParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
export const SecretEnd = Type.Object({ reason: Type.String({ minLength: 5, maxLength: 500 }) }, { additionalProperties: false });
