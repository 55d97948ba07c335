import type { Static } from 'typebox';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Principal } from '#kernel/policy.ts';
import { assertAgencyExists } from '#modules/catalog/index.ts';
import { problem } from '../errors.ts';
import { plainText } from '../writing.ts';
import type { NewSurvey, surveyPageSchema, surveySchema } from './schemas.ts';
import {
  dropChoices, insertChoices, insertItem, insertOptions, insertSurvey, listOptions, listSurveys as listSurveyRows, notePlanned, planRequest, type ListSurveysRow,
} from './survey.sql.gen.ts';

type Survey = Static<typeof surveySchema>;

/** Open, over, or planned: said by the days and the plan, set by nobody. */
const stateOf = (row: ListSurveysRow, today: string): Survey['state'] => row.planned_at ? 'planned' : row.closed_at ? 'closed' : today < row.opens_on ? 'coming' : today <= row.closes_on ? 'open' : 'closed';

const surveyOf = (row: ListSurveysRow, today: string): Survey => ({
  id: row.id, titleTh: row.title_th, titleEn: row.title_en, introTh: row.intro_th, introEn: row.intro_en, opensOn: row.opens_on, closesOn: row.closes_on,
  mostChoices: row.most_choices, state: stateOf(row, today), people: row.people,
});

export async function listSurveys(tx: Tx, today: string): Promise<{ items: Survey[] }> {
  return { items: (await listSurveyRows(tx, { id: null })).map((row) => surveyOf(row, today)) };
}

/** A survey with what may be chosen; while it is open nobody reads the counts, so that nobody follows the crowd. */
export async function readSurvey(tx: Tx, who: Principal, id: number, today: string): Promise<Static<typeof surveyPageSchema>> {
  const survey = await selectSurvey(tx, id, today);
  const isOver = survey.state === 'closed' || survey.state === 'planned';
  const options = await listOptions(tx, { survey_id: id, account_id: who.accountId, by_votes: isOver });
  return { ...survey, options: options.map((row) => ({
    id: row.id, titleTh: row.title_th, titleEn: row.title_en, agencyId: row.agency_id, agencyTh: row.agency_th, agencyEn: row.agency_en, requestId: row.request_id,
    votes: isOver ? row.votes : null, chosen: row.chosen, planned: row.planned,
  })) };
}

/** @throws `portal.survey-not-found`. */
export async function selectSurvey(tx: Tx, id: number, today: string): Promise<Survey> {
  const [row] = await listSurveyRows(tx, { id });
  if (!row) throw problem('survey-not-found', { id });
  return surveyOf(row, today);
}

/** @throws `catalog.agency-unknown`, `portal.survey-days`. */
export async function openSurvey(tx: Tx, who: Principal, survey: NewSurvey): Promise<number> {
  if (survey.closesOn < survey.opensOn) throw problem('survey-days');
  for (const agencyId of new Set(survey.options.map((option) => option.agencyId))) await assertAgencyExists(tx, agencyId);
  const { id } = await insertSurvey(tx, wordsOf(survey));
  await writeOptions(tx, id, survey.options);
  await audit(tx, who, 'portal.survey-opened', `survey:${id}`, { options: survey.options.length });
  return id;
}

/** What a survey says, as its row has it. */
export const wordsOf = (survey: NewSurvey) => ({
  title_th: plainText(survey.titleTh), title_en: plainText(survey.titleEn), intro_th: plainText(survey.introTh ?? ''), intro_en: plainText(survey.introEn ?? ''),
  opens_on: survey.opensOn, closes_on: survey.closesOn, most_choices: survey.mostChoices ?? 5,
});

/** What may be chosen, in the order given. */
export const writeOptions = (tx: Tx, id: number, options: NewSurvey['options']): Promise<void> => insertOptions(tx, {
  survey_id: id, titles_th: options.map((each) => plainText(each.titleTh)), titles_en: options.map((each) => plainText(each.titleEn)),
  agencies: options.map((each) => each.agencyId), requests: options.map((each) => each.requestId ?? null) as string[],
});

/** What one person wishes for; sent again it takes the place of what was sent before. @throws `portal.survey-closed`, `portal.too-many-choices`. */
export async function chooseInSurvey(tx: Tx, who: Principal, id: number, options: number[], today: string): Promise<void> {
  const survey = await selectSurvey(tx, id, today);
  if (survey.state !== 'open') throw problem('survey-closed', { opensOn: survey.opensOn, closesOn: survey.closesOn });
  if (options.length > survey.mostChoices) throw problem('too-many-choices', { most: survey.mostChoices });
  await dropChoices(tx, { survey_id: id, account_id: who.accountId });
  await insertChoices(tx, { survey_id: id, account_id: who.accountId, options });
}

/**
 * Makes items of the publication plan from what a survey asked: agency, day, and the votes as they stood. Requests behind the options are planned with them.
 *
 * @throws `portal.survey-closed` while people may still answer, `portal.already-planned`, `portal.day-missing`.
 */
export async function planFromSurvey(tx: Tx, who: Principal, id: number, items: { optionId: number; dueOn: string; agencyId?: string | undefined }[], today: string): Promise<void> {
  const survey = await selectSurvey(tx, id, today);
  if (survey.state === 'open' || survey.state === 'coming') throw problem('survey-closed', { opensOn: survey.opensOn, closesOn: survey.closesOn });
  for (const { optionId, dueOn, agencyId } of items) {
    if (dueOn < today) throw problem('day-missing');
    if (agencyId !== undefined) await assertAgencyExists(tx, agencyId);
    const item = await insertItem(tx, { survey_id: id, option_id: optionId, due_on: dueOn, agency_id: agencyId ?? null });
    if (!item) throw problem('already-planned', { optionId });
    if (item.request_id) await planRequest(tx, { request_id: item.request_id, due_on: dueOn });
  }
  await notePlanned(tx, { id });
  await audit(tx, who, 'portal.publication-planned', `survey:${id}`, { items: items.length });
  await announce(tx, 'portal.publication-planned', { surveyId: id, items: items.length });
}
