import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from '../errors.ts';
import { insertChange, withdrawChange } from './agency.sql.gen.ts';
import { assertMayChange, assertNames, assertOrder, holdAgencies, type Held } from './check-change.ts';
import { selectChange } from './read-agencies.ts';
import { takeChange } from './take-change.ts';
import type { AgencyChange, Holding, NewNames, Order } from './schemas.ts';

type Asked = Order & { into?: string; datasets?: readonly string[]; names?: AgencyChange['names'] };

/**
 * Gives an agency other names from a day on; the former stay with their days.
 *
 * @throws `organisations.day-refused`, `agency-unknown`, `agency-ended`, `changed-meanwhile`, `names-unchanged`, `agency-taken`.
 */
export async function renameAgency(tx: Tx, actor: Actor, id: string, { nameTh, nameEn, abbrTh, abbrEn, ...order }: NewNames, now: Date): Promise<AgencyChange> {
  const names = { nameTh: nameTh.trim(), nameEn: nameEn.trim(), abbrTh: abbrTh.trim(), abbrEn: abbrEn.trim() };
  return record(tx, actor, id, 'rename', { ...order, names }, now, (held) => assertNames(tx, held.agency, names));
}

/**
 * Merges an agency into another from a day on: what it has goes to the successor, its past days stay its own.
 *
 * @param holdings what it has, in every room.
 * @throws `organisations.day-refused`, `agency-unknown`, `into-itself`, `agency-ended`, `changed-meanwhile`, `change-waiting`, `change-blocked`.
 */
export async function mergeAgency(tx: Tx, actor: Actor, id: string, asked: Order & { into: string }, holdings: readonly Holding[], now: Date): Promise<AgencyChange> {
  return record(tx, actor, id, 'merge', asked, now, async () => assertNoneBlocks(holdings));
}

/** Gives some of an agency's datasets to another from a day on; the agency goes on. @throws as {@link mergeAgency}. */
export async function splitAgency(tx: Tx, actor: Actor, id: string, asked: Order & { into: string; datasets: readonly string[] }, holdings: readonly Holding[], now: Date): Promise<AgencyChange> {
  return record(tx, actor, id, 'split', { ...asked, datasets: [...new Set(asked.datasets)].toSorted() }, now, async () => assertNoneBlocks(holdings));
}

/**
 * Ends an agency that nothing follows; only one that has nothing left.
 *
 * @param holdings what it has, in every room. @throws as {@link mergeAgency}, `organisations.agency-holds`.
 */
export async function endAgency(tx: Tx, actor: Actor, id: string, asked: Order, holdings: readonly Holding[], now: Date): Promise<AgencyChange> {
  return record(tx, actor, id, 'end', asked, now, async () => {
    const left = holdings.filter(({ becomes, count }) => becomes === 'moves' && count > 0);
    if (left.length > 0) throw problem('agency-holds', { agencyId: id, errors: left.map(({ th, en, count }) => ({ pointer: '', th: `${th} ${count}`, en: `${en}: ${count}` })) });
  });
}

/** @throws `organisations.change-blocked` naming what stands against it. */
function assertNoneBlocks(holdings: readonly Holding[]): void {
  const errors = holdings.filter(({ becomes }) => becomes === 'blocks').flatMap(({ th, en, names }) => names.map((name) => ({ pointer: '', th: `${th}: ${name.th}`, en: `${en}: ${name.en}` })));
  if (errors.length > 0) throw problem('change-blocked', { errors });
}

/** Takes back a change whose day has not come. @throws `organisations.change-unknown`, `organisations.change-taken`. */
export async function withdrawAgencyChange(tx: Tx, actor: Actor, id: number, reason: string): Promise<AgencyChange> {
  const { agencyId } = await selectChange(tx, id);
  await holdAgencies(tx, agencyId, null);
  if (!await withdrawChange(tx, { id, by: actor.name, reason: reason.trim() })) throw problem('change-taken', { changeId: id });
  await audit(tx, actor, 'organisations.agency-change-withdrawn', `agency:${agencyId}`, { changeId: id, reason });
  return selectChange(tx, id);
}

/** Said twice it is recorded once; what is due takes effect at once, the rest on its day. */
async function record(tx: Tx, actor: Actor, id: string, kind: AgencyChange['kind'], asked: Asked, now: Date, check: (held: Held) => Promise<void> = async () => undefined): Promise<AgencyChange> {
  assertOrder(asked, now);
  const held = await holdAgencies(tx, id, asked.into ?? null);
  const same = held.changes.find((each) => isSame(each, id, kind, asked));
  if (same) return same;
  await assertMayChange(tx, held, asked.version, kind === 'merge' || kind === 'end');
  await check(held);
  const made = await insertChange(tx, {
    agency_id: id, kind, effective_on: asked.effectiveOn, into_id: asked.into ?? null, names: asked.names ?? null, datasets: [...asked.datasets ?? []],
    reason: asked.reason.trim(), document_no: asked.documentNo.trim(), document_on: asked.documentOn, actor: actor.name,
  });
  await audit(tx, actor, `organisations.agency-${WORDS[kind]}`, `agency:${id}`, { changeId: made.id, into: asked.into ?? null, effectiveOn: asked.effectiveOn, documentNo: asked.documentNo });
  await takeChange(tx, made.id, now);
  return selectChange(tx, made.id);
}

const WORDS: Record<AgencyChange['kind'], string> = { rename: 'renamed', merge: 'merged', split: 'split', end: 'ended' };

const isSame = (each: AgencyChange, id: string, kind: AgencyChange['kind'], asked: Asked): boolean => each.withdrawn === null && each.agencyId === id && each.kind === kind && each.effectiveOn === asked.effectiveOn
  && (each.into?.id ?? null) === (asked.into ?? null) && each.documentNo === asked.documentNo.trim() && each.documentOn === asked.documentOn
  && each.datasets.join() === (asked.datasets ?? []).join() && sameNames(each.names, asked.names ?? null);

const sameNames = (a: AgencyChange['names'], b: AgencyChange['names']): boolean => a === b || (a !== null && b !== null && a.nameTh === b.nameTh && a.nameEn === b.nameEn && a.abbrTh === b.abbrTh && a.abbrEn === b.abbrEn);
