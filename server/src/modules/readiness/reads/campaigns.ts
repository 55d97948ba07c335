import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { momentOf } from '#modules/plans/index.ts';
import { codesOf, openOf, type Definition } from '../definition/definition.ts';
import { readinessProblem } from '../errors.ts';
import type { CampaignList, CampaignPage, FormLine, FormState, Phase, Totals } from '../schemas.ts';
import { listCampaignsAt, type ListCampaignsAtRow } from './campaign.sql.gen.ts';
import { definitionOf, loadForms, selectCampaign, type LoadedForm, type Moment } from './load-survey.ts';
import { agenciesOf } from './reach.ts';

type Asker = Pick<Principal, 'agencies'>;

/** Every campaign and how far it is as of a day; agencies see what they are asked in and their own figures. */
export async function listReadinessCampaigns(tx: Tx, who: Asker, asOf: string | null, now: Date): Promise<CampaignList> {
  const moment = momentOf(asOf, now);
  const campaigns = await listCampaignsAt(tx, { at: moment.at, id: null });
  const agencies = await agenciesOf(tx, who);
  const forms = Map.groupBy(await loadForms(tx, campaigns, agencies, moment), ({ campaignId }) => campaignId);
  return {
    asOf: moment.day, recordedAt: moment.at,
    items: campaigns.flatMap((campaign) => {
      const own = forms.get(campaign.id) ?? [];
      return own.length === 0 && agencies !== null ? [] : [{ ...viewCampaign(campaign, own, moment), ownAgencies: agencies === null ? [] : own.map(({ agency }) => agency.id) }];
    }),
  };
}

/** One campaign: agencies, how complete each is, and how often each answer was given. @throws `readiness.campaign-not-found`. */
export async function getReadinessCampaign(tx: Tx, who: Asker, id: number, asOf: string | null, now: Date): Promise<CampaignPage> {
  const moment = momentOf(asOf, now);
  const campaign = await selectCampaign(tx, id, moment.at);
  const agencies = await agenciesOf(tx, who);
  const forms = await loadForms(tx, [campaign], agencies, moment);
  if (forms.length === 0 && agencies !== null) throw readinessProblem('campaign-not-found', { id });
  const definition = await definitionOf(tx, campaign.definition_hash);
  return { asOf: moment.day, recordedAt: moment.at, ...viewCampaign(campaign, forms, moment), questions: definition.questions, forms: forms.map((form) => ({ ...viewForm(form), counts: countsOf(form, definition) })) };
}

function viewCampaign(campaign: ListCampaignsAtRow, forms: readonly LoadedForm[], { day }: Moment) {
  const dueOn = forms.reduce((last, form) => (form.dueOn > last ? form.dueOn : last), campaign.opens_on);
  return {
    id: campaign.id, titleTh: campaign.title_th, titleEn: campaign.title_en, note: campaign.note, listFrom: campaign.list_from, opensOn: campaign.opens_on, workingDays: campaign.working_days, dueOn,
    phase: phaseOf(campaign, dueOn, day), by: campaign.actor, at: campaign.recorded_at, totals: totalsOf(forms),
    ended: campaign.ended_at === null ? null : { reason: campaign.ended_reason as string, by: campaign.ended_by as string, at: campaign.ended_at },
  };
}

/** Where a campaign stands on a day. After the last day late answers are still taken, until the secretariat ends it. */
export function phaseOf({ opens_on, ended_at }: Pick<ListCampaignsAtRow, 'opens_on' | 'ended_at'>, dueOn: string, day: string): Phase {
  if (ended_at !== null) return 'ended';
  if (day < opens_on) return 'planned';
  return day > dueOn ? 'closed' : 'open';
}

/** A form as lists show it. */
export function viewForm({ agency, state, late, dueOn, rows, needs, required, answered, last }: LoadedForm) {
  return { agency, state, late, dueOn, rows: rows.filter(({ own }) => !own).length, additions: rows.filter(({ own }) => own).length, needs: needs.length, required, answered, last };
}

function totalsOf(forms: readonly LoadedForm[]): Totals {
  const lines = forms.map(viewForm);
  const sum = (read: (line: (typeof lines)[number]) => number) => lines.reduce((total, line) => total + read(line), 0);
  const inState = (state: FormState) => lines.filter((line) => line.state === state).length;
  return {
    forms: lines.length, notStarted: inState('not-started'), inProgress: inState('in-progress'), submitted: inState('submitted'), returned: inState('returned'), accepted: inState('accepted'),
    late: lines.filter(({ late }) => late).length, rows: sum(({ rows }) => rows), required: sum(({ required }) => required), answered: sum(({ answered }) => answered), additions: sum(({ additions }) => additions), needs: sum(({ needs }) => needs),
  };
}

/** How many rows gave each answer, of the questions that have codes; rows that are not asked do not count, and those that may still be asked have given none (''). */
function countsOf({ rows }: LoadedForm, definition: Definition): FormLine['counts'] {
  const open = rows.map((row) => ({ answers: row.answers, questions: new Set(openOf(definition, row.answers, row.own).map(({ id }) => id)) }));
  return Object.fromEntries(definition.questions.filter((question) => codesOf(question).length > 0).map((question) => {
    const asked = open.filter((row) => row.questions.has(question.id));
    return [question.id, Object.fromEntries(['', ...codesOf(question)].map((code) => [code, asked.filter((row) => (row.answers[question.id] ?? '') === code).length]))];
  }));
}
