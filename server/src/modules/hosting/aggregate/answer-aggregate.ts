import { quoteIdentifier as q, withGrantedRows, withKeptReader, type Engine, type GrantedRows } from '#modules/lake/index.ts';
import { TIME_LIMIT_MS } from '../answers/answer-rows.ts';
import { finderOf, withinRelease } from '../answers/fields.ts';
import { jsonCellSql } from '../answers/json-cell.ts';
import { jsonAnswer, releaseHeaders, servedRelease } from '../answers/served-release.ts';
import type { HostedAnswer, HostedCall } from '../call.ts';
import { testsSql } from '../grant/tests-sql.ts';
import { withinGrant } from '../grant/within.ts';
import type { Offer } from '../offers/offer.ts';
import type { ServedColumn } from '../offers/served-column.ts';
import type { HostingPorts } from '../ports.ts';
import { MOST_CELLS, readAskedFigures, tooManyCells, type Measure } from './read-asked.ts';
import { suppressLine, suppressTable } from './suppress.ts';

/** A group: its values as JSON text, how many rows, and of each measure its sum as text and how many cells it stands for. */
interface Cell { readonly at: readonly string[]; readonly count: number; readonly sums: readonly (string | null)[]; readonly counts: readonly number[] }

/** Counts, sums and means by up to two columns; groups of few rows are not told, nor what would give them away. */
export async function answerAggregate(ports: HostingPorts, offer: Offer, call: HostedCall): Promise<HostedAnswer> {
  const release = await servedRelease(ports, offer);
  const granted = withinRelease(release, withinGrant(offer, call.grant));
  const { groups, measures } = readAskedFigures(call.query, offer, finderOf(offer, granted));
  const cells = await withKeptReader(ports.lake, TIME_LIMIT_MS, (engine) => withGrantedRows(ports.lake, release, { columns: granted.columns.map(({ name }) => name), rows: testsSql(granted.tests) },
    (rows) => readCells(engine, rows, groups, measures)));
  return jsonAnswer(releaseHeaders(offer, release), writeFigures(groups, measures, cells, offer.suppressBelow));
}

async function readCells(engine: Engine, rows: GrantedRows, groups: readonly ServedColumn[], measures: readonly Measure[]): Promise<Cell[]> {
  const at = groups.map((column, i) => `to_json(${jsonCellSql(column, 'r')})::varchar as g${i}`);
  const sums = measures.flatMap(({ column }, i) => column ? [`sum(r.${q(column.name)})::varchar as s${i}`, `count(r.${q(column.name)}) as n${i}`] : []);
  const by = groups.length === 0 ? '' : ` group by ${groups.map((_, i) => `g${i}`).join(', ')} order by all`;
  const found = await engine.rows<Record<string, string | bigint | null>>(`select ${[...at, 'count(*) as n', ...sums].join(', ')} from ${rows.from} r${by} limit ${MOST_CELLS + 1}`, rows.values);
  if (found.length > MOST_CELLS) throw tooManyCells();
  return found.map((row) => ({
    at: groups.map((_, i) => String(row[`g${i}`] ?? 'null')), count: Number(row['n']),
    sums: measures.map(({ column }, i) => column ? row[`s${i}`] as string | null : null), counts: measures.map(({ column }, i) => Number(row[column ? `n${i}` : 'n'])),
  }));
}

function writeFigures(groups: readonly ServedColumn[], measures: readonly Measure[], cells: readonly Cell[], least: number): string {
  const hidden = measures.map((_, i) => hiddenOf(groups.length, cells.map(({ at, counts }) => ({ at, count: counts[i] as number })), least));
  const whole = hiddenOf(groups.length, cells, least);
  const isHidden = (place: string, i: number) => Boolean(whole.get(place) ?? false) || Boolean(hidden[i]?.get(place) ?? false);
  const places = [...new Set([...cells.map(({ at }) => at.join(',')), ...[whole, ...hidden].flatMap((each) => [...each].filter(([, off]) => off).map(([place]) => place))])];
  const known = new Map(cells.map((cell) => [cell.at.join(','), cell]));
  const atOf = new Map([...cells.map(({ at }) => at), ...crossings(groups.length, cells)].map((at) => [at.join(','), at]));
  const rows = places.map((place) => {
    const names = (atOf.get(place) ?? []).map((value, i) => `${JSON.stringify(groups[i]?.name)}:${value}`);
    const told = measures.map((measure, i) => `${JSON.stringify(measure.as)}:${isHidden(place, i) ? 'null' : figureOf(measure, known.get(place), i)}`);
    return `{${[...names, ...told, ...measures.some((_, i) => isHidden(place, i)) ? ['"suppressed":true'] : []].join(',')}}`;
  });
  return `{"groupBy":${JSON.stringify(groups.map(({ name }) => name))},"suppressBelow":${least},"rows":[${rows.join(',')}]}`;
}

function figureOf({ what }: Measure, cell: Cell | undefined, i: number): string {
  if (what === 'count') return String(cell?.count ?? 0);
  const sum = cell?.sums[i] ?? null;
  if (sum === null || !cell) return 'null';
  return what === 'sum' ? sum : String(Number(sum) / (cell.counts[i] as number));
}

/** Which groups are not told, by their place; without groups the total alone. */
function hiddenOf(depth: number, cells: readonly { at: readonly string[]; count: number }[], least: number): Map<string, boolean> {
  if (depth < 2) {
    const hidden = suppressLine(cells.map(({ count }) => count), least);
    return new Map(cells.map(({ at }, i) => [at.join(','), hidden[i] as boolean]));
  }
  const [rows, columns] = [0, 1].map((i) => [...new Set(cells.map(({ at }) => at[i] as string))]) as [string[], string[]];
  if (rows.length * columns.length > MOST_CELLS * 2) throw tooManyCells();
  const counts = new Map(cells.map(({ at, count }) => [at.join(','), count]));
  const hidden = suppressTable(rows.map((r) => columns.map((c) => counts.get(`${r},${c}`) ?? 0)), least);
  return new Map(rows.flatMap((r, i) => columns.map((c, j) => [`${r},${c}`, hidden[i]?.[j] as boolean] as const)).filter(([place, off]) => off || counts.has(place)));
}

/** Every pair of values, for groups without rows that are hidden to keep others hidden. */
function crossings(depth: number, cells: readonly Cell[]): string[][] {
  if (depth < 2) return [];
  const [rows, columns] = [0, 1].map((i) => [...new Set(cells.map(({ at }) => at[i] as string))]) as [string[], string[]];
  return rows.flatMap((r) => columns.map((c) => [r, c]));
}
