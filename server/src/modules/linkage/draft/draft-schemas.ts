import { Type, type Static } from 'typebox';
import { recordPathPattern } from '@saphan/contracts/odcs/extension-schema';
import { nullable } from '#kernel/nullable.ts';
import { QuarantineRow, RawView, Slug, SourceBodyAsked } from '../schemas.ts';
import { ColumnSchema, ContractSchema, DelimiterWord, EncodingWord, FormatWord, QuoteWord } from './contract-schema.ts';

const Said = Type.Object({ th: Type.String(), en: Type.String() });
const yaml = Type.String({ maxLength: 4_194_304 });
const words = Type.Array(Type.String());

/** What is fetched for a draft: a source as entered, or one that a dataset has. */
export const SampleBody = Type.Union([
  SourceBodyAsked,
  Type.Object({ dataset: Slug, sourceId: Type.Integer({ minimum: 1 }) }, { additionalProperties: false }),
]);
export const SampleView = Type.Object({
  ...RawView.properties,
  cut: Type.Boolean({ description: 'Whether the source has more than this; such a file cannot be linked, only the source.' }),
  source: Type.Object({
    id: nullable(Type.Integer()), kind: Type.String(), summary: Type.String(),
    sealed: nullable(Type.String({ description: 'Settings with their secrets, for POST /datasets/:slug/sources within a day; only this server opens them.' })),
  }),
});
export type SampleView = Static<typeof SampleView>;

export const DraftOverrides = Type.Object({
  encoding: Type.Optional(EncodingWord), delimiter: Type.Optional(DelimiterWord), quote: Type.Optional(QuoteWord), sheet: Type.Optional(Type.String({ maxLength: 255 })),
  recordPath: Type.Optional(Type.String({ maxLength: 1_000, pattern: recordPathPattern })),
  format: Type.Optional(Type.Union([Type.Literal('csv'), Type.Literal('fixed')], { description: 'How a text file is cut into columns.' })),
  borders: Type.Optional(Type.Array(Type.Integer({ minimum: 2, maximum: 10_000 }), { maxItems: 2_000, description: 'Fixed width: the first place of each column but the first, from 1.' })),
  headerRow: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })), headerRows: Type.Optional(Type.Integer({ minimum: 0, maximum: 10 })),
}, { additionalProperties: false });
export const DraftBody = Type.Object({
  rawId: Type.Integer({ minimum: 1 }), overrides: Type.Optional(DraftOverrides),
  dataset: Type.Optional(Slug), titleTh: Type.Optional(Type.String({ maxLength: 300 })), titleEn: Type.Optional(Type.String({ maxLength: 300 })),
}, { additionalProperties: false });
export const DraftColumn = Type.Object({
  column: ColumnSchema, samples: words, confidence: Type.Number(), reasons: Type.Array(Said), reasonTh: Type.String(), reasonEn: Type.String(),
  codeList: nullable(Type.Array(Type.String(), { description: 'Values that could be made a code list.' })), nullShare: Type.Number(),
});
/** A proposed contract, and what the page shows beside it: how the file was read, and how sure that is. */
export const ProposedDraft = Type.Object({
  contract: ContractSchema, contractYaml: Type.String(), columns: Type.Array(DraftColumn), headerPreview: Type.Array(words), sampleRows: Type.Array(words), rowsSeen: Type.Integer(),
  evidence: Type.Object({
    format: FormatWord, encoding: nullable(Type.String()), delimiter: nullable(Type.String()), quote: nullable(Type.String()), headerRow: Type.Integer(), headerRows: Type.Integer(),
    borders: Type.Array(Type.Integer(), { description: 'Fixed width: the first place of each column but the first.' }),
    sheets: Type.Array(Type.Object({ name: Type.String(), hidden: Type.Boolean() })), sheet: nullable(Type.String()),
    recordPath: nullable(Type.String()), recordPaths: Type.Array(Type.Object({ path: Type.String(), count: Type.Integer() }), { description: 'Elements of an XML file, or lists within objects of JSON, that may be its records, likeliest first.' }), confidence: Type.Number(), notes: Type.Array(Said),
    alternatives: Type.Object({ encoding: words }),
  }),
});
export type ProposedDraft = Static<typeof ProposedDraft>;

export const CheckBody = Type.Object({ yaml }, { additionalProperties: false });
export const CheckResult = Type.Object({
  ok: Type.Boolean(), contract: nullable(ContractSchema),
  problems: Type.Array(Type.Object({ pointer: Type.String(), line: Type.Integer(), column: Type.Integer(), th: Type.String(), en: Type.String() })),
});

export const PreviewBody = Type.Object({ rawId: Type.Integer({ minimum: 1 }), contractYaml: yaml }, { additionalProperties: false });
const Cells = Type.Unsafe<Record<string, string | null>>({ type: 'object', additionalProperties: { type: ['string', 'null'] } });
/** A contract tried on the beginning of a file. */
export const Preview = Type.Object({
  read: Type.Integer(), ok: Type.Integer(), bad: Type.Integer(), truncated: Type.Boolean({ description: 'Whether only the beginning of the file was looked at.' }),
  columns: Type.Array(Type.Object({ name: Type.String(), titleTh: Type.String(), titleEn: Type.String() })),
  rows: Type.Array(Type.Object({ line: Type.Integer(), cells: Cells })), rejects: Type.Array(QuarantineRow),
  byCode: Type.Array(Type.Object({
    code: Type.String(), column: nullable(Type.String()), count: Type.Integer(), titleTh: Type.String(), titleEn: Type.String(), fixTh: Type.String(), fixEn: Type.String(),
  })),
  notes: Type.Array(Said),
});
export type Preview = Static<typeof Preview>;
