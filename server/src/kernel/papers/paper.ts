import { Type, type Static } from 'typebox';

/**
 * A paper: an official document as plain typed facts, without any markup. The forms (`forms/`) make it, and PDF, DOCX and XLSX are drawn from it.
 * What a person wrote stays text everywhere: Typst, OOXML and SVG get it as a value, never as a part of their own language.
 */
const text = (maxLength = 20_000) => Type.String({ maxLength });
const day = () => Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const share = () => Type.Number({ exclusiveMinimum: 0, maximum: 100 });
const figure = () => Type.Union([Type.Number(), Type.Null()]);

/** Below every table and chart: as of which day, and where from (thai-standards.md §7). */
const origin = { asOf: day(), source: text(500) };

const headingSchema = Type.Object({ kind: Type.Literal('heading'), text: text(1000), level: Type.Union([Type.Literal(1), Type.Literal(2)]) });
const titleSchema = Type.Object({ kind: Type.Literal('title'), text: text(1000), sizePt: Type.Number({ minimum: 10, maximum: 40 }) });
/** `speed` is printed red and large, as ด่วนที่สุด is; `right` ends at the right margin, as a date does; `small` is what stands at the foot of a letter. */
const paragraphSchema = Type.Object({ kind: Type.Literal('paragraph'), text: text(), look: Type.Union([Type.Literal('indented'), Type.Literal('plain'), Type.Literal('middle'), Type.Literal('small'), Type.Literal('speed')]) });
const fieldSchema = Type.Object({ kind: Type.Literal('field'), label: text(100), text: text(), bold: Type.Boolean() });
const itemSchema = Type.Object({ kind: Type.Literal('item'), number: text(40), text: text(), depth: Type.Integer({ minimum: 0, maximum: 3 }), bold: Type.Boolean() });
/** Columns without lines, as lists of people in minutes have. */
const rowsSchema = Type.Object({ kind: Type.Literal('rows'), shares: Type.Array(share(), { minItems: 1, maxItems: 6 }), rows: Type.Array(Type.Array(text(2000)), { maxItems: 2000 }) });
const letterheadSchema = Type.Object({
  kind: Type.Literal('letterhead'), form: Type.Union([Type.Literal('external'), Type.Literal('memo')]), ref: text(100), sender: Type.Array(text(300), { maxItems: 6 }),
});
const signatureSchema = Type.Object({ kind: Type.Literal('signature'), closing: text(200), name: text(200), position: Type.Array(text(300), { maxItems: 4 }) });
const gapSchema = Type.Object({ kind: Type.Literal('gap') });
/** What follows begins on a page of its own. */
const newPageSchema = Type.Object({ kind: Type.Literal('new-page') });
/** Headings of the first level with their pages. */
const contentsSchema = Type.Object({ kind: Type.Literal('contents') });

const columnSchema = Type.Object({ title: text(300), share: share(), cell: Type.Union([Type.Literal('text'), Type.Literal('number'), Type.Literal('date')]) });
/** A cell is text, a number, an ISO day, or nothing. */
const cellSchema = Type.Union([text(), Type.Number(), Type.Null()]);
/** `total`: the last row sums up and is printed bold. */
const tableSchema = Type.Object({
  kind: Type.Literal('table'), title: text(500), columns: Type.Array(columnSchema, { minItems: 1, maxItems: 20 }), rows: Type.Array(Type.Array(cellSchema), { maxItems: 20_000 }), total: Type.Boolean(), ...origin,
});

const colour = () => Type.String({ pattern: '^#[0-9a-f]{6}$' });
const lineSchema = Type.Object({ name: text(100), colour: colour(), dashed: Type.Boolean(), values: Type.Array(figure(), { maxItems: 2000 }) });
/** Lines over days. `finding`: what the chart shows, in one sentence. */
const linesSchema = Type.Object({ kind: Type.Literal('lines'), finding: text(500), days: Type.Array(day(), { minItems: 1, maxItems: 2000 }), lines: Type.Array(lineSchema, { minItems: 1, maxItems: 6 }), ...origin });
const partSchema = Type.Object({ name: text(100), colour: colour(), hollow: Type.Boolean() });
/** Parts of a whole, a bar each. */
const barsSchema = Type.Object({
  kind: Type.Literal('bars'), finding: text(500), parts: Type.Array(partSchema, { minItems: 1, maxItems: 10 }),
  bars: Type.Array(Type.Object({ name: text(200), values: Type.Array(Type.Number({ minimum: 0 })) }), { minItems: 1, maxItems: 60 }), ...origin,
});

export const blockSchema = Type.Union([
  headingSchema, titleSchema, paragraphSchema, fieldSchema, itemSchema, rowsSchema, letterheadSchema, signatureSchema, gapSchema, newPageSchema, contentsSchema, tableSchema, linesSchema, barsSchema,
]);

export const paperSchema = Type.Object({
  title: text(500),
  /** Its date, also that of the file: the same figures give the same bytes. */
  on: day(),
  /** Letters are written with ๐–๙ outside tables, data with 0–9. */
  digits: Type.Union([Type.Literal('thai'), Type.Literal('ascii')]),
  /** `letter`: 16 pt, margins 3 and 2 cm. `report`: smaller, for tables. */
  page: Type.Union([Type.Literal('letter'), Type.Literal('report')]),
  /** Above each page of a report. */
  header: text(300),
  /** Travels inside the PDF as `figures.json`: whoever has the paper has its figures. */
  figures: Type.Unsafe<object>({ type: 'object' }),
  blocks: Type.Array(blockSchema, { minItems: 1, maxItems: 5000 }),
});

export type Paper = Static<typeof paperSchema>;
export type Block = Static<typeof blockSchema>;
export type Table = Static<typeof tableSchema>;
export type Lines = Static<typeof linesSchema>;
export type Bars = Static<typeof barsSchema>;
export type Cell = Static<typeof cellSchema>;

export const paperFormats = ['pdf', 'docx', 'xlsx'] as const;
export type PaperFormat = (typeof paperFormats)[number];

export const contentTypes: Record<PaperFormat, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
