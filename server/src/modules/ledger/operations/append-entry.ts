import { hash, randomBytes } from 'node:crypto';
import { writeEntry, writeFacts } from '@saphan/contracts/transparency/entry';
import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import { newUuid7 } from '#kernel/uuid7.ts';
import { insertEntries } from './append-entry.sql.gen.ts';

const BLIND_BYTES = 16;

/** One thing that changed: what happened (`room.what-happened`), to what (`kind:id`), and ids, hashes and numbers of it; never personal data. */
export interface Happening { id?: string; kind: string; subject: string; facts: Record<string, unknown> }

/** An entry with lines of its own beside, or in place of, subject and facts. */
export interface NewEntry { id: string; kind: string; at: Date | string; lines: readonly (readonly [name: string, value: string])[]; subject?: string | null; facts?: Record<string, unknown> }

/** Writes one thing that changed into the ledger, in the transaction of the change. @returns the entry's id. */
export async function appendEntry(tx: Tx, happening: Happening): Promise<string> {
  const now = systemClock.now();
  const id = happening.id ?? newUuid7(now);
  await appendEntries(tx, [{ ...happening, id, at: now, lines: [] }]);
  return id;
}

/** Many entries, in this order, by one statement. */
export async function appendEntries(tx: Tx, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const blinds = randomBytes(BLIND_BYTES * entries.length);
  const written = entries.map((entry, i) => write(entry, blinds.subarray(i * BLIND_BYTES, (i + 1) * BLIND_BYTES)));
  await insertEntries(tx, {
    ids: entries.map(({ id }) => id), kinds: entries.map(({ kind }) => kind), subjects: entries.map(({ subject }) => subject ?? null) as string[],
    ats: written.map(({ at }) => at), entries: written.map(({ entry }) => entry), facts: written.map(({ facts }) => facts) as string[],
  });
}

/** A blind value makes each leaf another, so that nobody finds out by guessing what an entry says. */
function write({ id, kind, at, lines, subject, facts }: NewEntry, blind: Buffer): { at: string; entry: string; facts: string | null } {
  const moment = new Date(at).toISOString();
  const factsText = facts === undefined ? null : writeFacts(facts);
  const own: [string, string][] = [];
  if (subject) own.push(['subject', subject]);
  if (factsText !== null) own.push(['facts', hash('sha256', factsText, 'hex')]);
  return { at: moment, facts: factsText, entry: writeEntry({ kind, id, at: moment, blind: blind.toString('base64'), lines: [...own, ...lines] }) };
}
