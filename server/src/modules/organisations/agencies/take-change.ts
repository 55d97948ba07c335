import { todayInBangkok } from '@saphan/contracts/dates';
import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import { announce, announceAll } from '#kernel/outbox.ts';
import { listPeopleOfAgency } from './moved.sql.gen.ts';
import { endAgency, insertName, listDueChanges, moveUnits, showNewestName, takeChange as takeRow, type TakeChangeRow } from './agency.sql.gen.ts';

/** What other rooms hear when an agency became part of another: each moves what is open, and leaves what is past. */
export interface AgencyMerged { changeId: number; from: string; into: string; on: string; documentNo: string }
/** Some datasets, by slug, went to another agency. */
export interface AgencySplit extends AgencyMerged { datasets: string[] }

/** Lets a change take effect once its day has come; later ones wait. Tells `organisations.agency-renamed`, `-merged`, `-split` or `-ended`. */
export async function takeChange(tx: Tx, id: number, now: Date): Promise<void> {
  const change = await takeRow(tx, { id, today: todayInBangkok(now) });
  if (!change) return;
  if (change.kind === 'rename') await takeRename(tx, change);
  else if (change.kind === 'split') await announce(tx, 'organisations.agency-split', { ...mergedOf(change), datasets: change.datasets } satisfies AgencySplit);
  else await takeEnd(tx, change);
  await announce(tx, 'organisations.agency-changed', { agencyId: change.agency_id });
}

async function takeRename(tx: Tx, { id, agency_id: agencyId, effective_on: on }: TakeChangeRow): Promise<void> {
  await insertName(tx, { change_id: id });
  // A renaming of an earlier day that was recorded late does not undo a later one.
  await showNewestName(tx, { id: agencyId });
  await announce(tx, 'organisations.agency-renamed', { changeId: id, agencyId, on });
}

async function takeEnd(tx: Tx, change: TakeChangeRow): Promise<void> {
  await endAgency(tx, { id: change.agency_id, ended_on: change.effective_on, successor_id: change.into_id });
  if (change.kind === 'end') { await announce(tx, 'organisations.agency-ended', { changeId: change.id, agencyId: change.agency_id, on: change.effective_on }); return; }
  const people = await listPeopleOfAgency(tx, { agency_id: change.agency_id });
  await moveUnits(tx, { from_id: change.agency_id, into_id: change.into_id });
  await announce(tx, 'organisations.agency-merged', { ...mergedOf(change) });
  await announceAll(tx, 'organisations.mandate-changed', people.map(({ person_id: personId }) => ({ personId })));
}

const mergedOf = (change: TakeChangeRow): AgencyMerged => ({ changeId: change.id, from: change.agency_id, into: change.into_id ?? '', on: change.effective_on, documentNo: change.document_no });

/** Changes take effect within a minute of the midnight in Bangkok that begins their day. */
export const takeAgencyChangesJob: Job = {
  name: 'organisations.take-agency-changes', everySeconds: 60, leaseSeconds: 300,
  async run(db) {
    const now = systemClock.now();
    for (const { id } of await db.read((tx) => listDueChanges(tx, { today: todayInBangkok(now) }))) await db.tx((tx) => takeChange(tx, id, now));
  },
};
