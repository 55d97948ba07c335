import type { Engine } from '../engine/engine.ts';
import { quoteIdentifier as q } from '../engine/identifiers.ts';
import { keylessChanges } from '../diff/keyless-changes.ts';
import { changedRows, type ChangedRow } from '../diff/samples.ts';
import { hashedRows, sharedKey, type Side } from '../diff/sides.ts';
import type { LakePorts } from '../lake-ports.ts';
import type { Release } from '../release.ts';
import { questionOf, readCursor, writeCursor } from './cursor.ts';
import { givenRows } from './given-rows.ts';
import { conditionOf, type Portion } from './portion.ts';
import { positioned, rowsAt, type Positioned } from './positions.ts';
import { withReader } from './reader.ts';
import { releaseFiles } from './release-files.ts';

export interface ChangesPage { items: ChangedRow[]; nextCursor: string | null }

/** Rows of each side looked at first; doubled while little is found. */
const WINDOW = 10_000;
const LARGEST_WINDOW = 320_000;
/**
 * After this a page is answered as it is, with its cursor, before the way to the reader gives up on it. Two releases of a million rows that
 * differ only at their ends are passed through in 2 s, so this is for some twenty million and more.
 */
const PATIENCE_MS = 30_000;

/**
 * One page of the differences between what is given of two releases, in key order; personal data is masked.
 * Both lie sorted by key, so a page reads matching windows of both and never the whole: memory does not grow with the releases.
 * Every page but the last is full, unless half a minute passed first: then it holds what was found, and `nextCursor` goes on.
 *
 * Without a shared key there is no order to walk along: each page compares the whole releases by row hashes.
 */
export async function readChanges(ports: LakePorts, given: { before: Portion; after: Portion }, asked: { cursor: string | null; limit: number }): Promise<ChangesPage> {
  const [before, after] = [given.before.release, given.after.release];
  const question = questionOf('changes', before.id, after.id);
  return withReader(ports, (engine) => releaseFiles(ports.objects, before, (old) => releaseFiles(ports.objects, after, async (now) => {
    const sides = { before: positioned(before.manifest, old), after: positioned(after.manifest, now) };
    const key = sharedKey(side(before, ''), side(after, ''));
    if (key.length === 0) {
      const from = asked.cursor === null ? 0 : Number(readCursor(question, asked.cursor, ['o'])['o']);
      const all = { before: side(before, await givenRows(engine, given.before, old, 'given_before')), after: side(after, await givenRows(engine, given.after, now, 'given_after')) };
      const { items, more } = await keylessChanges(engine, all.before, all.after, from, asked.limit);
      return { items, nextCursor: more ? writeCursor(question, { o: from + asked.limit }) : null };
    }
    const start = asked.cursor === null ? { f: 0, t: 0 } : readCursor(question, asked.cursor, ['f', 't']) as { f: number; t: number };
    // The rows of both are told by one decision.
    return walk({ engine, before, after, sides, key, question, limit: asked.limit, given: await conditionOf(engine, given.after) }, start.f, start.t);
  })));
}

const side = (release: Release, from: string): Side => ({ from, columns: release.columns });

interface Walk {
  engine: Engine; before: Release; after: Release; sides: { before: Positioned; after: Positioned }; key: readonly string[]; question: string; limit: number;
  given: { sql: string; values: string[] };
}

async function walk(asked: Walk, from: number, to: number): Promise<ChangesPage> {
  const items: ChangedRow[] = [];
  const until = performance.now() + PATIENCE_MS;
  let place = { f: from, t: to };
  let window = WINDOW;
  while (place.f < asked.sides.before.rows || place.t < asked.sides.after.rows) {
    const step = await compareWindow(asked, place, window, asked.limit - items.length);
    items.push(...step.items);
    place = step.next;
    window = Math.min(window * 2, LARGEST_WINDOW);
    const over = place.f >= asked.sides.before.rows && place.t >= asked.sides.after.rows;
    if (!over && (items.length >= asked.limit || performance.now() > until)) return { items, nextCursor: writeCursor(asked.question, place) };
  }
  return { items, nextCursor: null };
}

/** Compares what both windows surely hold whole: keys up to the lower of their last keys. */
async function compareWindow({ engine, before, after, sides, key, limit, given }: Walk, at: { f: number; t: number }, window: number, room: number): Promise<{ items: ChangedRow[]; next: { f: number; t: number } }> {
  const ends = [at.f + window < sides.before.rows ? `select ${row(key)} as k from w_before where _pos = ${at.f + window - 1}` : null,
    at.t + window < sides.after.rows ? `select ${row(key)} as k from w_after where _pos = ${at.t + window - 1}` : null].filter((each) => each !== null);
  await engine.run(`create or replace temp table w_before as from ${rowsAt(sides.before, at.f, at.f + window)}`);
  await engine.run(`create or replace temp table w_after as from ${rowsAt(sides.after, at.t, at.t + window)}`);
  await engine.run(`create or replace temp table w_bound as ${ends.length === 0 ? `select ${row(key)} as k from w_after limit 0` : `select k from (${ends.join(' union all ')}) order by k limit 1`}`);
  const within = ends.length === 0 ? 'true' : `${row(key)} <= (select k from w_bound)`;
  const [old, now] = [side(before, `(select * from w_before t where ${within} and ${given.sql})`), side(after, `(select * from w_after t where ${within} and ${given.sql})`)];
  await engine.run(`create or replace temp table w_delta as
    select ${key.map((name) => `coalesce(n.${q(name)}, p.${q(name)}) as ${q(name)}`).join(', ')}, case when p.h is null then 1 when n.h is null then 2 else 3 end::tinyint as op
    from (${hashedRows(now, old, key)}) n full join (${hashedRows(old, now, key)}) p on ${key.map((name) => `n.${q(name)} = p.${q(name)}`).join(' and ')}
    where p.h is null or n.h is null or p.h <> n.h order by ${key.map((_, i) => i + 1).join(', ')} limit ${Math.min(room, limit) + 1}`, given.values);
  const [sum] = await engine.rows<{ n: number }>('select count(*)::double as n from w_delta');
  const full = (sum?.n ?? 0) > room;
  if (full) await engine.run(`create or replace temp table w_delta as from w_delta order by ${key.map(q).join(', ')} limit ${room}`);
  const items = await changedRows(engine, side(before, 'w_before'), side(after, 'w_after'), key, 'w_delta', key.map((name) => `d.${q(name)}`).join(', '));
  const done = full ? `${row(key)} <= (select max(${row(key)}) from w_delta)` : within;
  const [passed] = await engine.rows<{ f: number; t: number }>(`select (select count(*) from w_before where ${done})::double as f, (select count(*) from w_after where ${done})::double as t`);
  return { items, next: { f: at.f + (passed?.f ?? 0), t: at.t + (passed?.t ?? 0) } };
}

/** A key as one value that compares as the files are sorted. */
const row = (key: readonly string[]) => (key.length === 1 ? q(key[0] as string) : `{${key.map((name, i) => `'k${i}': ${q(name)}`).join(', ')}}`);
