import type { Static } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import { describeIncident, kinds, levelOf } from './describe.ts';
import { countOpen, findCaretaker, listCandidates, listEvents, listIncidents, type ListIncidentsRow } from './incident.sql.gen.ts';
import type { CaretakerView, DatasetIncidents, IncidentEvents, IncidentList, IncidentView } from '../schemas.ts';

export interface IncidentQuery { open?: boolean | undefined; kind?: string | undefined; agency?: string | undefined; limit?: number | undefined }

const MOST = 200;

/** What waits for somebody, or what is over, with how many of each kind are open. */
export async function readIncidents(tx: Tx, { open = true, kind, agency, limit = MOST }: IncidentQuery): Promise<Static<typeof IncidentList>> {
  const rows = await listIncidents(tx, { open, kind: kind ?? null, agency: agency ?? null, dataset_id: null, limit });
  const counted = new Map((await countOpen(tx, { agency: agency ?? null })).map((row) => [row.kind, row.count]));
  return { items: rows.map(viewIncident), counts: Object.fromEntries(kinds.map((each) => [each, counted.get(each) ?? 0])) };
}

/** Those of one dataset. */
export async function readDatasetIncidents(tx: Tx, datasetId: number, { open = true, kind, limit = MOST }: Omit<IncidentQuery, 'agency'>): Promise<Static<typeof DatasetIncidents>> {
  return { items: (await listIncidents(tx, { open, kind: kind ?? null, agency: null, dataset_id: datasetId, limit })).map(viewIncident) };
}

function viewIncident(row: ListIncidentsRow): Static<typeof IncidentView> {
  return {
    id: row.id, kind: row.kind, level: levelOf(row.kind), ...describeIncident(row), since: row.since, times: row.times, runId: row.run_id, openedAt: row.opened_at, lastAt: row.last_at,
    told: row.told, toldAt: row.told_at, escalatedAt: row.escalated_at, closed: row.closed_at === null ? null : { at: row.closed_at, by: row.closed_by, note: row.note },
    dataset: { slug: row.slug, titleTh: row.title_th, titleEn: row.title_en, agency: { id: row.agency_id, abbrTh: row.abbr_th, nameTh: row.name_th, nameEn: row.name_en } },
  };
}

/** What became of an incident, newest first. */
export async function readEvents(tx: Tx, incidentId: number): Promise<Static<typeof IncidentEvents>> {
  return { items: (await listEvents(tx, { incident_id: incidentId })).map(({ at, what, detail }) => ({ at, what, times: Number(detail.times ?? 0) || null, by: detail.by ?? null })) };
}

/** Who answers for a dataset, and who could. */
export async function readCaretaker(tx: Tx, dataset: { id: number; agencyId: string }): Promise<Static<typeof CaretakerView>> {
  const row = await findCaretaker(tx, { dataset_id: dataset.id });
  const person = (each: { person_id: string; given_th: string; family_th: string; given_en: string | null; family_en: string | null }) => ({
    personId: each.person_id, nameTh: `${each.given_th} ${each.family_th}`.trim(), nameEn: [each.given_en ?? each.given_th, each.family_en ?? each.family_th].join(' ').trim(),
  });
  return { caretaker: row && person(row), candidates: (await listCandidates(tx, { agency_id: dataset.agencyId })).map(person) };
}
