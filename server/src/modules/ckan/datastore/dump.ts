import { Readable } from 'node:stream';
import type { Ask } from '#kernel/route.ts';
import { noteUse } from '#kernel/used.ts';
import { searchRows } from '#modules/lake/index.ts';
import { refuseValues } from '../errors.ts';
import type { Call } from '../actions/action.ts';
import { asFlag } from '../actions/values.ts';
import type { CkanPorts } from '../ports.ts';
import { findTable, withRows, type Table } from './open-table.ts';
import { MOST_ROWS, readSearch, type SearchAsked } from './read-search.ts';
import { fieldsOf, lineOf } from './records.ts';
import { cellOf, type Field } from './types.ts';

const FORMS: Readonly<Record<string, { type: string; extension: string }>> = {
  csv: { type: 'text/csv; charset=utf-8', extension: 'csv' }, tsv: { type: 'text/tab-separated-values; charset=utf-8', extension: 'tsv' },
  json: { type: 'application/json; charset=utf-8', extension: 'json' }, xml: { type: 'text/xml; charset=utf-8', extension: 'xml' },
};
const PAGE_LIMIT_MS = 30_000;

/** `/datastore/dump/ID`: all rows of a table as a file, written page by page while they are read. */
export async function sendDump({ params, query, who, db, decide, request, reply }: Ask<{ resource: string }, Record<string, unknown>, unknown>, ports: CkanPorts): Promise<unknown> {
  const { format = 'csv', bom, limit, ...given } = query;
  const form = FORMS[String(format)];
  if (!form) throw refuseValues({ format: `Value must be one of: ${Object.keys(FORMS).join(', ')}` });
  const call: Call = { args: {}, who, db, decide, uses: (slug) => noteUse(request, slug, 'downloads'), ports };
  const asked = readSearch({ ...given, resource_id: params.resource, include_total: false, limit: MOST_ROWS });
  const table = await findTable(call, params.resource);
  call.uses(table.slug);
  const most = limit === undefined || limit === '' ? Number.POSITIVE_INFINITY : readSearch({ resource_id: params.resource, limit }).limit;
  const pages = pagesOf(call, table, asked, most);
  // What is refused is refused before the first byte.
  const first = await pages.next();
  const texts = textOf(String(format), first.done ? { fields: [], rows: [] } : first.value, pages, asFlag(bom, 'bom') ?? false);
  return reply.header('content-type', form.type).header('content-disposition', `attachment; filename="${params.resource.replace(/[^A-Za-z0-9_-]/g, '_')}.${form.extension}"`).send(Readable.from(texts, { objectMode: false }));
}

interface Page { fields: Field[]; rows: unknown[][] }

async function* pagesOf(call: Call, table: Table, asked: SearchAsked, most: number): AsyncGenerator<Page> {
  for (let sent = 0; sent < most || sent === 0;) {
    const found = await withRows(call, table, (engine, source) => searchRows(engine, source, { ...asked, offset: asked.offset + sent, limit: Math.min(MOST_ROWS, most - sent) }), PAGE_LIMIT_MS);
    yield { fields: fieldsOf(found, table.fields), rows: found.rows };
    sent += found.rows.length;
    if (found.rows.length < MOST_ROWS) return;
  }
}

const LINES = 1_000;

async function* textOf(format: string, first: Page, rest: AsyncGenerator<Page>, bom: boolean): AsyncGenerator<string> {
  const { fields } = first;
  yield (bom ? '\ufeff' : '') + headOf(format, fields);
  let begun = false;
  for await (const { rows } of (async function* () { yield first; yield* rest; })()) {
    for (let at = 0; at < rows.length; at += LINES) {
      const lines = rows.slice(at, at + LINES).map((row) => row.map((cell, i) => cellOf(cell, fields[i]?.type ?? 'text')));
      yield lines.map((cells) => { const line = lineAs(format, cells, fields, begun); begun = true; return line; }).join('');
    }
  }
  yield format === 'json' ? '\n]}\n' : format === 'xml' ? '</data>\n' : '';
}

function headOf(format: string, fields: readonly Field[]): string {
  if (format === 'json') return `{\n  "fields": ${JSON.stringify(fields)},\n  "records": [`;
  if (format === 'xml') return '<data xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n';
  return lineOf(fields.map(({ id }) => id), format as 'csv' | 'tsv');
}

function lineAs(format: string, cells: readonly unknown[], fields: readonly Field[], begun: boolean): string {
  if (format === 'json') return `${begun ? ',' : ''}\n    ${JSON.stringify(cells)}`;
  if (format !== 'xml') return lineOf(cells, format as 'csv' | 'tsv');
  const values = fields.slice(1).map(({ id }, i) => cells[i + 1] === null ? `<value name="${escapeXml(id)}" xsi:nil="true" />` : `<value name="${escapeXml(id)}">${escapeXml(String(cells[i + 1]))}</value>`);
  return `<row _id="${escapeXml(String(cells[0]))}">${values.join('')}</row>\n`;
}

/** Characters that XML has no place for are left out. */
const escapeXml = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
