import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor, Principal } from '#kernel/policy.ts';
import { watchProblem } from '../errors.ts';
import { tellClosed } from '../telling/tell.ts';
import { closeIncident as closeRow, dropCaretaker, findDatasetOfIncident, insertEvent, listCandidates, setCaretaker } from './incident.sql.gen.ts';

/**
 * A named person says that an incident needs nobody any more; the same cause opens no second one.
 *
 * @throws `watch.incident-not-found`, `watch.incident-closed`.
 */
export async function closeIncident(tx: Tx, actor: Principal, id: number, note: string): Promise<void> {
  if (!await findDatasetOfIncident(tx, { id })) throw watchProblem('incident-not-found', { incidentId: id });
  const closed = await closeRow(tx, { id, by: actor.name, note: note.trim() });
  if (!closed) throw watchProblem('incident-closed', { incidentId: id });
  await insertEvent(tx, { incident_id: id, what: 'closed', detail: { by: actor.name } });
  await audit(tx, actor, 'watch.incident-closed', `incident:${id}`, { dataset: closed.dataset_id, kind: closed.kind, note: note.trim() });
  await announce(tx, 'watch.incident-closed', { incidentId: id, datasetId: closed.dataset_id, kind: closed.kind });
  await tellClosed(tx, [id], actor);
}

/** Names who answers for a dataset, or nobody: then those responsible in its agency do. @throws `watch.person-elsewhere`. */
export async function nameCaretaker(tx: Tx, actor: Actor, dataset: { id: number; agencyId: string }, personId: string | null): Promise<void> {
  if (personId === null) await dropCaretaker(tx, { dataset_id: dataset.id });
  else {
    const candidates = await listCandidates(tx, { agency_id: dataset.agencyId });
    if (!candidates.some(({ person_id }) => person_id === personId)) throw watchProblem('person-elsewhere', { personId });
    await setCaretaker(tx, { dataset_id: dataset.id, person_id: personId, by: actor.name });
  }
  await audit(tx, actor, 'watch.caretaker-named', `dataset:${dataset.id}`, { person: personId });
}
