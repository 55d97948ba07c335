import { Type, type Static } from 'typebox';
import { nullable, textOrNull } from '#kernel/nullable.ts';

const strict = { additionalProperties: false };
const Instant = Type.String({ description: 'ISO 8601, UTC' });
const Day = Type.String({ maxLength: 10, description: 'ISO day, C.E., of Bangkok' });
const Agency = Type.Object({ id: Type.String(), nameTh: Type.String(), nameEn: Type.String() });

export const NumberBody = Type.Object({ number: Type.String({ minLength: 13, maxLength: 40, description: 'One’s own citizen id; compared and forgotten.' }) }, strict);
export const Opened = Type.Object({ until: Instant });

export const UsesQuery = Type.Object({
  before: Type.Optional(Type.String({ maxLength: 80, description: '`next` of the page before' })), agency: Type.Optional(Type.String({ maxLength: 31, description: 'Only uses by this agency' })), from: Type.Optional(Day), to: Type.Optional(Day),
});
export type UsesQuery = Static<typeof UsesQuery>;
export const Use = Type.Object({
  id: Type.String(), at: Instant, delayed: Type.Boolean({ description: 'It became visible later, as the agreement says; why is not told.' }), answered: Type.Boolean({ description: 'false: the question was refused, nothing was given' }),
  asker: Agency, askerSystemTh: Type.String(), askerSystemEn: Type.String(), answerer: nullable(Agency), serviceTh: textOrNull, serviceEn: textOrNull, whatTh: textOrNull, whatEn: textOrNull,
  purpose: textOrNull, purposeTh: textOrNull, purposeEn: textOrNull, legalBasisTh: textOrNull, legalBasisEn: textOrNull, agreement: textOrNull, assurance: Type.Integer({ description: '0 to 4' }),
});
export type Use = Static<typeof Use>;
export const OwnUses = Type.Object({
  open: Type.Boolean({ description: 'false: type the citizen id first' }), until: nullable(Instant), items: Type.Array(Use), next: textOrNull,
  agencies: Type.Array(Type.Object({ agency: Agency, uses: Type.Integer(), lastAt: Instant })), total: Type.Integer(),
});
export type OwnUses = Static<typeof OwnUses>;

const Code = Type.String({ maxLength: 40 });
export const UsageQuery = Type.Object({
  userCode: Type.Optional(Type.String({ maxLength: 40, description: 'As the standard names it. Better left out: the header says whose, and stands in no address.' })),
  periodStart: Type.Optional(Code), periodEnd: Type.Optional(Code), offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
});
export type UsageQuery = Static<typeof UsageQuery>;
export const Usages = Type.Object({
  totalUsages: Type.Integer(), usages: Type.Array(Type.Object({ logtime: Instant, action: Type.String(), receiverCode: Type.String(), receiverName: Type.String(), receiverSystem: Type.String() })),
});
export type Usages = Static<typeof Usages>;
export const UsagePeriod = Type.Object({ periodStart: Instant });
export const Heartbeat = Type.Object({ status: Type.Union([Type.Literal('OK'), Type.Literal('FAIL')]), message: Type.String() });
