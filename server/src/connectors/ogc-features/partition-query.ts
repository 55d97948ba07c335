import { Problem } from '#kernel/problem.ts';
import type { PartitionAsked } from '#modules/linkage/index.ts';
import { connectorProblem } from '../problems.ts';
import type { PageReader, PageText } from '../web/page-reader.ts';

/** Parameters that mean something else than a property of their name. */
const ofTheStandard = new Set(['bbox', 'bbox-crs', 'crs', 'datetime', 'f', 'filter', 'filter-crs', 'filter-lang', 'limit', 'offset', 'properties', 'sortby']);

/** What of the settings says where partitions are asked for. */
interface Asked { url: string; collection: string; datetime?: string; timeProperty?: string }

/**
 * What is added to the question for the items of one partition: a value by its own parameter, days by a filter (CQL2) where the server has it, else by
 * `datetime` where the settings say which property that looks at. A server that only ignored the question would give other rows, which the run refuses.
 *
 * @throws `connectors.partition-refused`.
 */
export async function partitionQuery(config: Asked, partition: PartitionAsked, reader: PageReader): Promise<Record<string, string>> {
  const { column, id, span } = partition;
  const found = await findQueryable(config, column, reader);
  if (!span) {
    if (!found || ofTheStandard.has(column)) throw refused(column, `บริการไม่บอกว่าขอเฉพาะค่าของ ${column} ได้ (queryables)`, `The service does not say that ${column} can be asked for by value (queryables).`);
    return { [column]: id };
  }
  const isDate = found?.format === 'date';
  if (found && (isDate || found.format === 'date-time') && await knowsFilters(config, reader)) return { filter: cqlOf(column, span, isDate), 'filter-lang': 'cql2-text' };
  if (config.timeProperty === column && !config.datetime) return { datetime: isDate ? `${span.from}/${dayBefore(span.before)}` : `${instantOf(span.from, 0)}/${instantOf(span.before, -1)}` };
  throw refused(column, `บริการไม่มีตัวกรอง CQL2 สำหรับวันที่ใน ${column} ถ้า datetime ของบริการดูคอลัมน์นี้ ให้ใส่ชื่อในค่าตั้งของต้นทาง`, `The service has no CQL2 filter for dates in ${column}. If its datetime looks at this property, name it in the settings of the source.`);
}

async function findQueryable(config: Asked, column: string, reader: PageReader): Promise<{ format: string | null } | null> {
  const page = await askIfThere(reader, addressOf(config, 'collections', config.collection, 'queryables'), 'application/schema+json, application/json;q=0.9');
  const properties = page?.json.at('properties');
  const found = page && properties && page.json.kind(properties) === 'object' ? page.json.members(properties).get(column) : undefined;
  return page && found ? { format: page.json.value(page.json.at('format', found)) } : null;
}

/** Whether the server filters by CQL2 in its text form (OGC 19-079r2, 21-065r2). */
async function knowsFilters(config: Asked, reader: PageReader): Promise<boolean> {
  const page = await askIfThere(reader, addressOf(config, 'conformance'), 'application/json');
  const list = page?.json.at('conformsTo');
  const classes = page && list && page.json.kind(list) === 'list' ? page.json.elements(list).map((each) => page.json.value(each) ?? '') : [];
  return ['/conf/features-filter', '/conf/cql2-text'].every((end) => classes.some((each) => each.endsWith(end)));
}

async function askIfThere(reader: PageReader, url: string, accept: string): Promise<PageText | null> {
  return reader.read({ url, headers: { accept } }).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'kernel.answer-refused' && error.fields['upstreamStatus'] !== 401 && error.fields['upstreamStatus'] !== 403) return null;
    throw error;
  });
}

function cqlOf(column: string, { from, before }: NonNullable<PartitionAsked['span']>, isDate: boolean): string {
  const name = `"${column.replaceAll('"', '""')}"`;
  const at = (day: string) => (isDate ? `DATE('${day}')` : `TIMESTAMP('${instantOf(day, 0)}')`);
  return `${name} >= ${at(from)} AND ${name} < ${at(before)}`;
}

/** An address below the landing page of the service. */
export function addressOf({ url }: Pick<Asked, 'url'>, ...path: string[]): string {
  const address = new URL(url);
  address.pathname = [address.pathname.replace(/\/+$/, ''), ...path.map(encodeURIComponent)].join('/');
  return address.href;
}

/** Midnight of a day in Bangkok, moved by milliseconds, in UTC. */
const instantOf = (day: string, ms: number): string => new Date(Date.parse(`${day}T00:00:00+07:00`) + ms).toISOString();
const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 1).toISOString().slice(0, 10);

function refused(column: string, detailTh: string, detailEn: string): Error {
  return connectorProblem('partition-refused', { column, detailTh, detailEn });
}
