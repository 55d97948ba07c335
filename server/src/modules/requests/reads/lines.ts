import { dayInBangkok, daysBetween } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import { listAgencies, type Agency } from '#modules/organisations/index.ts';
import { requestStates, type RequestColumn, type RequestLine, type RequestState, type StateCounts } from '../schemas.ts';
import type { ListRequestsAtRow } from './requests.sql.gen.ts';

/** States in which somebody still waits: for an answer, or for the data. */
export const waitingStates: readonly RequestState[] = ['sent', 'overdue', 'asked-back', 'accepted', 'partly-accepted'];

export const agenciesById = async (tx: Tx): Promise<Map<string, Agency>> => new Map((await listAgencies(tx)).map((agency) => [agency.id, agency]));

export const noCounts = (): StateCounts => Object.fromEntries(requestStates.map((state) => [state, 0])) as StateCounts;

/** The day in Bangkok, or null. */
export const dayOf = (instant: string | null): string | null => instant && dayInBangkok(instant);

/** A dataset as far as whoever asks sees it. */
export const datasetOf = ({ slug, title_th: titleTh, title_en: titleEn }: { slug: string | null; title_th: string | null; title_en: string | null }) => (slug === null ? null : { slug, titleTh: titleTh as string, titleEn: titleEn as string });

/** A request as a list shows it. @param day as of which it is looked at. */
export function viewLine(row: ListRequestsAtRow, agencies: ReadonlyMap<string, Agency>, day: string): RequestLine {
  const state = row.state as RequestState;
  const sentOn = dayOf(row.sent_at);
  return {
    id: row.id, state, requester: agencies.get(row.requester_id) as Agency, provider: row.provider_id === null ? null : agencies.get(row.provider_id) ?? null, dataset: datasetOf(row), datasetWords: row.dataset_words,
    personal: (row.columns as RequestColumn[]).some(({ personal }) => personal !== null), frequency: row.frequency, wantedOn: row.wanted_on, sentOn, dueOn: row.due_on, answeredOn: dayOf(row.answered_at),
    fromOn: row.from_on, fulfilledOn: dayOf(row.fulfilled_at), waitingDays: sentOn !== null && waitingStates.includes(state) ? daysBetween(sentOn, day) : null, version: row.version,
  };
}
