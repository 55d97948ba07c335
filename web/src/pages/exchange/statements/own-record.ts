import { sha256 } from '@saphan/contracts/receipts/sha-256';
import { dayInBangkok } from '@saphan/contracts/dates';
import { leafHash, rootOf } from '@saphan/contracts/transparency/tree';

/** A party's own list beside that of a statement. */
export interface Comparison { counted: number; root: string; houseRoot: string; onlyOwn: string[]; onlyHouse: string[]; /** Ids of other days, or of nothing that was exchanged. */ beside: number }

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** Lays a file of one's own systems beside the ids of a statement: any text with ids of exchanges in it. @param day of the statement; ids of other days do not count. */
export function compareRecords(own: string, house: string, day: string): Comparison {
  const found = idsIn(own);
  const ours = found.filter((id) => dayOf(id) === day);
  const theirs = idsIn(house);
  const [have, want] = [new Set(ours), new Set(theirs)];
  return {
    counted: ours.length, root: rootOver(ours), houseRoot: rootOver(theirs), onlyOwn: ours.filter((id) => !want.has(id)), onlyHouse: theirs.filter((id) => !have.has(id)), beside: found.length - ours.length,
  };
}

const idsIn = (text: string): string[] => [...new Set((text.match(ID) ?? []).map((id) => id.toLowerCase()))].sort();

/** The day in Bangkok of the moment within a UUIDv7 (RFC 9562); none of another id. */
function dayOf(id: string): string | null {
  if (id[14] !== '7') return null;
  return dayInBangkok(new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toISOString());
}

/** The root as the statement's text has it. */
function rootOver(ids: readonly string[]): string {
  const root = rootOf(sha256, ids.map((id) => leafHash(sha256, new TextEncoder().encode(id))));
  return [...root].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
