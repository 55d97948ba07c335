import type { Column, Contract } from '@saphan/contracts/contract';
import { quoteIdentifier as q, type Engine } from '#modules/lake/index.ts';

export type PersonalKind = 'citizen-id' | 'phone' | 'email';
/** What a column holds that nobody said it would: how many values hold it. Never the values themselves. */
export interface PersonalFinding { column: string; kind: PersonalKind; count: number }

/** 13 digits, as a whole or in the groups that people write, not within a longer number. */
const THIRTEEN = '(?:^|[^0-9])([1-8][ -]?[0-9]{4}[ -]?[0-9]{5}[ -]?[0-9]{2}[ -]?[0-9])(?:$|[^0-9])';
/** Any ten digits, of which a mobile number is one (06, 08, 09), or the same with +66. Other lines are mostly those of offices. */
const TEN = '(?:^|[^0-9])((?:[+]66[ -]?|0)[0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]{4}|[0-9]{10}|(?:[+]66[ -]?|0)[0-9][ -]?[0-9]{4}[ -]?[0-9]{4})(?:$|[^0-9])';
const MOBILE = '(?:[+]66|0)[689][0-9]{8}';
/** RFC 5322's common form; addresses of an office (สารบรรณ and the like) name no person. */
const EMAIL = '([A-Za-z0-9._%+-]+)@[A-Za-z0-9-]+(?:[.][A-Za-z0-9-]+)*[.][A-Za-z]{2,}';
const OFFICE = '(?i)(saraban|info|contact|admin|webmaster|helpdesk|support|service|office|noreply|no-reply)[0-9._-]*';

const D = '[0-9๐-๙]';
/** What a column must have once to be worth a closer look: 12 digits of an id, or the eight or nine after the 0 of a mobile number. */
const NEAR = `${D}[ -]?${D}{4}[ -]?${D}{5}[ -]?${D}{2}|[689๖๘๙]${D}?[ -]?${D}{3,4}[ -]?${D}{4}`;
const LONG_NUMBER = `${D}[0-9๐-๙ +-]{8}`;
/** A column of so few different values is looked at by its values, not by its rows: 5,000,000 rows took the regular expressions three seconds. */
const FEW_VALUES = 20_000;
/** One statement over 5,000 columns took three minutes to plan, as many of one column each nearly as long. */
const COLUMNS_AT_ONCE = 100;
/** In characters: what a mobile number has without its 0, and a@b.th. */
const SHORTEST_NUMBER = 9;
const SHORTEST_EMAIL = 6;

/** What is known of a column's values before they are looked at; where nothing is, every row is. */
export interface KnownValues { column: string; distinct: number; maxLength: number | null }

/**
 * Looks for personal data in the text and whole-number columns of which the contract does not say that they hold any: citizen ids with the right
 * check digit, mobile numbers, e-mail addresses of persons. Every row is looked at, set-based: one pass finds the columns worth a closer look.
 *
 * Codes of 13 or 10 digits look like ids and phones by chance: one check digit in eleven, three numbers in a hundred. So ids count when at least
 * half of a column's 13-digit numbers pass, mobile numbers when they are at least three in ten of its ten-digit numbers.
 */
export async function findPersonal(engine: Engine, from: string, contract: Contract, known: readonly KnownValues[] = []): Promise<PersonalFinding[]> {
  const columns = contract.columns.filter((column) => column.personalData === null && (column.type === 'text' || column.type === 'integer'));
  const near = await worthALook(engine, from, columns, new Map(known.map((each) => [each.column, each])));
  const findings: PersonalFinding[] = [];
  for (const { name: column } of columns) {
    if (near.numbers.has(column)) findings.push(...await findNumbers(engine, from, column));
    if (near.emails.has(column)) findings.push(...await findEmails(engine, from, column));
  }
  return findings;
}

/** Columns that hold something like a number or an address at least once. Columns of many different values take a pass together, the others one of their values. */
async function worthALook(engine: Engine, from: string, columns: readonly Column[], known: ReadonlyMap<string, KnownValues>): Promise<{ numbers: Set<string>; emails: Set<string> }> {
  const near = { numbers: new Set<string>(), emails: new Set<string>() };
  const look = async (at: string, some: readonly Column[]): Promise<void> => {
    const marks = some.flatMap((column, i) => marksOf(column, known.get(column.name)?.maxLength ?? null, i));
    if (marks.length === 0) return;
    const [seen] = await engine.rows<Record<string, boolean | null>>(`select ${marks.join(', ')} from ${at}`);
    for (const [i, { name }] of some.entries()) {
      if (seen?.[`d${i}`]) near.numbers.add(name);
      if (seen?.[`e${i}`]) near.emails.add(name);
    }
  };
  const isFew = ({ name, type }: Column): boolean => type === 'text' && (known.get(name)?.distinct ?? Infinity) <= FEW_VALUES && columns.length <= COLUMNS_AT_ONCE;
  const many = columns.filter((column) => !isFew(column));
  for (let at = 0; at < many.length; at += COLUMNS_AT_ONCE) await look(from, many.slice(at, at + COLUMNS_AT_ONCE));
  for (const column of columns.filter(isFew)) await look(`(select distinct ${q(column.name)} from ${from})`, [column]);
  return near;
}

function marksOf({ name, type }: Column, maxLength: number | null, i: number): string[] {
  if (type === 'integer') return [`bool_or(${q(name)} between 1000000000000 and 8999999999999) as d${i}`];
  const longest = maxLength ?? Infinity;
  return [
    ...(longest >= SHORTEST_NUMBER ? [`bool_or(strlen(${q(name)}) >= ${SHORTEST_NUMBER} and regexp_matches(${q(name)}, '${NEAR}')) as d${i}`] : []),
    ...(longest >= SHORTEST_EMAIL ? [`bool_or(contains(${q(name)}, '@')) as e${i}`] : []),
  ];
}

async function findNumbers(engine: Engine, from: string, column: string): Promise<PersonalFinding[]> {
  const digit = (place: number) => `substr(d, ${place}, 1)::int`;
  const sum = Array.from({ length: 12 }, (_, i) => `${digit(i + 1)} * ${13 - i}`).join(' + ');
  // The check digit: (11 − Σ dᵢ·(13−i) mod 11) mod 10, thai-standards.md §5.5.
  const [row] = await engine.rows<Record<'thirteen' | 'ids' | 'ten' | 'mobiles', number>>(`
    with texts as (select translate(${q(column)}::varchar, '๐๑๒๓๔๕๖๗๘๙', '0123456789') as t from ${from} where regexp_matches(${q(column)}::varchar, '${LONG_NUMBER}')),
    numbers as (select regexp_replace(unnest(regexp_extract_all(t, '${THIRTEEN}', 1)), '[^0-9]', '', 'g') as d from texts),
    phones as (select regexp_replace(unnest(regexp_extract_all(t, '${TEN}', 1)), '[ -]', '', 'g') as p from texts)
    select (select count(*) from numbers)::double as thirteen, (select count(*) from numbers where (11 - (${sum}) % 11) % 10 = ${digit(13)})::double as ids,
      (select count(*) from phones)::double as ten, (select count(*) from phones where regexp_full_match(p, '${MOBILE}'))::double as mobiles`);
  const { thirteen = 0, ids = 0, ten = 0, mobiles = 0 } = row ?? {};
  return [
    ...(ids > 0 && ids >= thirteen * 0.5 ? [{ column, kind: 'citizen-id' as const, count: ids }] : []),
    ...(mobiles > 0 && mobiles >= ten * 0.3 ? [{ column, kind: 'phone' as const, count: mobiles }] : []),
  ];
}

async function findEmails(engine: Engine, from: string, column: string): Promise<PersonalFinding[]> {
  const [row] = await engine.rows<{ n: number }>(`
    with names as (select unnest(regexp_extract_all(${q(column)}::varchar, '${EMAIL}', 1)) as name from ${from} where contains(${q(column)}::varchar, '@'))
    select count(*)::double as n from names where not regexp_full_match(name, '${OFFICE}')`);
  return row && row.n > 0 ? [{ column, kind: 'email', count: row.n }] : [];
}
