import { Type, type Static } from 'typebox';
import { nullable, textOrNull } from '#kernel/nullable.ts';

const Instant = Type.String({ description: 'ISO 8601, UTC' });
const slug = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,62}$' });
const words = { th: Type.String(), en: Type.String() };
const datasetRef = Type.Object({ slug: Type.String(), titleTh: Type.String(), titleEn: Type.String() });

export const slugParams = Type.Object({ slug });
export const receiverParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
export const lineageQuery = Type.Object({
  release: Type.Optional(Type.Integer({ minimum: 1, description: 'The current one unless said.' })),
  column: Type.Optional(Type.String({ maxLength: 63, description: 'This column alone; a name that it once had is found too.' })),
});

export const columnSchema = Type.Object({
  name: Type.String(), fieldId: Type.Integer(), titleTh: Type.String(), titleEn: Type.String(), type: Type.String(), stored: Type.String(), key: nullable(Type.Integer()),
  personal: textOrNull, shown: Type.String({ description: 'How faces give it: clear, companion (last four digits) or cut (first character).' }),
  source: nullable(Type.Object({
    name: textOrNull, place: nullable(Type.Integer({ description: 'From 1; null where the format knows no places.' })),
    certain: Type.Boolean({ description: 'Whether the run noted it; else it is what the contract said.' }),
  }, { description: 'Null for whoever may not see sources.' })),
  steps: Type.Array(Type.Object({ kind: Type.String(), ...words })),
  codeList: nullable(Type.Object({ dataset: textOrNull, column: textOrNull }, { description: 'Where its values are listed; without a dataset, in the contract.' })),
  uses: Type.Array(Type.Object({ kind: Type.String(), ...words, dataset: textOrNull, column: textOrNull })),
  geometry: textOrNull,
  history: Type.Array(Type.Object({ fromVersion: Type.Integer(), toVersion: Type.Integer(), name: Type.String(), source: textOrNull, type: Type.String() })),
});
export const lineageSchema = Type.Object({
  dataset: datasetRef,
  release: Type.Object({ number: Type.Integer(), publishedAt: Instant, rowCount: Type.Integer(), contractVersion: Type.Integer(), current: Type.Boolean(), contentHash: Type.String() }),
  run: Type.Object({ id: Type.Integer(), trigger: textOrNull, startedAt: nullable(Instant), finishedAt: nullable(Instant), nominalAt: nullable(Instant), replayOf: nullable(Type.Integer()), keptFrom: nullable(Type.Integer({ description: 'The release whose rows were kept beside those that came.' })) }),
  raw: nullable(Type.Object({ sha256: Type.String(), bytes: nullable(Type.Integer()), name: textOrNull, receivedAt: nullable(Instant), format: textOrNull, encoding: textOrNull })),
  source: nullable(Type.Object({ id: nullable(Type.Integer()), kind: textOrNull, name: textOrNull, summary: Type.String(), namespace: textOrNull, place: textOrNull }, { description: 'Null for whoever may not see sources.' })),
  columns: Type.Array(columnSchema),
  faces: Type.Array(Type.Object({ id: Type.String(), ...words, address: Type.String() })),
  before: Type.Array(Type.Object({ ...datasetRef.properties, why: Type.String({ description: 'code-list or schedule' }) }), { description: 'Datasets that this one needs.' }),
  after: Type.Array(Type.Object({ ...datasetRef.properties, why: Type.String() }), { description: 'Datasets that need this one.' }),
});
export type Lineage = Static<typeof lineageSchema>;
export type LineageColumn = Static<typeof columnSchema>;

export const eventsQuery = Type.Object({
  after: Type.Optional(Type.Integer({ minimum: 0, description: 'The place of the last event that was read; 0 for the first.' })),
  run: Type.Optional(Type.Integer({ minimum: 1, description: 'Events of this run alone.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
});

const receiverName = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const receiverUrl = Type.String({ pattern: '^https?://', maxLength: 2000 });
const headerName = nullable(Type.String({ pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$", description: 'E.g. Authorization.' }));
const headerValue = Type.String({ minLength: 1, maxLength: 4000, pattern: '^[\\x20-\\x7e]+$', description: 'Kept sealed, never answered.' });
const mostLevel = Type.Integer({ minimum: 0, maximum: 4, description: 'Events of datasets above this level are not sent.' });
export const newReceiver = Type.Object({
  name: receiverName, url: receiverUrl, headerName: Type.Optional(headerName), headerValue: Type.Optional(headerValue), mostLevel: Type.Optional(mostLevel),
  fromStart: Type.Optional(Type.Boolean({ description: 'Whether all events that are kept are sent, too.' })),
}, { additionalProperties: false });
export const receiverChange = Type.Object({
  name: Type.Optional(receiverName), url: Type.Optional(receiverUrl), headerName: Type.Optional(headerName), headerValue: Type.Optional(headerValue), mostLevel: Type.Optional(mostLevel),
  enabled: Type.Optional(Type.Boolean()),
}, { additionalProperties: false });
export const receiverSchema = Type.Object({
  id: Type.Integer(), name: Type.String(), url: Type.String(), headerName: textOrNull, mostLevel: Type.Integer(), enabled: Type.Boolean(), place: Type.Integer(), waiting: Type.Integer(),
  sent: Type.Integer(), refused: Type.Integer(), failures: Type.Integer(), lastSentAt: nullable(Instant), lastError: nullable(Type.Object({ ...words, at: Instant })),
  createdAt: Instant, createdBy: Type.String(), changedAt: nullable(Instant),
});
export const receiverList = Type.Object({ items: Type.Array(receiverSchema) });
export const triedSchema = Type.Object({ ok: Type.Boolean(), status: nullable(Type.Integer()), ...words });
export type NewReceiver = Static<typeof newReceiver>;
export type ReceiverChange = Static<typeof receiverChange>;
export type Receiver = Static<typeof receiverSchema>;
