import type { Tx } from '#kernel/db.ts';
import { listAgencies, type Agency } from '#modules/organisations/index.ts';
import { askedOf, completenessOf, type Answers, type Definition } from '../definition/definition.ts';
import { readinessProblem } from '../errors.ts';
import type { FormState, Known, Need, Row } from '../schemas.ts';
import { findDefinition, listAdoptionsAt, listCampaignsAt, listEventsAt, listFormsAt, listNeedsAt, listRowsAt, type ListAdoptionsAtRow, type ListCampaignsAtRow, type ListEventsAtRow, type ListFormsAtRow, type ListRowsAtRow } from './campaign.sql.gen.ts';

/** A form with everything in it as of a moment. */
export interface LoadedForm {
  readonly id: number; readonly campaignId: number; readonly agency: Agency; readonly dueOn: string; readonly state: FormState; readonly late: boolean;
  readonly rows: readonly Row[]; readonly needs: readonly Need[]; readonly events: readonly ListEventsAtRow[]; readonly required: number; readonly answered: number;
  readonly last: { by: string; at: string } | null;
}

export interface Moment { readonly at: string; readonly day: string }

/** @throws `readiness.campaign-not-found` when there was none by that moment. */
export async function selectCampaign(tx: Tx, id: number, at: string): Promise<ListCampaignsAtRow> {
  const [campaign] = await listCampaignsAt(tx, { at, id });
  if (!campaign) throw readinessProblem('campaign-not-found', { id });
  return campaign;
}

/** The questions a campaign asks, as they were when it was set up. */
export async function definitionOf(tx: Tx, hash: string): Promise<Definition> {
  const found = await findDefinition(tx, { hash });
  if (!found) throw readinessProblem('campaign-not-found', { definition: hash });
  return found.body as Definition;
}

/**
 * Forms of campaigns with rows, needs and what became of them, as of a moment.
 *
 * @param agencyIds only theirs; null for every one.
 */
export async function loadForms(tx: Tx, campaigns: readonly ListCampaignsAtRow[], agencyIds: readonly string[] | null, moment: Moment): Promise<LoadedForm[]> {
  const { at } = moment;
  const forms = await listFormsAt(tx, { campaign_ids: campaigns.map(({ id }) => id), agency_ids: agencyIds && [...agencyIds], at });
  const formIds = forms.map(({ id }) => id);
  if (formIds.length === 0) return [];
  const definitions = new Map<string, Definition>();
  for (const { definition_hash: hash } of campaigns) if (!definitions.has(hash)) definitions.set(hash, await definitionOf(tx, hash));
  const agencies = new Map((await listAgencies(tx)).map((agency) => [agency.id, agency]));
  const adoptions = new Map((await listAdoptionsAt(tx, { form_ids: formIds, at })).map((each) => [each.row_id, each]));
  const rows = Map.groupBy((await listRowsAt(tx, { form_ids: formIds, at })).filter(({ withdrawn }) => !withdrawn), ({ form_id }) => form_id);
  const needs = Map.groupBy(await listNeedsAt(tx, { form_ids: formIds, at }), ({ form_id }) => form_id);
  const events = Map.groupBy(await listEventsAt(tx, { form_ids: formIds, at }), ({ form_id }) => form_id);
  return forms.flatMap((form) => {
    const agency = agencies.get(form.agency_id);
    const campaign = campaigns.find(({ id }) => id === form.campaign_id);
    if (!agency || !campaign) return [];
    const definition = definitions.get(campaign.definition_hash) as Definition;
    const own = (rows.get(form.id) ?? []).map((row) => viewRow(row, definition, adoptions.get(row.id)));
    const needed = (needs.get(form.id) ?? []).map((need): Need => ({
      id: need.id, version: need.version, agency: agencies.get(need.agency_id) ?? null, agencyId: need.agency_id, slug: need.slug, words: need.words, purpose: need.purpose, by: need.actor, at: need.recorded_at, requestId: need.request_id,
    }));
    return [assemble(form, agency, { rows: own, needs: needed, events: events.get(form.id) ?? [] }, definition, moment)];
  });
}

function assemble(form: ListFormsAtRow, agency: Agency, parts: Pick<LoadedForm, 'rows' | 'needs' | 'events'>, definition: Definition, { day }: Moment): LoadedForm {
  const required = parts.rows.reduce((sum, row) => sum + completenessOf(definition, row.answers, row.own).required.length, 0);
  const missing = parts.rows.reduce((sum, row) => sum + row.missing.length, 0);
  const touched = [...parts.rows.flatMap(({ by, at }) => (by !== null && at !== null ? [{ by, at }] : [])), ...parts.needs.map(({ by, at }) => ({ by, at }))];
  const state = stateOf(parts.events, touched.length > 0);
  return {
    id: form.id, campaignId: form.campaign_id, agency, dueOn: form.due_on, state, late: form.due_on < day && !isIn(state), ...parts, required, answered: required - missing,
    last: touched.reduce<{ by: string; at: string } | null>((newest, each) => (newest === null || each.at > newest.at ? each : newest), null),
  };
}

/** Whether the answers are with the secretariat. */
export const isIn = (state: FormState): boolean => state === 'submitted' || state === 'accepted';

function stateOf(events: readonly ListEventsAtRow[], isTouched: boolean): FormState {
  const last = events.at(-1)?.what;
  if (last === 'submitted' || last === 'accepted' || last === 'returned') return last;
  return isTouched || last === 'reopened' ? 'in-progress' : 'not-started';
}

function viewRow(row: ListRowsAtRow, definition: Definition, adoption: ListAdoptionsAtRow | undefined): Row {
  const own = row.dataset_id === null;
  const answers = row.answers as Answers;
  return {
    id: row.id, slug: row.slug, titleTh: row.title_th ?? answers['title'] ?? '', titleEn: row.title_en ?? answers['title'] ?? '', own, version: row.version, answers: { ...answers }, known: row.known as Record<string, Known>,
    asked: askedOf(definition, answers, own).map(({ id }) => id), missing: completenessOf(definition, answers, own).missing, by: row.actor, at: row.recorded_at,
    adopted: adoption ? { dueOn: adoption.due_on, by: adoption.actor, at: adoption.recorded_at } : null,
  };
}
