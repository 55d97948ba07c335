import { Type, type Static } from 'typebox';
import { Reading } from './reading/reading.ts';

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const Instant = Type.String({ description: 'ISO 8601, UTC' });
export const Slug = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,62}$' });
export const Places = Type.Array(Type.Object({
  pointer: Type.Optional(Type.String()), line: Type.Optional(Type.Integer()), column: Type.Optional(Type.Union([Type.String(), Type.Integer()])),
  code: Type.Optional(Type.String()), th: Type.String(), en: Type.String(),
}));

export const SlugParams = Type.Object({ slug: Slug });
export const RunParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
export const UploadParams = Type.Object({ id: Type.String({ format: 'uuid' }) });
export const VersionParams = Type.Object({ slug: Slug, version: Type.Integer({ minimum: 1 }) });
export const SourceParams = Type.Object({ slug: Slug, id: Type.Integer({ minimum: 1 }) });

export const Agency = Type.Object({ id: Type.String(), abbrTh: Type.String(), nameTh: Type.String(), nameEn: Type.String() });
export const DatasetRef = Type.Object({ slug: Type.String(), titleTh: Type.String(), titleEn: Type.String(), agency: Agency });

export const RunStep = Type.Object({
  name: Type.String(), state: Type.String(), startedAt: Nullable(Instant), ms: Nullable(Type.Integer()), noteTh: Type.String(), noteEn: Type.String(),
});
export const GateView = Type.Object({ name: Type.String(), value: Nullable(Type.Number()), limit: Nullable(Type.Number()), ok: Type.Boolean(), warned: Type.Optional(Type.Boolean({ description: 'Above its limit; the contract lets it pass all the same.' })), th: Type.String(), en: Type.String() });
export const RejectSummary = Type.Object({
  code: Type.String(), column: Nullable(Type.String()), columnTh: Nullable(Type.String()), columnEn: Nullable(Type.String()), count: Type.Integer(), th: Type.String(), en: Type.String(), fixTh: Type.String(), fixEn: Type.String(),
});
export const RunView = Type.Object({
  id: Type.Integer(), dataset: DatasetRef, contractVersion: Type.Integer(), trigger: Type.String(), sourceKind: Type.String(), sourceName: Type.String(),
  sourceId: Nullable(Type.Integer()), partition: Nullable(Type.Object({ id: Type.String(), th: Type.String(), en: Type.String() }, { description: 'The one partition that was read and replaced.' })),
  replayOf: Nullable(Type.Integer()), state: Type.String(), attempt: Type.Integer(), createdBy: Type.String(),
  progress: Type.Object({
    bytesTotal: Type.Number(), bytesRead: Type.Number(), rowsRead: Type.Number(), rowsOk: Type.Number(), rowsBad: Type.Number(),
    rowsPerSecond: Type.Number(), memoryMb: Type.Number(),
  }),
  counts: Nullable(Type.Object({ added: Type.Integer(), removed: Type.Integer(), changed: Type.Integer(), unchanged: Type.Integer() })),
  steps: Type.Array(RunStep), gates: Type.Array(GateView), rejects: Type.Array(RejectSummary),
  problem: Nullable(Type.Object({}, { additionalProperties: true })), release: Nullable(Type.Object({ number: Type.Integer() })),
  decision: Nullable(Type.Object({ by: Type.String(), at: Instant, approve: Type.Boolean(), reason: Type.String() })),
  raw: Nullable(Type.Object({ sha256: Type.String(), bytes: Type.Number(), name: Type.String() })),
  rawId: Nullable(Type.Integer({ description: 'The raw file, while it is kept: it can be linked again.' })), quarantined: Type.Boolean(), createdAt: Instant, startedAt: Nullable(Instant), finishedAt: Nullable(Instant), retryAt: Nullable(Instant),
});
export type RunView = Static<typeof RunView>;
export const RunList = Type.Object({ items: Type.Array(RunView), nextCursor: Nullable(Type.String()) });
export const RunQuery = Type.Object({
  dataset: Type.Optional(Slug), state: Type.Optional(Type.String({ maxLength: 200 })), cursor: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
});
export const LogLine = Type.Object({ id: Type.Integer(), at: Instant, step: Type.String(), level: Type.String(), th: Type.String(), en: Type.String() });
export const LogList = Type.Object({ items: Type.Array(LogLine) });

export const StartRunBody = Type.Object({
  rawId: Type.Optional(Type.Integer({ minimum: 1 })), sourceId: Type.Optional(Type.Integer({ minimum: 1 })),
  readAll: Type.Optional(Type.Boolean({ description: 'Everything the source has, also where it is read by a cursor: this finds deleted rows.' })),
}, { additionalProperties: false });
export const ReplayBody = Type.Object({ rawId: Type.Integer({ minimum: 1 }) }, { additionalProperties: false });
export const DecisionBody = Type.Object({ approve: Type.Boolean(), reason: Type.String({ minLength: 1, maxLength: 2000 }) }, { additionalProperties: false });

export const ContractBody = Type.Object({
  yaml: Type.String({ maxLength: 4_194_304 }), note: Type.Optional(Type.String({ maxLength: 2000 })),
  basedOn: Type.Optional(Type.Integer({ minimum: 0, description: 'The version it was edited from; refused when another was agreed meanwhile.' })),
}, { additionalProperties: false });
export const ContractChange = Type.Object({ pointer: Type.String(), th: Type.String(), en: Type.String(), breaking: Type.Boolean() });
export const ContractAgreed = Type.Object({ version: Type.Integer(), change: Type.String(), changes: Type.Array(ContractChange) });
export const ContractVersion = Type.Object({
  version: Type.Integer(), yaml: Type.String(), contract: Type.Unknown(), createdAt: Instant, createdBy: Type.String(), change: Type.String(),
  changes: Type.Array(ContractChange), note: Nullable(Type.String()),
});
export const ContractList = Type.Object({
  items: Type.Array(Type.Object({ version: Type.Integer(), createdAt: Instant, createdBy: Type.String(), change: Type.String(), changes: Type.Array(ContractChange), note: Nullable(Type.String()) })),
});

export const UploadBody = Type.Object({ name: Type.String({ minLength: 1, maxLength: 255 }), size: Type.Integer({ minimum: 0 }) }, { additionalProperties: false });
export const UploadView = Type.Object({
  id: Type.String(), name: Type.String(), size: Type.Number(), offset: Type.Number(), state: Type.String(), rawId: Nullable(Type.Integer()),
});
export const UploadOffset = Type.Object({ offset: Type.Integer({ minimum: 0 }) });
export const CompleteBody = Type.Object({ sha256: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })) }, { additionalProperties: false });
export const RawView = Type.Object({ rawId: Type.Integer(), sha256: Type.String(), bytes: Type.Number(), name: Type.String() });

const SourceKind = Type.String({ pattern: '^[a-z][a-z0-9-]{1,30}$', description: 'One of GET /source-kinds.' });
const SourceName = Nullable(Type.String({ minLength: 1, maxLength: 200, pattern: '\\S', description: 'What people call it; without one its address is shown.' }));
const SourceConfig = Type.Object({}, { additionalProperties: true, description: 'Settings of the kind of source.' });
export const SourceBodyAsked = Type.Object({ kind: SourceKind, config: SourceConfig, name: Type.Optional(SourceName) }, { additionalProperties: false });
export const SourceBody = Type.Union([
  SourceBodyAsked,
  Type.Object({ sealed: Type.String({ maxLength: 500_000, description: 'The settings that a sample was fetched with, as that answer gave them.' }), name: Type.Optional(SourceName) }, { additionalProperties: false }),
]);
export const SourceChange = Type.Object({
  name: Type.Optional(SourceName),
  config: Type.Optional(Type.Object({}, { additionalProperties: true, description: 'All settings. A secret left out is kept, one given as null is removed.' })),
  reading: Type.Optional(Reading),
}, { additionalProperties: false });
export const RetireBody = Type.Object({ reason: Type.String({ minLength: 1, maxLength: 2000 }) }, { additionalProperties: false });
export const SourceQuery = Type.Object({ retired: Type.Optional(Type.Boolean({ description: 'Whether retired sources are listed too.' })) });
export const SourceView = Type.Object({
  id: Type.Integer(), kind: Type.String(), name: Nullable(Type.String()), summary: Type.String(), createdAt: Instant, createdBy: Type.String(), changedAt: Nullable(Instant),
  lastFetchedAt: Nullable(Instant), reading: Reading, fullReadAt: Nullable(Instant), partsSinceFull: Type.Integer({ description: 'Parts published since all of it was read.' }),
  lastRun: Nullable(Type.Object({ id: Type.Integer(), state: Type.String(), finishedAt: Nullable(Instant) }, { description: 'The last one that came to a result; null before the first.' })),
  retired: Nullable(Type.Object({ at: Instant, by: Type.String(), reason: Type.String() })),
});
export const SourceDetail = Type.Object({
  ...SourceView.properties, config: Type.Object({}, { additionalProperties: true, description: 'Settings without secrets.' }), secrets: Type.Array(Type.String(), { description: 'Secrets that are kept.' }),
  farewell: Nullable(Type.Object({ th: Type.String(), en: Type.String(), commands: Type.String() }, { description: 'What the administrator of the source does once it is retired.' })),
});
export const SourceList = Type.Object({ items: Type.Array(SourceView) });
export const TestResult = Type.Object({ ok: Type.Boolean(), steps: Type.Array(Type.Object({ th: Type.String(), en: Type.String(), ok: Type.Boolean() })) });

export const LinkageFacts = Type.Object({
  contractVersion: Nullable(Type.Integer()), promiseHours: Nullable(Type.Number()), personalData: Type.Array(Type.String()),
  sources: Type.Array(SourceView), lastRun: Nullable(RunView),
});

export const QuarantineQuery = Type.Object({
  code: Type.Optional(Type.String({ maxLength: 40 })), column: Type.Optional(Type.String({ maxLength: 63 })),
  cursor: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$' })), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
});
export const QuarantineRow = Type.Object({
  ordinal: Type.Integer(), line: Type.Integer(), byteOffset: Type.Integer(), column: Nullable(Type.String()), columnTh: Nullable(Type.String()), columnEn: Nullable(Type.String()),
  code: Type.String(), th: Type.String(), en: Type.String(), fixTh: Type.String(), fixEn: Type.String(), value: Nullable(Type.String()),
  raw: Type.String(), rawCut: Type.Boolean(), masked: Type.Boolean(), state: Type.String(),
});
export const QuarantineList = Type.Object({ items: Type.Array(QuarantineRow), total: Type.Integer(), lines: Type.Integer(), nextCursor: Nullable(Type.String()) });
