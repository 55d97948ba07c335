import { Type, type Static, type TSchema } from 'typebox';
import { nullable } from '#kernel/nullable.ts';
import { agencySchema } from '#modules/organisations/index.ts';
import { legalBasisSchema, PurposeCode } from '#modules/privacy/index.ts';

const text = (maxLength: number) => Type.String({ maxLength });
const said = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
const body = <P extends Record<string, TSchema>>(properties: P) => Type.Object(properties, { additionalProperties: false });
const oneOf = <T extends string>(values: readonly T[]) => Type.Unsafe<T>({ type: 'string', enum: [...values] });
const Instant = Type.String({ description: 'ISO 8601, UTC' });
const Day = Type.String({ maxLength: 10, description: 'ISO day, C.E.' });
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Seen = Type.Integer({ minimum: 0, description: 'Number of the last event that was seen' });

/** What becomes of an agreement; `not-yet` and `expired` are told by the day. */
export const agreementStates = ['draft', 'requested', 'owner-review', 'dpo-review', 'signing', 'not-yet', 'active', 'suspended', 'expired', 'ended', 'refused', 'withdrawn'] as const;
export type AgreementState = (typeof agreementStates)[number];
const State = oneOf(agreementStates);
export const eventWords = ['drafted', 'changed', 'requested', 'taken-up', 'sent-back', 'owner-approved', 'dpo-approved', 'refused', 'withdrawn', 'signed', 'activated', 'replaced', 'suspended', 'resumed', 'ended', 'noted'] as const;
export type EventWord = (typeof eventWords)[number];
export const sides = ['consumer', 'provider'] as const;
export type Side = (typeof sides)[number];

export const filterOps = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in', 'is-null'] as const;
const RowFilter = body({ all: Type.Array(body({ column: said(63), op: oneOf(filterOps), values: Type.Array(text(500), { maxItems: 200 }) }), { minItems: 1, maxItems: 20 }) });
export type RowFilter = Static<typeof RowFilter>;
const Conditions = body({
  retentionDays: nullable(Type.Integer({ minimum: 1, maximum: 36_500 })), onwardSharing: text(20), deletionProof: Type.Boolean(), breachHours: Type.Integer({ minimum: 1, maximum: 720 }), words: nullable(text(4000)),
});
const Disclosure = body({ kind: oneOf(['now', 'delayed'] as const), days: nullable(Type.Integer({ minimum: 1 })), reason: nullable(text(40)) });
const Purpose = body({ code: PurposeCode, th: said(500), en: said(500) });
export type Purpose = Static<typeof Purpose>;

/** Terms as they are asked for. */
export const AskedTerms = body({
  purposes: Type.Array(Purpose, { minItems: 1, maxItems: 20 }), legalBasis: text(40), law: nullable(text(500)),
  operations: Type.Array(text(200), { minItems: 1, maxItems: 200 }),
  fields: nullable(Type.Array(body({ name: said(63), personal: Type.Optional(Type.Boolean({ description: 'Said of services whose columns the house does not know' })), reason: nullable(text(1000)) }), { minItems: 1, maxItems: 500 })),
  rowFilter: nullable(RowFilter), quotaPerDay: Type.Integer({ minimum: 1 }), ratePerSecond: Type.Integer({ minimum: 1 }), needsCase: Type.Boolean(), minAssurance: Type.Integer({ minimum: 0, maximum: 4 }),
  validFrom: Day, validTo: Day, conditions: Conditions, disclosure: Disclosure,
});
export type AskedTerms = Static<typeof AskedTerms>;

/** Terms as they are agreed: with the words of that day. */
export const Terms = Type.Object({
  serviceVersion: Type.Integer(), personal: Type.Boolean(), purposes: Type.Array(Purpose), legalBasis: Type.Object({ code: Type.String(), th: Type.String(), en: Type.String() }), law: nullable(Type.String()),
  operations: Type.Array(Type.String()),
  fields: nullable(Type.Array(Type.Object({ name: Type.String(), titleTh: Type.String(), titleEn: Type.String(), personal: Type.Boolean(), reason: nullable(Type.String()) }))),
  rowFilter: nullable(RowFilter), quotaPerDay: Type.Integer(), ratePerSecond: Type.Integer(), needsCase: Type.Boolean(), minAssurance: Type.Integer(), validFrom: Day, validTo: Day, conditions: Conditions, disclosure: Disclosure,
});
export type Terms = Static<typeof Terms>;

export const SystemRef = Type.Object({ id: Type.Integer(), path: Type.String(), nameTh: Type.String(), nameEn: Type.String(), state: Type.String() });
export const ServiceRef = Type.Object({ id: Type.Integer(), slug: Type.String(), titleTh: Type.String(), titleEn: Type.String(), kind: Type.String(), personal: Type.Boolean(), state: Type.String() });
const ReviewLine = Type.Object({ version: Type.Integer(), state: State, dueOn: nullable(Day) });

const Waiting = Type.Object({
  step: oneOf(['owner', 'dpo', 'signing', 'renewal'] as const), agencies: Type.Array(agencySchema, { description: 'Whose turn it is' }), since: nullable(Day), dueOn: Day,
  waited: Type.Integer({ description: 'Working days since it began' }), late: Type.Integer({ description: 'Working days that it is late' }),
}, { description: 'What the agreement waits for, of what is dated' });

export const AgreementLine = Type.Object({
  number: Type.String(), state: State, version: Type.Integer(), event: Type.Integer(), consumer: agencySchema, provider: agencySchema, system: SystemRef, service: ServiceRef, purposes: Type.Array(Purpose),
  validFrom: Day, validTo: Day, daysLeft: nullable(Type.Integer({ description: 'Days until the last one, while it is in force' })), review: nullable(ReviewLine), waitsForMe: Type.Boolean(), waiting: nullable(Waiting), requestedOn: nullable(Day), changedAt: Instant,
});
export type AgreementLine = Static<typeof AgreementLine>;
const counts = Type.Object(Object.fromEntries(agreementStates.map((state) => [state, Type.Integer()])) as Record<AgreementState, Type.TInteger>);
export const AgreementList = Type.Object({ asOf: Day, items: Type.Array(AgreementLine), total: Type.Integer(), counts, waiting: Type.Integer({ description: 'How many wait for whoever asks' }), late: Type.Integer({ description: 'How many are late, of all that are seen' }) });
export type AgreementList = Static<typeof AgreementList>;

const Signature = Type.Object({
  side: oneOf(sides), name: Type.String(), postTh: nullable(Type.String()), postEn: nullable(Type.String()), at: Instant, sha256: Type.String(), aal: Type.Integer(), phishingResistant: Type.Boolean(), ial: Type.Integer(),
  byOffer: Type.Boolean(), kid: nullable(Type.String()),
});
const Change = Type.Object({ term: Type.String({ description: 'Name of the term, e.g. `quotaPerDay`' }), before: nullable(Type.String()), after: nullable(Type.String()) });
export type Change = Static<typeof Change>;
const VersionPage = Type.Object({ version: Type.Integer(), state: Type.String(), terms: Terms, text: Type.String(), sha256: Type.String(), signatures: Type.Array(Signature), changes: nullable(Type.Array(Change)) });
export type VersionPage = Static<typeof VersionPage>;
const Event = Type.Object({ number: Type.Integer(), version: Type.Integer(), what: oneOf(eventWords), side: nullable(Type.String()), agency: nullable(agencySchema), by: Type.String(), at: Instant, message: nullable(Type.String()) });

/** What whoever asks may do now. */
const May = Type.Object({
  change: Type.Boolean(), request: Type.Boolean(), takeUp: Type.Boolean(), decideOwner: Type.Boolean(), decideOfficer: Type.Boolean(), sign: Type.Boolean(), withdraw: Type.Boolean(), suspend: Type.Boolean(), resume: Type.Boolean(),
  end: Type.Boolean(), propose: Type.Boolean(), note: Type.Boolean(),
});
export type May = Static<typeof May>;
export const AgreementPage = Type.Object({
  ...AgreementLine.properties, asOf: Day, recordedAt: Instant, versions: Type.Array(VersionPage, { description: 'The newest first' }), events: Type.Array(Event), may: May,
  recordsMissing: Type.Object({ consumer: Type.Array(Type.String()), provider: Type.Array(Type.String()) }, { description: 'Purposes that no record of processing of a party names; empty where no personal data are meant' }),
  address: Type.String({ description: 'Where the service is called' }),
});
export type AgreementPage = Static<typeof AgreementPage>;

const Column = Type.Object({ name: Type.String(), titleTh: Type.String(), titleEn: Type.String(), type: Type.String(), personal: nullable(Type.String()) });
const Operation = Type.Object({ id: Type.String(), method: Type.String(), path: Type.String(), summaryTh: Type.String(), summaryEn: Type.String() });
const OfferTerms = Type.Object({ purposes: Type.Array(Purpose), mostPerDay: Type.Integer(), mostPerSecond: Type.Integer(), mostDays: Type.Integer(), minAssurance: Type.Integer() });
export type OfferTerms = Static<typeof OfferTerms>;
export const Offer = Type.Object({ id: Type.Integer(), ...OfferTerms.properties, validTo: Day, sha256: Type.String(), signedBy: Type.String(), at: Instant, endedAt: nullable(Instant), mayEnd: Type.Boolean() });
export type Offer = Static<typeof Offer>;
const Coded = Type.Object({ code: Type.String(), th: Type.String(), en: Type.String() });
export const AgreementWords = Type.Object({
  service: Type.Object({ ...ServiceRef.properties, version: nullable(Type.Integer()), classification: Type.Integer(), minAssurance: Type.Integer(), provider: agencySchema, columns: Type.Array(Column), operations: Type.Array(Operation) }),
  systems: Type.Array(Type.Object({ ...SystemRef.properties, agencyId: Type.String(), keys: Type.Integer({ description: 'Keys that count now' }) }), { description: 'Systems of one’s agencies that may consume' }),
  agencies: Type.Array(agencySchema), recorded: Type.Array(Type.Object({ agencyId: Type.String(), purposes: Type.Array(Purpose) }), { description: 'Purposes that records of processing in force name' }),
  legalBases: Type.Array(legalBasisSchema), onwardSharing: Type.Array(Coded), delayReasons: Type.Array(Coded), offers: Type.Array(Offer), mayOffer: Type.Boolean(),
});
export type AgreementWords = Static<typeof AgreementWords>;
export const OfferList = Type.Object({ items: Type.Array(Offer), mayOffer: Type.Boolean() });

export const NewAgreement = body({ systemPath: text(200), service: text(63), terms: AskedTerms });
export type NewAgreement = Static<typeof NewAgreement>;
export const ChangedAgreement = body({ seen: Seen, terms: AskedTerms });
export const Proposal = body({ seen: Seen, reason: said(2000), terms: AskedTerms });
export type Proposal = Static<typeof Proposal>;
export const SeenBody = body({ seen: Seen });
export const ReasonBody = body({ seen: Seen, reason: said(2000) });
export type ReasonBody = Static<typeof ReasonBody>;
export const NoteBody = body({ message: said(4000) });
export const Decision = body({ seen: Seen, as: oneOf(['owner', 'officer'] as const), verdict: oneOf(['approved', 'sent-back', 'refused'] as const), message: nullable(text(4000)) });
export type Decision = Static<typeof Decision>;
export const SignBody = body({ seen: Seen, sha256: Sha256, keySignature: Type.Optional(body({ kid: text(100), signature: text(2000) })) });
export type SignBody = Static<typeof SignBody>;
export const NewOffer = body({ service: text(63), purposes: Type.Array(Purpose, { minItems: 1, maxItems: 20 }), mostPerDay: Type.Integer({ minimum: 1 }), mostPerSecond: Type.Integer({ minimum: 1 }), mostDays: Type.Integer({ minimum: 1 }), minAssurance: Type.Integer({ minimum: 0, maximum: 4 }), validTo: Day });
export type NewOffer = Static<typeof NewOffer>;
export const OfferEnd = body({ reason: said(2000) });

export const AgreementParams = Type.Object({ number: Type.String({ maxLength: 20, pattern: '^SA-25[0-9]{2}-[0-9]{4,}$' }) });
export const OfferParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });
const AsOf = Type.Optional(Type.String({ maxLength: 10, description: 'ISO day, C.E.; now when left out' }));
export const PageQuery = Type.Object({ asOf: AsOf });
export const ServiceQuery = Type.Object({ service: text(63) });
export const boxes = ['waiting', 'late', 'consumer', 'provider', 'all'] as const;
export const ListQuery = Type.Object({
  asOf: AsOf, side: Type.Optional(oneOf(boxes)), state: Type.Optional(State), agency: Type.Optional(text(31)), service: Type.Optional(text(63)), system: Type.Optional(text(200)),
  dataset: Type.Optional(Type.Integer({ minimum: 1 })), offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
});
export type ListQuery = Static<typeof ListQuery>;
