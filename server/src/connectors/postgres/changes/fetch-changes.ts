import { Readable } from 'node:stream';
import { type Client, escapeIdentifier } from 'pg';
import type { BodyLimits } from '#kernel/net/limited-body.ts';
import type { ChangesAsked, FetchContext, FetchMark, FetchResult } from '#modules/linkage/index.ts';
import { storeRows } from '../../database/counted-rows.ts';
import { csvOf } from '../../database/csv-text.ts';
import { askText } from '../bounds.ts';
import { copyOut } from '../copy-out.ts';
import { askFacts, heldNote, type ChangesConfig, type ChangesFacts, type TableColumn } from './facts.ts';
import type { Fold } from './fold.ts';
import { lsnOf, lsnText } from './position.ts';
import { slotProblem } from './problems.ts';
import { changeLimits, readChanges, type ChangeLimits, type NotByChanges } from './read-changes.ts';
import { beginWhole } from './snapshot.ts';

type Fetched = Extract<FetchResult, { kind: 'fetched' }>;
type Note = NonNullable<Fetched['notes']>[number];
export interface ChangesReading { config: ChangesConfig; asked: ChangesAsked; timeoutMs: number; limits: BodyLimits; changes?: Partial<ChangeLimits> }

/**
 * The rows that changed since a place in the database's log, one per key, and the keys that are gone. All rows are read instead where the log does not tell:
 * at first, when the slot has moved past the place or is another one, after TRUNCATE, after a change of columns, and when there are too many changes.
 * The slot is moved on to `since` only, which is published; never to what this fetch brings.
 */
export async function fetchChanges(client: Client, reading: ChangesReading, ctx: FetchContext): Promise<FetchResult> {
  const { config, asked, timeoutMs } = reading;
  const { since } = asked;
  const facts = await askFacts(client, config, asked.keys);
  const note = heldNote(facts);
  const place = lsnOf(since?.['position']);
  const whole = (why: Note | null, reshaped: Said | null = null) => fetchWhole(client, reading, ctx, { facts, notes: [note, ...(why ? [why] : [])], reshaped });
  if (place === null || !since) return whole(null);
  if (facts.confirmed > place || facts.end < place) return whole(words.moved);
  const reshaped = columnsChanged(since, facts.columns);
  if (reshaped) return whole(otherColumns(reshaped), reshaped);
  await advance(client, config, facts.confirmed, place);
  const read = await readChanges(client, { config, columns: facts.columns, keys: asked.keys, end: facts.end, timeoutMs, limits: { ...changeLimits, ...reading.changes }, signal: ctx.signal });
  if (typeof read === 'string') return read === 'columns' ? whole(otherColumns(changedAndBack), changedAndBack) : whole(words[read]);
  return storeFold(read.fold, facts, asked, ctx, { name: `${config.table}.csv`, mark: { ...since, position: lsnText(read.reached) }, notes: [note] });
}

/** Lets the slot go on to a place whose rows are published; the server then frees its log before it. */
export async function confirmPlace(client: Client, config: ChangesConfig, mark: FetchMark): Promise<void> {
  const place = lsnOf(mark['position']);
  if (place === null) return;
  const { rows } = await client.query<{ at: string }>('select confirmed_flush_lsn::text as at from pg_replication_slots where slot_name = $1', [config.slot]).catch((error: unknown) => { throw slotProblem(error); });
  const confirmed = lsnOf(rows[0]?.at);
  if (confirmed !== null) await advance(client, config, confirmed, place);
}

async function advance(client: Client, { slot }: ChangesConfig, confirmed: bigint, place: bigint): Promise<void> {
  if (confirmed < place) await client.query('select pg_replication_slot_advance($1, $2::pg_lsn)', [slot, lsnText(place)]).catch((error: unknown) => { throw slotProblem(error); });
}

interface Said { th: string; en: string }

async function fetchWhole(client: Client, { config, timeoutMs, limits }: ChangesReading, ctx: FetchContext, { facts, notes, reshaped }: { facts: ChangesFacts; notes: Note[]; reshaped: Said | null }): Promise<Fetched> {
  const place = await beginWhole(client, timeoutMs, ctx.signal);
  const list = facts.columns.map(({ name }) => escapeIdentifier(name)).join(', ');
  const { rows, count } = copyOut(client, `select ${list} from ${escapeIdentifier(config.schema ?? 'public')}.${escapeIdentifier(config.table)}`, limits, ctx.signal);
  const { stored, isWhole } = await storeRows(rows, ctx);
  if (isWhole) await askText(client, 'commit');
  const mark = { position: lsnText(place), columns: columnsText(facts.columns) };
  return { kind: 'fetched', name: `${config.table}.csv`, mark, scope: isWhole ? 'all' : 'part', sourceRows: isWhole ? count() : null, notes, reshaped, ...stored };
}

/** Rows and gone keys as two files; neither is written where nothing changed. */
async function storeFold(fold: Fold, { columns }: ChangesFacts, { keys }: ChangesAsked, ctx: FetchContext, more: { name: string; mark: FetchMark; notes: Note[] }): Promise<Fetched> {
  const rows = fold.rows();
  const gone = fold.gone();
  const isSame = rows.length === 0 && gone.length === 0;
  const upserts = Readable.from(isSame ? [] : csvOf(columns.map(({ name }) => name), rows.map(({ cells }) => cells as (string | null)[])), { objectMode: false });
  const { stored } = await storeRows(upserts, ctx);
  const told = gone.length === 0 ? null : await ctx.store(Readable.from(csvOf(keys, gone), { objectMode: false }));
  return { kind: 'fetched', scope: 'part', sourceRows: rows.length, gone: told, ...more, ...stored };
}

const columnsText = (columns: readonly TableColumn[]): string => JSON.stringify(columns.map(({ name, type }) => [name, type]));

/** What became other about the table since what is published; null when nothing did. */
function columnsChanged(since: FetchMark, now: readonly TableColumn[]): Said | null {
  if (since['columns'] === columnsText(now)) return null;
  const before = new Map(JSON.parse(String(since['columns'] ?? '[]')) as [string, string][]);
  const added = now.filter(({ name }) => !before.has(name)).map(({ name }) => name);
  const gone = [...before.keys()].filter((name) => !now.some((column) => column.name === name));
  const other = now.filter(({ name, type }) => before.has(name) && before.get(name) !== type).map(({ name, type }) => `${name} (${before.get(name)} → ${type})`);
  const say = (word: string, names: string[]) => (names.length === 0 ? [] : [`${word} ${names.slice(0, 10).join(', ')}`]);
  return {
    th: [...say('เพิ่ม', added), ...say('หาย', gone), ...say('เปลี่ยนชนิด', other)].join(' · ') || 'ลำดับเปลี่ยน',
    en: [...say('new:', added), ...say('gone:', gone), ...say('other type:', other)].join(' · ') || 'their order changed',
  };
}

const changedAndBack: Said = { th: 'คอลัมน์เปลี่ยนระหว่างที่มีการแก้แถว', en: 'columns changed while rows did' };
const otherColumns = ({ th, en }: Said): Note => ({ level: 'warn', th: `คอลัมน์ของตารางต้นทางเปลี่ยน (${th}) จึงอ่านทั้งหมด ถ้าแถวต่างไปจะพักไว้ให้ตัดสินใจ`, en: `the table has other columns (${en}): all is read, and held for a decision where rows differ` });
const words: Record<Exclude<NotByChanges, 'columns'> | 'moved', Note> = {
  moved: { level: 'warn', th: 'ช่องอ่านการเปลี่ยนแปลงไม่ได้ต่อจากที่เผยแพร่ไว้ (สร้างใหม่ หรือมีผู้อื่นอ่าน) จึงอ่านทั้งหมด', en: 'the slot does not go on from what is published (made again, or read by somebody else): all is read' },
  truncated: { level: 'warn', th: 'ตารางต้นทางถูกล้าง (TRUNCATE) จึงอ่านทั้งหมด', en: 'the table was truncated: all is read' },
  'too-many': { level: 'info', th: 'การเปลี่ยนแปลงมีมาก อ่านทั้งหมดเร็วกว่า', en: 'there are so many changes that all is read instead' },
};
