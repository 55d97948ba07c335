import type { ProblemPlace } from '#kernel/problem.ts';
import { keyOf as primaryKeyOf, type Release } from '#modules/lake/index.ts';
import type { HostedKind } from '../call.ts';
import { hostingProblem } from '../errors.ts';
import { readValue } from '../grant/read-value.ts';
import { isAsked, type PredicateCondition } from './condition.ts';
import type { OfferSettings } from '../schemas.ts';
import { servedColumn, type ServedColumn } from './served-column.ts';

/** What an offer gives, settled. */
export interface Settled { readonly columns: readonly ServedColumn[]; readonly keyColumns: readonly string[]; readonly conditions: readonly PredicateCondition[]; readonly groupColumns: readonly string[]; readonly suppressBelow: number }

const SUPPRESS_BELOW = 5;
const FEW_VALUES = 200;
/** Types whose text is the same wherever a key is written. */
const KEY_TYPES = new Set(['text', 'geocode', 'integer', 'date', 'citizen-id']);
const LOOKED_UP = new Set<HostedKind>(['lookup', 'predicate']);
/** Whether the record itself is there. */
export const registered: PredicateCondition = { name: 'registered', titleTh: 'มีรายการนี้อยู่ในข้อมูล', titleEn: 'the record is in the data', all: [] };

/** Columns of a release that may be served, companions left out. */
export const columnsOf = (release: Release): ServedColumn[] => release.columns.filter(({ companionOf }) => companionOf === null).map(servedColumn);

/** Columns of few different values that name nobody. */
export function groupable(release: Release): string[] {
  const few = new Set(release.profile.filter(({ distinct }) => Number(distinct) <= FEW_VALUES).map(({ column }) => column));
  return columnsOf(release).filter(({ name, personal, type }) => personal === null && few.has(name) && type !== 'decimal' && type !== 'timestamp').map(({ name }) => name);
}

/**
 * What an offer of a kind gives of a dataset, filled where the owner said nothing: columns that are not personal, the primary key, “is it there”, columns of few values.
 *
 * @throws `hosting.offer-refused` naming each place.
 */
export function checkSettings(kind: HostedKind, asked: OfferSettings, release: Release): Settled {
  const all = columnsOf(release);
  const faults: ProblemPlace[] = [];
  const keyColumns = LOOKED_UP.has(kind) ? asked.key ?? primaryKeyOf(release.columns).map(({ name }) => name) : [];
  const conditions = kind === 'predicate' ? asked.conditions ?? [registered] : [];
  const groupColumns = kind === 'aggregate' ? asked.groupColumns ?? groupable(release).slice(0, 20) : [];
  const named = asked.columns ?? (kind === 'predicate' ? [] : all.filter(({ personal }) => personal === null).map(({ name }) => name));
  const wanted = new Set([...named, ...keyColumns, ...groupColumns, ...conditions.flatMap((each) => each.all.map(({ column }) => column))]);
  for (const [at, name] of named.entries()) if (!all.some((each) => each.name === name)) faults.push(unknown(`/columns/${at}`, name));
  if (LOOKED_UP.has(kind)) faults.push(...keyFaults(all, keyColumns));
  faults.push(...conditionFaults(all, conditions), ...(kind === 'predicate' && conditions.length === 0 ? [place('/conditions', 'ต้องมีเงื่อนไขอย่างน้อยหนึ่งข้อ', 'one condition at least is needed')] : []), ...groupFaults(all, groupColumns));
  const columns = all.filter(({ name }) => wanted.has(name));
  if (columns.length === 0 && faults.length === 0) faults.push(place('/columns', 'ไม่มีคอลัมน์ให้บริการ', 'no column is served'));
  if (faults.length > 0) throw hostingProblem('offer-refused', { errors: faults.slice(0, 50), detailTh: faults[0]?.th ?? '', detailEn: faults[0]?.en ?? '' });
  return { columns, keyColumns, conditions, groupColumns, suppressBelow: asked.suppressBelow ?? SUPPRESS_BELOW };
}

const place = (pointer: string, th: string, en: string): ProblemPlace => ({ pointer, th, en });
const unknown = (pointer: string, name: string) => place(pointer, `ชุดข้อมูลไม่มีคอลัมน์ ${name}`, `the dataset has no column ${name}`);

function keyFaults(all: readonly ServedColumn[], key: readonly string[]): ProblemPlace[] {
  if (key.length === 0) return [place('/key', 'ชุดข้อมูลไม่มีคีย์หลัก ให้ระบุคอลัมน์กุญแจ', 'the dataset has no primary key: name the key columns')];
  return key.flatMap((name, at) => {
    const column = all.find((each) => each.name === name);
    if (!column) return [unknown(`/key/${at}`, name)];
    return KEY_TYPES.has(column.type) ? [] : [place(`/key/${at}`, `คอลัมน์ ${name} ใช้เป็นกุญแจไม่ได้ ใช้ข้อความ จำนวนเต็ม วันที่ รหัสพื้นที่ หรือเลขประจำตัว`, `${name} cannot be a key: use text, whole numbers, days, area codes or citizen ids`)];
  });
}

function conditionFaults(all: readonly ServedColumn[], conditions: readonly PredicateCondition[]): ProblemPlace[] {
  return conditions.flatMap((condition, i) => [
    ...(conditions.findIndex(({ name }) => name === condition.name) < i ? [place(`/conditions/${i}/name`, `${condition.name} มีอยู่แล้ว`, `${condition.name} is there already`)] : []),
    ...condition.all.flatMap((test, j) => testFaults(all, test, `/conditions/${i}/all/${j}`)),
  ]);
}

function testFaults(all: readonly ServedColumn[], { column: name, op, values = [] }: PredicateCondition['all'][number], at: string): ProblemPlace[] {
  const column = all.find((each) => each.name === name);
  if (!column) return [unknown(`${at}/column`, name)];
  if (column.pseudonymised) return [place(`${at}/column`, `${name} แทนด้วยรหัส ใช้เป็นเงื่อนไขไม่ได้`, `${name} is pseudonymised and cannot be a condition`)];
  if (column.type === 'boolean' && ['lt', 'lte', 'gt', 'gte'].includes(op)) return [place(`${at}/op`, `${name} ไม่มีลำดับให้เทียบ`, `${name} has no order to compare by`)];
  const fits = op === 'is-null' ? values.length === 0 : op === 'in' ? values.length > 0 : values.length === 1;
  if (!fits) return [place(`${at}/values`, 'จำนวนค่าไม่ถูกต้อง', 'the number of values is not right')];
  return values.flatMap((value, k) => {
    // Whoever may name the bound of a comparison can ask a value out, step by step.
    if (isAsked(value)) return op === 'eq' ? [] : [place(`${at}/values/${k}`, 'ค่าที่ผู้เรียกระบุใช้ได้กับ eq เท่านั้น', 'a value that the caller names is for eq only')];
    const read = readValue(column.type, value);
    return 'text' in read ? [] : [place(`${at}/values/${k}`, read.th, read.en)];
  });
}

function groupFaults(all: readonly ServedColumn[], groups: readonly string[]): ProblemPlace[] {
  return groups.flatMap((name, at) => {
    const column = all.find((each) => each.name === name);
    if (!column) return [unknown(`/groupColumns/${at}`, name)];
    return column.personal === null ? [] : [place(`/groupColumns/${at}`, `${name} เป็นข้อมูลส่วนบุคคล ใช้แบ่งกลุ่มไม่ได้`, `${name} is personal and cannot be grouped by`)];
  });
}
