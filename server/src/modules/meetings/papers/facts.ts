import type { Tx } from '#kernel/db.ts';
import { findAgency, type Agency } from '#modules/organisations/index.ts';
import { progressReport, readBoard, type Board } from '#modules/plans/index.ts';
import { getActionPlan, listActionPlans } from '#modules/projects/index.ts';
import { listReadinessCampaigns } from '#modules/readiness/index.ts';
import { readWaits, seesAll } from '#modules/requests/index.ts';
import { readMeetingState, type MeetingState } from '../reads/meetings.ts';

/** The agency whose secretariat invites (definitions/agencies.yaml). */
const SECRETARIAT = 'ops';

export interface Slip { plan: string; title: string; agency: string; firstEndsOn: string; endsOn: string; datasets: number; linked: number; overdue: number; moved: number }

type Campaigns = Awaited<ReturnType<typeof listReadinessCampaigns>>['items'];
type Waiting = Awaited<ReturnType<typeof readWaits>>['datasets'];
/** The committee sees the whole ministry. */
const whole = { agencies: ['*'] };

/** All that the papers of a meeting rest on: one meeting as said by a moment, all figures as of one day. */
export interface PackFacts extends MeetingState { readonly asOf: string; readonly board: Board; readonly slips: readonly Slip[]; readonly waiting: Waiting; readonly campaigns: Campaigns; readonly secretariat: Agency | null }

/**
 * Reads what the papers of a meeting need.
 *
 * @param asOf ISO day of all figures; the meeting's own when null, and today while that has not come.
 * @param now what was said of the meeting after it is not read: printing again with the moment of an earlier printing gives the same figures.
 */
export async function readPackFacts(tx: Tx, id: number, asOf: string | null, now: Date): Promise<PackFacts> {
  const state = await readMeetingState(tx, id, asOf, now);
  const { day } = state.moment;
  const slips: Slip[] = [];
  for (const { slug, titleTh: plan } of (await listActionPlans(tx, day, now)).items) {
    for (const { projects } of (await getActionPlan(tx, slug, day, now)).strategies) {
      slips.push(...projects.map(({ titleTh, agency, firstEndsOn, endsOn, totals: { datasets, linked, overdue, moved } }) => ({ plan, title: titleTh, agency: agency.nameTh, firstEndsOn, endsOn, datasets, linked, overdue, moved })));
    }
  }
  return { ...state, asOf: day, board: await readBoard(tx, day, now), slips, waiting: (await readWaits(tx, day, seesAll, now)).datasets, campaigns: (await listReadinessCampaigns(tx, whole, day, now)).items, secretariat: await findAgency(tx, SECRETARIAT) };
}

/** The figures that travel with a paper, without names that may change later. */
export function figuresOf({ meeting, asOf, parts, toAdopt, matters, decisions, board, slips, waiting, campaigns }: PackFacts): object {
  const version = (part: { version: number } | null) => part?.version ?? null;
  return {
    meeting: { number: meeting.number, year: meeting.year, heldOn: meeting.details.heldOn }, asOf,
    versions: { details: version(parts.details), agenda: version(parts.agenda), attendance: version(parts.attendance), minutes: version(parts.minutes) },
    toAdopt: toAdopt.map(({ number, year }) => ({ number, year })),
    matters: matters.map(({ id, state, dueOn, daysLate, agency }) => ({ id, state, dueOn, daysLate, agency: agency.id })),
    decisions: decisions.map(({ kind, agency, link, days }) => ({ kind, agency: agency.id, link, days })),
    progress: progressReport(board).figures,
    waiting: waiting.map(({ provider, longestDays, waiting: who }) => ({ provider: provider.id, longestDays, waiting: who.map(({ requester, state, days }) => ({ requester: requester.id, state, days })) })),
    surveys: campaigns.map(({ id, phase, totals }) => ({ id, phase, totals })),
    slips: slips.map(({ firstEndsOn, endsOn, datasets, linked, overdue, moved }) => ({ firstEndsOn, endsOn, datasets, linked, overdue, moved })),
  };
}
