import { Type, type Static } from 'typebox';
import { agencySchema } from '../schemas.ts';

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const Day = Type.String({ maxLength: 10, description: 'ISO day, C.E.' });
const Instant = Type.String({ description: 'ISO 8601, UTC' });
const Line = (most: number, pattern = '\\S') => Type.String({ minLength: 1, maxLength: most, pattern });

export const FormerName = Type.Object({ nameTh: Type.String(), nameEn: Type.String(), abbrTh: Type.String(), abbrEn: Type.String(), untilOn: Day });
/** An agency of the register with what it was called before, and by whom it was followed. */
export const RegisteredAgency = Type.Object({
  ...agencySchema.properties, beginsOn: Nullable(Day), endedOn: Nullable(Day), successorId: Nullable(Type.String()), formerNames: Type.Array(FormerName),
});
export type RegisteredAgency = Static<typeof RegisteredAgency>;
export const AgencyList = Type.Object({ items: Type.Array(RegisteredAgency), nextCursor: Type.Null() });
export const AgencyListQuery = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 200, description: 'Words of a name, short name or former name.' })),
  ended: Type.Optional(Type.Boolean({ description: 'Those that are no more as well.' })),
});

const kinds = Type.Union([Type.Literal('rename'), Type.Literal('merge'), Type.Literal('split'), Type.Literal('end')]);
const names = { nameTh: Line(200, '[\\u0e00-\\u0e7f]'), nameEn: Line(200), abbrTh: Line(40), abbrEn: Line(40) };
export const AgencyChange = Type.Object({
  id: Type.Integer(), kind: kinds, agencyId: Type.String(), agencyTh: Type.String(), agencyEn: Type.String(), effectiveOn: Day,
  into: Nullable(Type.Object({ id: Type.String(), nameTh: Type.String(), nameEn: Type.String() })),
  names: Nullable(Type.Object({ nameTh: Type.String(), nameEn: Type.String(), abbrTh: Type.String(), abbrEn: Type.String() })), datasets: Type.Array(Type.String()),
  reason: Type.String(), documentNo: Type.String(), documentOn: Day, actor: Type.String(), recordedAt: Instant, takenAt: Nullable(Instant),
  withdrawn: Nullable(Type.Object({ by: Type.String(), at: Instant, reason: Type.String() })),
});
export type AgencyChange = Static<typeof AgencyChange>;

export const AgencyName = Type.Object({ nameTh: Type.String(), nameEn: Type.String(), abbrTh: Type.String(), abbrEn: Type.String(), fromOn: Nullable(Day), untilOn: Nullable(Day), recordedAt: Instant });
export const AgencyHistory = Type.Object({
  agency: RegisteredAgency, version: Type.Integer({ description: 'The last change that concerns it; 0 before the first. Given back with the next change.' }),
  names: Type.Array(AgencyName), changes: Type.Array(AgencyChange),
});
export type AgencyHistory = Static<typeof AgencyHistory>;

/** Something of one kind that an agency has in one room, and what becomes of it. */
export const Holding = Type.Object({
  what: Type.String({ description: 'room.kind' }), th: Type.String(), en: Type.String(), count: Type.Integer(),
  becomes: Type.Union([Type.Literal('moves'), Type.Literal('ends'), Type.Literal('stays'), Type.Literal('blocks')]),
  names: Type.Array(Type.Object({ th: Type.String(), en: Type.String() }), { description: 'The first of them.' }),
  link: Nullable(Type.String()), noteTh: Nullable(Type.String()), noteEn: Nullable(Type.String()),
});
export type Holding = Static<typeof Holding>;
export const Preview = Type.Object({
  agencyId: Type.String(), into: Nullable(Type.String()), version: Type.Integer(), holdings: Type.Array(Holding),
  blocks: Type.Array(Type.Object({ th: Type.String(), en: Type.String() }), { description: 'Why it cannot be done.' }),
});
export type Preview = Static<typeof Preview>;
export const PreviewQuery = Type.Object({
  kind: Type.Union([Type.Literal('merge'), Type.Literal('split'), Type.Literal('end')]), into: Type.Optional(Type.String({ maxLength: 31 })),
  datasets: Type.Optional(Type.String({ maxLength: 20_000, description: 'Of a split: slugs with commas between.' })),
});

const order = {
  effectiveOn: Day, reason: Line(2_000), documentNo: Line(200), documentOn: Day,
  version: Type.Integer({ minimum: 0, description: 'The version of the agency that was seen.' }),
};
export const RenameBody = Type.Object({ ...names, ...order }, { additionalProperties: false });
export const MergeBody = Type.Object({ into: Type.String({ maxLength: 31 }), ...order }, { additionalProperties: false });
export const SplitBody = Type.Object({ into: Type.String({ maxLength: 31 }), datasets: Type.Array(Type.String({ maxLength: 63 }), { minItems: 1, maxItems: 2_000 }), ...order }, { additionalProperties: false });
export const EndBody = Type.Object(order, { additionalProperties: false });
export const NewAgencyBody = Type.Object({ id: Type.String({ maxLength: 60 }), kind: agencySchema.properties.kind, ...names, domain: Type.Optional(Nullable(Type.String({ maxLength: 200 }))), beginsOn: Type.Optional(Day) }, { additionalProperties: false });
export const WithdrawChangeBody = Type.Object({ reason: Line(2_000) }, { additionalProperties: false });
export const AgencyParams = Type.Object({ id: Type.String({ maxLength: 31 }) });
export const ChangeParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });

export type Order = Static<typeof EndBody>;
export type NewNames = Static<typeof RenameBody>;
