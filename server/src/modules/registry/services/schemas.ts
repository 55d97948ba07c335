import { Type, type Static } from 'typebox';
import { nullable } from '#kernel/nullable.ts';
import { agencySchema } from '#modules/organisations/index.ts';
import { Assurance, closed, English, Instant, oneOf, Reason, Thai } from '../schemas.ts';

export const serviceKinds = ['hosted', 'live'] as const;
export const hostedKinds = ['rows', 'lookup', 'predicate', 'aggregate', 'bulk'] as const;
export const serviceStates = ['draft', 'test', 'live', 'deprecated', 'retired'] as const;
export type ServiceState = (typeof serviceStates)[number];
const Revision = Type.Integer({ minimum: 1, description: 'The revision that was seen; a change says it, so that nothing of others is overwritten.' });
const Day = Type.String({ maxLength: 10, description: 'ISO day, C.E.' });
const Slug = Type.String({ maxLength: 63, pattern: '^[a-z][a-z0-9-]{1,62}$' });
const Document = Type.Union([Type.String({ minLength: 1, maxLength: 2_200_000 }), Type.Record(Type.String(), Type.Unknown())], { description: 'OpenAPI 3.1 (or 3.0): JSON or YAML as text, or an object' });

const said = {
  titleTh: Thai(200), titleEn: English(200), aboutTh: Type.String({ maxLength: 4000 }), aboutEn: Type.String({ maxLength: 4000 }), isPersonal: Type.Boolean(),
  classification: Type.Integer({ minimum: 0, maximum: 4, description: '0 open · 1 internal · 2 confidential · 3 secret · 4 top secret' }), minAssurance: Assurance, evidence: oneOf(['required', 'best-effort'] as const),
  upstreamUrl: Type.Optional(nullable(Type.String({ maxLength: 1000 }))), timeoutMs: Type.Integer({ minimum: 100, maximum: 120_000 }), limitBytes: Type.Integer({ minimum: 1024, maximum: 1024 ** 3 }),
  subjectSelectors: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 5 }), strict: Type.Boolean(),
};
export const NewService = closed({
  system: Type.String({ maxLength: 100, description: 'Path of the system that offers it' }), slug: Slug, kind: Type.Literal('live'), dataset: Type.Optional(nullable(Type.String({ maxLength: 63 }))), ...said,
  document: Type.Optional(Document),
});
export type NewService = Static<typeof NewService>;
/** What another room says of a service it makes. */
export interface ServiceDraft extends Omit<NewService, 'kind' | 'document' | 'upstreamUrl'> { kind: 'hosted' | 'live'; hostedKind?: (typeof hostedKinds)[number] | null; upstreamUrl?: string | null }
export const ChangedService = closed({ revision: Revision, reason: Reason, ...said });
export type ChangedService = Static<typeof ChangedService>;
export const ServiceMove = closed({ revision: Revision, reason: Reason, to: oneOf(serviceStates), sunsetOn: Type.Optional(nullable(Day)), replacedBy: Type.Optional(nullable(Slug)) });
export type ServiceMove = Static<typeof ServiceMove>;
export const NewServiceVersion = closed({ document: Document, reason: Type.Optional(Reason), acceptBreaking: Type.Optional(Type.Boolean()) });
export type NewServiceVersion = Static<typeof NewServiceVersion>;
export const DocumentAsked = closed({ document: Document, isPersonal: Type.Boolean(), service: Type.Optional(Slug) });
export const DocumentUrl = closed({ url: Type.String({ minLength: 8, maxLength: 2000 }) });
export const DocumentText = Type.Object({ text: Type.String() });
export const Credential = closed({
  credential: nullable(Type.Union([
    closed({ kind: Type.Literal('header'), name: Type.String({ maxLength: 100, pattern: "^(?!(?:[Hh]ost|[Cc]ontent-.*|[Tt]ransfer-.*|[Cc]onnection|[Ee]xchange-.*|[Ss]ignature.*)$)[!#$%&'*+.^_`|~0-9A-Za-z-]+$" }), value: Type.String({ minLength: 1, maxLength: 8192, pattern: '^[\\x20-\\x7e]+$' }) }),
    closed({ kind: Type.Literal('basic'), user: Type.String({ minLength: 1, maxLength: 500 }), password: Type.String({ maxLength: 8192 }) }),
    closed({ kind: Type.Literal('oauth2'), tokenUrl: Type.String({ maxLength: 1000, pattern: '^https?://' }), clientId: Type.String({ minLength: 1, maxLength: 500 }), clientSecret: Type.String({ minLength: 1, maxLength: 8192 }), scope: Type.Optional(Type.String({ maxLength: 1000 })) }),
  ])),
});
export type UpstreamCredential = NonNullable<Static<typeof Credential>['credential']>;

const Place = Type.Object({ pointer: Type.String(), th: Type.String(), en: Type.String() });
const Difference = Type.Object({ operationId: Type.String(), pointer: Type.String(), breaking: Type.Boolean(), th: Type.String(), en: Type.String() });
const OperationLine = Type.Object({ operationId: Type.String(), method: Type.String(), pathTemplate: Type.String(), summaryTh: Type.String(), summaryEn: Type.String() });
export const CheckedService = Type.Object({
  openapi: Type.String(), titleTh: Type.String(), titleEn: Type.String(), upstreamUrl: nullable(Type.String()), operations: Type.Array(OperationLine), notes: Type.Array(Place), differences: Type.Array(Difference),
});
export type CheckedService = Static<typeof CheckedService>;

export const ServiceParams = Type.Object({ slug: Type.String({ maxLength: 63 }) });
export const VersionParams = Type.Object({ ...ServiceParams.properties, version: Type.Integer({ minimum: 1 }) });
export const ComparisonQuery = Type.Object({ from: Type.Integer({ minimum: 1 }), to: Type.Integer({ minimum: 1 }) });
export const ServicesQuery = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 200 })), agency: Type.Optional(Type.String({ maxLength: 31 })), kind: Type.Optional(oneOf(serviceKinds)), state: Type.Optional(oneOf(serviceStates)),
  level: Type.Optional(Type.Integer({ minimum: 0, maximum: 4 })), dataset: Type.Optional(Type.String({ maxLength: 63 })), mine: Type.Optional(Type.Boolean({ description: 'Those that whoever asks may change' })),
});

export const Service = Type.Object({
  id: Type.Integer(), slug: Type.String(), titleTh: Type.String(), titleEn: Type.String(), aboutTh: Type.String(), aboutEn: Type.String(), kind: oneOf(serviceKinds), hostedKind: nullable(oneOf(hostedKinds)),
  agency: agencySchema, system: Type.Object({ path: Type.String(), nameTh: Type.String(), nameEn: Type.String() }), dataset: nullable(Type.Object({ slug: Type.String(), titleTh: Type.String(), titleEn: Type.String() })),
  isPersonal: Type.Boolean(), classification: Type.Integer(), minAssurance: Type.Integer(), state: oneOf(serviceStates), version: nullable(Type.Integer()), operations: Type.Integer(), sunsetOn: nullable(Day), mayKeep: Type.Boolean(),
});
export type Service = Static<typeof Service>;
export const ServiceList = Type.Object({ items: Type.Array(Service), more: Type.Boolean() });

const ParameterPage = Type.Object({ name: Type.String(), in: Type.String(), required: Type.Boolean(), words: Type.String(), schema: Type.Unknown() });
export const OperationPage = Type.Object({
  ...OperationLine.properties, description: Type.String(), parameters: Type.Array(ParameterPage), body: nullable(Type.Object({ required: Type.Boolean(), type: Type.String(), example: Type.Unknown(), schema: Type.Unknown() })),
  answers: Type.Array(Type.Object({ status: Type.String(), words: Type.String(), type: nullable(Type.String()) })), examplePath: Type.String(), exampleAnswer: nullable(Type.String()),
});
export type OperationPage = Static<typeof OperationPage>;
const VersionLine = Type.Object({ version: Type.Integer(), at: Instant, by: Type.String(), reason: nullable(Type.String()), breaking: Type.Integer(), operations: Type.Integer(), sha256: Type.String(), openapi: Type.String() });
const HistoryLine = Type.Object({ at: Instant, by: Type.String(), what: Type.String(), reason: nullable(Type.String()) });
export const ServicePage = Type.Object({
  ...Service.properties, revision: Type.Integer(), changedBy: Type.String(), changedAt: Instant, evidence: oneOf(['required', 'best-effort'] as const), timeoutMs: Type.Integer(), limitBytes: Type.Integer(), subjectSelectors: Type.Array(Type.String()),
  strict: Type.Boolean(), replacedBy: nullable(Type.Object({ slug: Type.String(), titleTh: Type.String(), titleEn: Type.String() })), address: Type.String(), sandboxAddress: Type.String(),
  upstream: nullable(Type.Object({ url: nullable(Type.String()), credential: nullable(Type.Object({ kind: Type.String(), shown: Type.String(), setAt: Instant })) }, { description: 'Told to its own agency and the secretariat only' })),
  operationList: Type.Array(OperationPage), versions: Type.Array(VersionLine), notes: Type.Array(Place), history: Type.Array(HistoryLine),
});
export type ServicePage = Static<typeof ServicePage>;
export const ServiceSaid = Type.Object({ slug: Type.String(), revision: Type.Integer() });
export const VersionSaid = Type.Object({ version: Type.Integer(), notes: Type.Array(Place), differences: Type.Array(Difference) });
export const Comparison = Type.Object({ from: Type.Integer(), to: Type.Integer(), differences: Type.Array(Difference) });
export const AnyDocument = Type.Record(Type.String(), Type.Unknown());
