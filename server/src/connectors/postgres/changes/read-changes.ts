import { type Client, escapeIdentifier, escapeLiteral } from 'pg';
import { askText } from '../bounds.ts';
import { beginReading } from '../copy-out.ts';
import { postgresProblem } from '../postgres-problems.ts';
import type { ChangesConfig, TableColumn } from './facts.ts';
import { Fold } from './fold.ts';
import { readChange, type Change, type Relation } from './pgoutput.ts';
import { lsnText } from './position.ts';
import { changesProblem, slotProblem } from './problems.ts';

/** Changes of one run at most, and the memory their fold may take; beyond, reading all is cheaper. */
export interface ChangeLimits { changes: number; bytes: number }
export const changeLimits: ChangeLimits = { changes: 1_000_000, bytes: 128 * 1024 * 1024 };
const BATCH_BYTES = 4 * 1024 * 1024;
const AGAIN_AT_ONCE = 50;

/** Why changes alone do not tell what the table is now. */
export type NotByChanges = 'truncated' | 'too-many' | 'columns';
export interface Asked { config: ChangesConfig; columns: readonly TableColumn[]; keys: readonly string[]; end: bigint; timeoutMs: number; limits: ChangeLimits; signal: AbortSignal }

/**
 * The changes of a table from what was confirmed to its slot up to `end`, folded by key. The slot is only looked at: everything comes again until it is moved on.
 *
 * @returns the fold and the place that it reaches, which lies before `end` when there are more changes than one run takes; or why all has to be read.
 */
export async function readChanges(client: Client, asked: Asked): Promise<{ fold: Fold; reached: bigint } | NotByChanges> {
  const read = await peek(client, asked);
  if (typeof read === 'string') return read;
  if (read.fold.unfinished().length > 0) await finishLargeValues(client, asked, read.fold);
  return read.fold.bytes > asked.limits.bytes ? 'too-many' : read;
}

async function peek(client: Client, asked: Asked): Promise<{ fold: Fold; reached: bigint } | NotByChanges> {
  const { config, end, limits } = asked;
  const taker = new Taker(asked);
  await beginReading(client, asked.timeoutMs);
  const options = ['proto_version', '1', 'publication_names', escapeIdentifier(config.publication)].map(escapeLiteral).join(', ');
  await askText(client, `declare saphan_changes no scroll cursor for select data from pg_logical_slot_peek_binary_changes(${escapeLiteral(config.slot)}, '${lsnText(end)}', ${limits.changes}, ${options})`);
  let count = 0;
  for (let batch = 100; ;) {
    asked.signal.throwIfAborted();
    const { rows } = await client.query<[Buffer]>({ text: `fetch ${batch} from saphan_changes`, rowMode: 'array' }).catch((error: unknown) => { throw slotProblem(error); });
    for (const [message] of rows) {
      const stopped = taker.take(readChange(message));
      if (stopped) { await askText(client, 'rollback'); return stopped; }
    }
    count += rows.length;
    if (rows.length < batch) break;
    const mean = rows.reduce((sum, [message]) => sum + message.length, 0) / rows.length;
    batch = Math.max(1, Math.min(5000, Math.floor(BATCH_BYTES / (mean + 1))));
  }
  await askText(client, 'commit');
  return { fold: taker.fold, reached: count >= limits.changes ? taker.committed : end };
}

/** Takes messages one by one; answers when changes alone no longer tell. */
class Taker {
  readonly fold: Fold;
  /** Where the last transaction that was taken ends. */
  committed = 0n;
  readonly #asked: Asked;
  readonly #shape: string;
  readonly #ours = new Set<number>();

  constructor(asked: Asked) {
    this.#asked = asked;
    this.#shape = shapeOf(asked.columns.map(({ name, oid }) => ({ name, type: oid })));
    this.fold = new Fold(asked.columns.map(({ name }) => name), asked.keys);
  }

  take(change: Change | null): NotByChanges | null {
    if (change === null) return null;
    switch (change.kind) {
      case 'commit': this.committed = change.end; return null;
      case 'relation': return this.#relation(change.relation);
      case 'truncate': return change.relations.some((id) => this.#ours.has(id)) ? 'truncated' : null;
      case 'insert': if (this.#ours.has(change.relation)) this.fold.put(change.row, null); break;
      case 'update': if (this.#ours.has(change.relation)) this.fold.put(change.row, change.old); break;
      case 'delete': if (this.#ours.has(change.relation)) this.fold.drop(change.old.cells); break;
    }
    return this.fold.bytes > this.#asked.limits.bytes || this.fold.isUnclear ? 'too-many' : null;
  }

  #relation({ id, schema, table, columns }: Relation): NotByChanges | null {
    const { config } = this.#asked;
    if (schema !== (config.schema ?? 'public') || table !== config.table) return null;
    this.#ours.add(id);
    return shapeOf(columns) === this.#shape ? null : 'columns';
  }
}

const shapeOf = (columns: readonly { name: string; type: number }[]): string => JSON.stringify(columns.map(({ name, type }) => [name, type]));

/** Large values that an update did not touch are read again by key, in a snapshot behind the changes. */
async function finishLargeValues(client: Client, { config, columns, keys, timeoutMs }: Asked, fold: Fold): Promise<void> {
  const from = `${escapeIdentifier(config.schema ?? 'public')}.${escapeIdentifier(config.table)}`;
  const typeOf = (key: string) => columns.find(({ name }) => name === key)?.type ?? 'text';
  const wanted = keys.map((key, place) => `$${place + 1}::text[]::${typeOf(key)}[]`).join(', ');
  const same = keys.map((key, place) => `t.${escapeIdentifier(key)} = k.k${place}`).join(' and ');
  const text = `select k.n, ${columns.map(({ name }) => `t.${escapeIdentifier(name)}`).join(', ')} from unnest(${wanted}) with ordinality as k(${keys.map((_, place) => `k${place}`).join(', ')}, n) join ${from} t on ${same}`;
  const asText = { getTypeParser: () => (value: string) => value };
  const rows = fold.unfinished();
  await beginReading(client, timeoutMs);
  for (let at = 0; at < rows.length; at += AGAIN_AT_ONCE) {
    const some = rows.slice(at, at + AGAIN_AT_ONCE);
    const values = keys.map((_, place) => some.map(({ key }) => key[place]));
    const found = await client.query<(string | null)[]>({ text, values, rowMode: 'array', types: asText as never }).catch((error: unknown) => { throw postgresProblem(error, true); });
    const byPlace = new Map(found.rows.map(([n, ...cells]) => [Number(n) - 1, cells]));
    // Deleted since, or not visible for a moment yet: the next attempt reads further and knows.
    if (byPlace.size < some.length) throw changesProblem('changes-busy');
    some.forEach((row, place) => fold.finish(row, byPlace.get(place) ?? []));
  }
  await askText(client, 'commit');
}
