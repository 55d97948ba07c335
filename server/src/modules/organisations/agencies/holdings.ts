import type { Tx } from '#kernel/db.ts';
import { listUnitHoldings } from './agency.sql.gen.ts';
import { assertMayChange, holdAgencies } from './check-change.ts';
import type { Holding, Preview } from './schemas.ts';
import { versionOf } from './read-agencies.ts';
import { Problem } from '#kernel/problem.ts';

/** Whose things are asked for, and where they would go. */
export interface HoldingsAsked { agencyId: string; into: string | null; /** Of a split: only these, by slug. */ datasets: readonly string[] | null }

/** A room's answer to what an agency has in it; joined to this room where the house is put together. */
export type ListHoldings = (tx: Tx, asked: HoldingsAsked) => Promise<Holding[]>;

export const MOST_NAMES = 20;

/** A holding out of rows with names; none when there are no rows. */
export function holdingOf(said: Pick<Holding, 'what' | 'th' | 'en'> & Partial<Pick<Holding, 'link' | 'becomes'>> & { note?: { th: string; en: string } | undefined }, names: readonly { th: string; en: string }[], count = names.length): Holding[] {
  const { note, link = null, becomes = 'moves', ...rest } = said;
  return count === 0 ? [] : [{ ...rest, count, becomes, link, names: names.slice(0, MOST_NAMES).map(({ th, en }) => ({ th, en })), noteTh: note?.th ?? null, noteEn: note?.en ?? null }];
}

/** Units with their posts and people. */
export const listOwnHoldings: ListHoldings = async (tx, { agencyId, into, datasets }) => {
  if (datasets) return [];
  const units = await listUnitHoldings(tx, { agency_id: agencyId, into_id: into });
  const clashing = units.filter(({ clashes }) => clashes).map(({ code }) => code);
  return holdingOf({
    what: 'organisations.units', th: 'หน่วยงานย่อย พร้อมตำแหน่งและผู้ดำรงตำแหน่ง', en: 'Units with their posts and people', link: `/people?agency=${agencyId}`,
    note: clashing.length === 0 ? undefined : { th: `รหัสซ้ำกับหน่วยงานที่รับโอน จะเติม "${agencyId}-" ข้างหน้า: ${clashing.join(', ')}`, en: `Codes that the successor has too get "${agencyId}-" before them: ${clashing.join(', ')}` },
  }, units);
};

/** What a change would move, and why it cannot be done. */
export async function previewChange(tx: Tx, asked: HoldingsAsked & { kind: 'merge' | 'split' | 'end' }, rooms: readonly ListHoldings[]): Promise<Preview> {
  const held = await holdAgencies(tx, asked.agencyId, asked.into);
  const version = versionOf(held.changes);
  const holdings = await listAllHoldings(tx, asked, rooms);
  const blocks: Preview['blocks'] = [];
  try {
    await assertMayChange(tx, held, version, asked.kind !== 'split');
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    blocks.push({ th: `${error.entry.th} ${error.entry.nextTh}`, en: `${error.entry.en}. ${error.entry.nextEn}` });
  }
  blocks.push(...holdings.filter(({ becomes }) => becomes === 'blocks').map(({ th, en, names }) => ({ th: `${th}: ${names.map((name) => name.th).join(', ')}`, en: `${en}: ${names.map((name) => name.en).join(', ')}` })));
  if (asked.kind === 'end' && holdings.some(({ becomes }) => becomes === 'moves')) blocks.push({ th: 'หน่วยงานยังมีสิ่งที่ต้องมีผู้รับต่อ ให้รวมเข้ากับหน่วยงานอื่น หรือโอนออกก่อน', en: 'The agency still has what somebody must take over: merge it, or hand these over first.' });
  return { agencyId: asked.agencyId, into: asked.into, version, holdings, blocks };
}

/** What an agency has in every room. */
export async function listAllHoldings(tx: Tx, asked: HoldingsAsked, rooms: readonly ListHoldings[]): Promise<Holding[]> {
  const all: Holding[] = [];
  for (const list of [listOwnHoldings, ...rooms]) all.push(...await list(tx, asked));
  return all;
}
