import { Type, type Static, type TSchema } from 'typebox';
import { nullable } from '#kernel/nullable.ts';
import { agencySchema } from '#modules/organisations/index.ts';

const text = (maxLength: number) => Type.String({ maxLength });
const said = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
const body = <P extends Record<string, TSchema>>(properties: P) => Type.Object(properties, { additionalProperties: false });
const Instant = Type.String({ description: 'ISO 8601, UTC' });
const Day = Type.String({ maxLength: 10, description: 'ISO day, C.E.' });

/** Code of a purpose, as agreements and exchanges name it. */
export const purposeCodePattern = '^[a-z][a-z0-9-]{1,40}$';
export const PurposeCode = Type.String({ maxLength: 41, pattern: purposeCodePattern, description: 'Lower case: `flood-aid`' });

/** Section 39 (1) to (8), in its order. */
export const RecordContent = body({
  data: Type.Array(body({ name: said(300), subjects: said(300), sensitive: Type.Boolean() }), { minItems: 1, maxItems: 100, description: '39 (1): what is collected, of whom' }),
  purposes: Type.Array(body({ code: PurposeCode, th: said(500), en: said(500), basis: text(40), law: nullable(text(500)) }), { minItems: 1, maxItems: 50, description: '39 (2): purposes, each with its basis of section 24 or 26' }),
  controller: body({ name: said(300), contact: said(1000) }),
  retention: body({ months: nullable(Type.Integer({ minimum: 1, maximum: 1200 })), words: said(2000) }),
  rights: said(4000), disclosures: text(4000), refusals: text(4000), security: said(4000),
});
export type RecordContent = Static<typeof RecordContent>;

const recordFields = { titleTh: Type.String({ minLength: 1, maxLength: 300, pattern: '[\\u0e00-\\u0e7f]' }), titleEn: said(300), content: RecordContent, datasets: Type.Array(text(63), { maxItems: 200 }) };
export const NewRecord = body({ agencyId: text(31), ...recordFields, serviceIds: Type.Optional(Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 200 })) });
export type NewRecord = Static<typeof NewRecord>;
const Seen = Type.Integer({ minimum: 1, description: 'The version that was seen' });
export const ChangedRecord = body({ seen: Seen, reason: said(2000), ended: Type.Boolean(), ...recordFields });
export type ChangedRecord = Static<typeof ChangedRecord>;

export const recordStates = ['current', 'ended'] as const;
const State = Type.Unsafe<(typeof recordStates)[number]>({ type: 'string', enum: [...recordStates] });
const DatasetRef = Type.Object({ slug: Type.String(), titleTh: Type.String(), titleEn: Type.String() });
export const RecordLine = Type.Object({
  id: Type.Integer(), agency: agencySchema, version: Type.Integer(), state: State, titleTh: Type.String(), titleEn: Type.String(), purposes: Type.Array(Type.String()),
  data: Type.Integer({ description: 'How many kinds of data' }), sensitive: Type.Boolean(), changedAt: Instant, changedBy: Type.String(),
});
export type RecordLine = Static<typeof RecordLine>;
export const RecordList = Type.Object({ items: Type.Array(RecordLine), total: Type.Integer(), asOf: Day });
export type RecordList = Static<typeof RecordList>;
export const RecordPage = Type.Object({
  ...RecordLine.properties, content: RecordContent, datasets: Type.Array(DatasetRef), serviceIds: Type.Array(Type.Integer()), mayChange: Type.Boolean(), asOf: Day,
  versions: Type.Array(Type.Object({ version: Type.Integer(), state: State, reason: nullable(Type.String()), by: Type.String(), at: Instant, content: RecordContent })),
});
export type RecordPage = Static<typeof RecordPage>;

const LegalBasisSchema = Type.Object({ code: Type.String(), th: Type.String(), en: Type.String(), personal: Type.Boolean(), sensitive: Type.Boolean(), needsSection: Type.Boolean() });
export const legalBasisSchema = LegalBasisSchema;
const Officer = Type.Object({ agency: agencySchema, postId: nullable(Type.Integer()), titleTh: nullable(Type.String()), titleEn: nullable(Type.String()), holders: Type.Array(Type.String()) });
export const PrivacyWords = Type.Object({
  legalBases: Type.Array(LegalBasisSchema), agencies: Type.Array(agencySchema, { description: 'Those whose records whoever asks may keep' }),
});
export type PrivacyWords = Static<typeof PrivacyWords>;
export const OfficerList = Type.Object({
  items: Type.Array(Officer, { description: 'Every agency; `postId` null where none is named' }),
  posts: Type.Array(Type.Object({ id: Type.Integer(), agencyId: Type.String(), titleTh: Type.String(), titleEn: nullable(Type.String()) }), { description: 'Posts of the agencies for which whoever asks may name one' }),
});
export type OfficerList = Static<typeof OfficerList>;
export const NamedOfficer = body({ postId: nullable(Type.Integer({ minimum: 1 })), documentNo: said(100) });
export type NamedOfficer = Static<typeof NamedOfficer>;

export const RecordParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });
export const AgencyParams = Type.Object({ agency: text(31) });
const AsOf = Type.Optional(Type.String({ maxLength: 10, description: 'ISO day, C.E.; now when left out' }));
export const PageQuery = Type.Object({ asOf: AsOf });
export const ListQuery = Type.Object({ asOf: AsOf, agency: Type.Optional(text(31)), state: Type.Optional(State), purpose: Type.Optional(text(41)), offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })) });
export type ListQuery = Static<typeof ListQuery>;
