import { Type } from 'typebox';
import { nullable, textOrNull } from '#kernel/nullable.ts';
import { kinds } from './incidents/describe.ts';

const Instant = Type.String({ description: 'ISO 8601, UTC' });
const Slug = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,62}$' });
const Kind = Type.Enum([...kinds]);

export const SlugParams = Type.Object({ slug: Slug });
export const IncidentParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
export const DatasetIncidentQuery = Type.Object({
  open: Type.Optional(Type.Boolean({ description: 'Whether those that are open are asked for (when left out), or those that are over.' })), kind: Type.Optional(Kind),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
});
export const IncidentQuery = Type.Object({ ...DatasetIncidentQuery.properties, agency: Type.Optional(Type.String({ maxLength: 31 })) });
const DatasetRef = Type.Object({ slug: Type.String(), titleTh: Type.String(), titleEn: Type.String(), agency: Type.Object({ id: Type.String(), abbrTh: Type.String(), nameTh: Type.String(), nameEn: Type.String() }) });

export const IncidentView = Type.Object({
  id: Type.Integer(), kind: Type.String(), level: Type.Enum(['act', 'watch'], { description: 'act: somebody must do something; watch: worth knowing, nothing stands still.' }), dataset: DatasetRef, titleTh: Type.String(), titleEn: Type.String(), whatTh: Type.String(), whatEn: Type.String(), nextTh: Type.String(), nextEn: Type.String(),
  since: Instant, times: Type.Integer({ description: 'How often it came, or how many runs or deliveries it counts.' }), runId: nullable(Type.Integer()), openedAt: Instant, lastAt: Instant,
  told: Type.Array(Type.String(), { description: 'Who a letter was left for.' }), toldAt: textOrNull, escalatedAt: textOrNull,
  closed: nullable(Type.Object({ at: Instant, by: textOrNull, note: textOrNull }, { description: '`by` is null when it was over by itself.' })),
});
export const IncidentList = Type.Object({ items: Type.Array(IncidentView), counts: Type.Record(Type.String(), Type.Integer(), { description: 'Open ones by kind.' }) });
export const DatasetIncidents = Type.Object({ items: Type.Array(IncidentView) });
export const IncidentEvents = Type.Object({ items: Type.Array(Type.Object({ at: Instant, what: Type.String(), times: nullable(Type.Integer()), by: textOrNull })) });
export const CloseBody = Type.Object({ note: Type.String({ minLength: 3, maxLength: 2000, pattern: '\\S' }) }, { additionalProperties: false });
const PersonRef = Type.Object({ personId: Type.String(), nameTh: Type.String(), nameEn: Type.String() });
export const CaretakerView = Type.Object({ caretaker: nullable(PersonRef), candidates: Type.Array(PersonRef) });
export const CaretakerBody = Type.Object({ personId: nullable(Type.String({ format: 'uuid' })) }, { additionalProperties: false });

export const TrendQuery = Type.Object({
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_100 })), column: Type.Optional(Type.String({ maxLength: 80, description: 'A column of which all figures are wanted.' })),
});
export const TrendView = Type.Object({
  points: Type.Array(Type.Object({
    number: Type.Integer(), publishedAt: Instant, rows: Type.Integer(), added: Type.Integer(), removed: Type.Integer(), changed: Type.Integer(), dataAsOf: textOrNull, withdrawn: Type.Boolean(),
    rejectShare: nullable(Type.Number({ description: '0–1' })), rejected: nullable(Type.Integer()), lateHours: nullable(Type.Number({ description: 'null where no schedule asked for it' })),
  })),
  columns: Type.Array(Type.Object({ name: Type.String(), titleTh: Type.String(), titleEn: Type.String(), nullShares: Type.Array(nullable(Type.Number()), { description: 'In the order of the points.' }) })),
  column: nullable(Type.Object({
    name: Type.String(), figures: Type.Array(nullable(Type.Object({ distinct: Type.Number(), min: textOrNull, max: textOrNull, mean: nullable(Type.Number()) }))),
  })),
});
