import { announceAll } from '#kernel/outbox.ts';
import type { Tx } from '#kernel/db.ts';
import { listCauses } from './causes.sql.gen.ts';
import { tellClosed } from '../telling/tell.ts';
import { closeGone, lockIncidents, openIncidents } from './reconcile.sql.gen.ts';

/**
 * Makes the incidents of some datasets, or of all, say what is out of order now: opens, lets grow, closes. Nothing is remembered but the facts of other
 * rooms, so it may be repeated at any time and an event that was missed is made up by the next look.
 *
 * @param datasets ids; null for all.
 */
export async function lookAt(tx: Tx, datasets: readonly number[] | null, now: Date): Promise<void> {
  if (datasets?.length === 0) return;
  const asked = datasets === null ? null : [...datasets];
  await lockIncidents(tx, {});
  const causes = await listCauses(tx, { datasets: asked, now: now.toISOString() });
  const ended = await closeGone(tx, { datasets: asked, causes });
  const written = await openIncidents(tx, { causes });
  const tell = ({ id, dataset_id, kind }: { id: number; dataset_id: number; kind: string }) => ({ incidentId: id, datasetId: dataset_id, kind });
  await announceAll(tx, 'watch.incident-opened', written.filter(({ opened }) => opened).map(tell));
  await announceAll(tx, 'watch.incident-closed', ended.map(tell));
  await tellClosed(tx, ended.map(({ id }) => id), null);
}
