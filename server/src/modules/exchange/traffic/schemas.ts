import { Type, type Static } from 'typebox';
import { nullable, textOrNull } from '#kernel/nullable.ts';

const Instant = Type.String({ description: 'ISO 8601, UTC' });
const Count = Type.Integer({ minimum: 0 });
const Slug = Type.String({ maxLength: 63 });
const Ref = Type.Object({ slug: Type.String(), titleTh: Type.String(), titleEn: Type.String() });
const SystemRef = Type.Object({ path: Type.String(), nameTh: Type.String(), nameEn: Type.String(), agencyId: Type.String() });

export const TrafficQuery = Type.Object({ minutes: Type.Optional(Type.Integer({ minimum: 5, maximum: 1_440, description: 'The last so many minutes; 60 when left out.' })), service: Type.Optional(Slug) });
export type TrafficQuery = Static<typeof TrafficQuery>;
export const Traffic = Type.Object({
  from: Instant, to: Instant, seconds: Type.Integer({ description: 'Length of one moment.' }), answered: Count, refused: Count, direct: Type.Integer({ minimum: 0, description: 'Exchanges of edges among themselves while the hub was away; in no other figure here.' }), unmatched: Type.Integer({ minimum: 0, description: 'Those of them that only one side handed in.' }),
  moments: Type.Array(Type.Object({ at: Instant, answered: Count, refused: Count })),
  services: Type.Array(Type.Object({
    service: nullable(Ref), agencyId: textOrNull, exchanges: Count, answered: Count, byConsumer: Count, byHub: Count, byProvider: Count, byNetwork: Count, bytes: Count,
    p50Ms: Count, p95Ms: Count, p99Ms: Count, upstreamP95Ms: nullable(Count),
  })),
  consumers: Type.Array(Type.Object({ system: SystemRef, exchanges: Count, refused: Count, problem: textOrNull, lastAt: Instant })),
});
export type Traffic = Static<typeof Traffic>;

export const AgreementUsesQuery = Type.Object({
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366, description: '30 when left out.' })), side: Type.Optional(Type.Unsafe<'consumer' | 'provider'>({ type: 'string', enum: ['consumer', 'provider'] })), service: Type.Optional(Slug), dataset: Type.Optional(Slug),
});
export type AgreementUsesQuery = Static<typeof AgreementUsesQuery>;
export const AgreementUses = Type.Object({
  days: Type.Integer(), today: Type.String({ description: 'ISO day of Bangkok' }),
  items: Type.Array(Type.Object({
    agreement: Type.String(), version: Type.Integer(), state: Type.String(), system: SystemRef, providerId: Type.String(), service: Ref, dataset: nullable(Ref), purposes: Type.Array(Type.String()), legalBasisTh: textOrNull, legalBasisEn: textOrNull,
    validTo: nullable(Type.String()), uses: Type.Integer({ minimum: 0, description: 'Through the gateway.' }), direct: Type.Integer({ minimum: 0, description: 'Beside the gateway, while it was away.' }), unmatched: Count, lastOn: nullable(Type.String()), today: Count, quotaPerDay: nullable(Count),
  })),
});
export type AgreementUses = Static<typeof AgreementUses>;

const shown = ['answered', 'refused', 'consumer', 'hub', 'provider', 'network'] as const;
const ways = ['hub', 'direct', 'unmatched'] as const;
export const ExchangesQuery = Type.Object({
  show: Type.Optional(Type.Unsafe<(typeof shown)[number]>({ type: 'string', enum: [...shown], description: 'Answered, refused, or refused by whom.' })), service: Type.Optional(Slug), consumer: Type.Optional(Type.String({ maxLength: 120, description: 'Path of a system' })), provider: Type.Optional(Type.String({ maxLength: 120, description: 'Path of a system' })),
  via: Type.Optional(Type.Unsafe<(typeof ways)[number]>({ type: 'string', enum: [...ways], description: 'Through the hub, directly between edges, or direct with evidence of one side only.' })),
  agreement: Type.Optional(Type.String({ maxLength: 30 })), problem: Type.Optional(Type.String({ maxLength: 80 })), from: Type.Optional(Type.String({ maxLength: 40 })), to: Type.Optional(Type.String({ maxLength: 40 })), before: Type.Optional(Type.String({ maxLength: 80 })),
});
export type ExchangesQuery = Static<typeof ExchangesQuery>;
const exchangeFields = {
  id: Type.String(), at: Instant, status: Type.Integer(), errorOrigin: textOrNull, problem: textOrNull, operationId: textOrNull, purpose: textOrNull, caseRef: textOrNull, assurance: Type.Integer(), tookMs: nullable(Count), requestBytes: nullable(Count), responseBytes: nullable(Count),
  via: Type.Unsafe<'hub' | 'direct'>({ type: 'string', enum: ['hub', 'direct'] }), handedIn: nullable(Type.Object({ consumer: textOrNull, provider: textOrNull }, { description: 'When each side of a direct exchange handed its evidence in.' })), consumer: SystemRef, providerPath: textOrNull, providerId: textOrNull, service: nullable(Ref), agreement: textOrNull, agreementVersion: nullable(Type.Integer()),
};
export const Exchange = Type.Object(exchangeFields);
export type Exchange = Static<typeof Exchange>;
export const ExchangeList = Type.Object({ items: Type.Array(Exchange), from: Type.String({ description: 'What was looked through begins here (ISO 8601, UTC): 31 days at most at once; the days before are at `next`.' }), next: textOrNull });
export type ExchangeList = Static<typeof ExchangeList>;
export const ExchangeParams = Type.Object({ id: Type.String({ format: 'uuid' }) });
export const ExchangePage = Type.Object({
  ...exchangeFields, whatTh: textOrNull, whatEn: textOrNull, purposeTh: textOrNull, purposeEn: textOrNull, legalBasisTh: textOrNull, legalBasisEn: textOrNull, answerNote: textOrNull, upstreamMs: nullable(Count), isPersonal: Type.Boolean(),
  disclosure: nullable(Type.Object({ kind: Type.Unsafe<'now' | 'delayed' | 'sealed'>({ type: 'string', enum: ['now', 'delayed', 'sealed'] }), visibleFrom: textOrNull, reasonCode: textOrNull, reasonTh: textOrNull, reasonEn: textOrNull }, { description: 'When the person sees it: from which moment, and why not at once.' })),
  lateAt: Type.Union([Instant, Type.Null()], { description: 'When it was written down, where it was answered while the register was away.' }),
  stream: textOrNull, seq: nullable(Type.Integer()), consumerKid: textOrNull, providerKid: textOrNull, gatewayKid: textOrNull,
  entry: nullable(Type.Object({ number: Type.Integer(), leafIndex: nullable(Type.Integer()), appendedAt: Instant })),
});
export type ExchangePage = Static<typeof ExchangePage>;
