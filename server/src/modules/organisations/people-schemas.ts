import { Type, type Static } from 'typebox';
import { textOrNull } from '#kernel/nullable.ts';
import { uuidPattern } from '@saphan/contracts/ids';

const day = Type.String({ format: 'date' });
const dayOrNull = Type.Union([day, Type.Null()]);
const text = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const documentNo = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S', description: 'Number of the order: `ที่ 123/2569`.' });
const personId = Type.String({ pattern: uuidPattern });
const postRole = Type.Union([Type.Literal('secretariat'), Type.Literal('steward'), Type.Literal('reader'), Type.Literal('agency-admin'), Type.Literal('auditor')]);
const appointmentKind = Type.Union([Type.Literal('holder'), Type.Literal('acting'), Type.Literal('on-behalf')]);

export const personParams = Type.Object({ id: personId });
export const numberParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });

export const unitSchema = Type.Object({
  id: Type.Integer(), agencyId: Type.String(), parentId: Type.Union([Type.Integer(), Type.Null()]), code: Type.String(), nameTh: Type.String(), nameEn: Type.String(), since: day, until: dayOrNull,
});
export type Unit = Static<typeof unitSchema>;

export const newUnitSchema = Type.Object({
  agencyId: Type.String({ minLength: 1 }), parentId: Type.Optional(Type.Integer({ minimum: 1 })), code: Type.String({ pattern: '^[A-Za-z0-9._-]{1,40}$' }), nameTh: text, nameEn: text, since: Type.Optional(day),
}, { additionalProperties: false });
export type NewUnit = Static<typeof newUnitSchema>;

export const unitChangesSchema = Type.Object({
  nameTh: Type.Optional(text), nameEn: Type.Optional(text), parentId: Type.Optional(Type.Integer({ minimum: 1 })),
}, { additionalProperties: false, minProperties: 1 });
export type UnitChanges = Static<typeof unitChangesSchema>;

export const seatSchema = Type.Object({ appointmentId: Type.Integer(), personId: Type.String(), nameTh: Type.String(), kind: appointmentKind, since: day, until: dayOrNull });
export type Seat = Static<typeof seatSchema>;

export const postSchema = Type.Object({
  id: Type.Integer(), unitId: Type.Integer(), agencyId: Type.String(), titleTh: Type.String(), titleEn: Type.String(),
  responsible: Type.Boolean({ description: 'Its unit may not be without somebody in such a post.' }), roles: Type.Array(Type.String()), since: day, until: dayOrNull,
  seated: Type.Array(seatSchema, { description: 'Who may act in it today.' }),
});
export type Post = Static<typeof postSchema>;

export const newPostSchema = Type.Object({
  unitId: Type.Integer({ minimum: 1 }), titleTh: text, titleEn: text, responsible: Type.Optional(Type.Boolean()), roles: Type.Array(postRole, { uniqueItems: true }), since: Type.Optional(day),
}, { additionalProperties: false });
export type NewPost = Static<typeof newPostSchema>;

export const personSchema = Type.Object({ id: Type.String(), givenTh: Type.String(), familyTh: Type.String(), givenEn: textOrNull, familyEn: textOrNull, email: textOrNull });
export type Person = Static<typeof personSchema>;

const email = Type.String({ format: 'email', maxLength: 254 });
const phone = Type.String({ pattern: '^[0-9+ -]{5,30}$' });
export const newPersonSchema = Type.Object({
  givenTh: text, familyTh: text, givenEn: Type.Optional(text), familyEn: Type.Optional(text), email: Type.Optional(email), phone: Type.Optional(phone),
}, { additionalProperties: false });
export type NewPerson = Static<typeof newPersonSchema>;

const orNothing = <S extends typeof text>(schema: S) => Type.Optional(Type.Union([schema, Type.Null()]));
export const personChangesSchema = Type.Object({
  givenTh: Type.Optional(text), familyTh: Type.Optional(text), givenEn: orNothing(text), familyEn: orNothing(text), email: orNothing(email), phone: orNothing(phone),
}, { additionalProperties: false, minProperties: 1 });
export type PersonChanges = Static<typeof personChangesSchema>;

export const appointmentSchema = Type.Object({
  id: Type.Integer(), postId: Type.Integer(), personId: Type.String(), kind: appointmentKind, since: day, until: dayOrNull, documentNo: Type.String(), documentOn: day,
  successorId: Type.Union([Type.Integer(), Type.Null()]), endedAt: textOrNull, endedReason: textOrNull,
});
export type Appointment = Static<typeof appointmentSchema>;

export const newAppointmentSchema = Type.Object({
  postId: Type.Integer({ minimum: 1 }), personId, kind: appointmentKind, since: day, until: Type.Optional(day), documentNo, documentOn: day,
  replaces: Type.Optional(Type.Integer({ minimum: 1, description: 'Appointment that ends the day before this one begins.' })),
}, { additionalProperties: false });
export type NewAppointment = Static<typeof newAppointmentSchema>;

export const appointmentEndSchema = Type.Object({
  until: Type.String({ format: 'date', description: 'Last day.' }), reason: text,
  successor: Type.Optional(Type.Object({ personId, documentNo, documentOn: day }, { additionalProperties: false })),
}, { additionalProperties: false });
export type AppointmentEnd = Static<typeof appointmentEndSchema>;

export const delegationSchema = Type.Object({
  id: Type.Integer(), fromPostId: Type.Integer(), toPersonId: Type.String(), powers: Type.Array(Type.String()), since: day, until: day, documentNo: Type.String(), documentOn: day, revokedAt: textOrNull,
});
export type Delegation = Static<typeof delegationSchema>;

export const newDelegationSchema = Type.Object({
  fromPostId: Type.Integer({ minimum: 1 }), toPersonId: personId, powers: Type.Array(Type.String({ pattern: '^[a-z]+\\.[a-z][a-z-]+$' }), { minItems: 1, maxItems: 20, uniqueItems: true }),
  since: day, until: day, documentNo, documentOn: day,
}, { additionalProperties: false });
export type NewDelegation = Static<typeof newDelegationSchema>;

export const representationSchema = Type.Object({ id: Type.Integer(), juristicNo: Type.String(), nameTh: Type.String() });
export const newRepresentationSchema = Type.Object({ personId, juristicNo: Type.String({ pattern: '^[0-9]{13}$' }), nameTh: text, since: day, until: Type.Optional(day), documentNo }, { additionalProperties: false });
export type NewRepresentation = Static<typeof newRepresentationSchema>;

export const personDetailSchema = Type.Object({
  ...personSchema.properties,
  appointments: Type.Array(Type.Object({ ...appointmentSchema.properties, agencyId: Type.String(), unitId: Type.Integer(), titleTh: Type.String(), titleEn: Type.String(), now: Type.Boolean() })),
  delegations: Type.Array(Type.Object({ ...delegationSchema.properties, agencyId: Type.String(), titleTh: Type.String(), titleEn: Type.String(), now: Type.Boolean() })),
  representations: Type.Array(representationSchema),
});
export type PersonDetail = Static<typeof personDetailSchema>;

export const reasonSchema = Type.Object({ reason: text }, { additionalProperties: false });
