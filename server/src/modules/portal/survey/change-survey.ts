import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { assertAgencyExists } from '#modules/catalog/index.ts';
import { problem } from '../errors.ts';
import type { NewSurvey } from './schemas.ts';
import { changeSurvey as changeRow, dropOptions, listOptions, setSurveyDays } from './survey.sql.gen.ts';
import { selectSurvey, wordsOf, writeOptions } from './survey.ts';

/**
 * Words and days of a survey that is no plan yet. What may be chosen changes only while nobody has answered.
 *
 * @throws `portal.survey-not-found`, `portal.survey-planned`, `portal.survey-answered`, `portal.survey-days`, `catalog.agency-unknown`.
 */
export async function changeSurvey(tx: Tx, who: Principal, id: number, survey: NewSurvey, today: string): Promise<void> {
  const held = await selectOpenToChange(tx, id, today);
  if (survey.closesOn < survey.opensOn) throw problem('survey-days');
  await changeRow(tx, { id, ...wordsOf(survey) });
  const options = await listOptions(tx, { survey_id: id, account_id: null, by_votes: false });
  const isSame = options.length === survey.options.length && options.every((option, at) => {
    const given = survey.options[at];
    return given?.titleTh === option.title_th && given.titleEn === option.title_en && given.agencyId === option.agency_id && (given.requestId ?? null) === option.request_id;
  });
  if (!isSame) {
    if (held.people > 0) throw problem('survey-answered', { people: held.people });
    for (const agencyId of new Set(survey.options.map((option) => option.agencyId))) await assertAgencyExists(tx, agencyId);
    await dropOptions(tx, { survey_id: id });
    await writeOptions(tx, id, survey.options);
  }
  await audit(tx, who, 'portal.survey-changed', `survey:${id}`, { options: survey.options.length });
}

/** Takes answers from today on, also of a survey that was closed; `closesOn` gives it another last day. @throws `portal.survey-days` when that has passed. */
export async function startSurvey(tx: Tx, who: Principal, id: number, closesOn: string | null, today: string): Promise<void> {
  const held = await selectOpenToChange(tx, id, today);
  if ((closesOn ?? held.closesOn) < today) throw problem('survey-days');
  await setSurveyDays(tx, { id, opens_on: today, closes_on: closesOn, is_closed: false });
  await audit(tx, who, 'portal.survey-started', `survey:${id}`);
}

/** Takes no more answers from now on; its result is told. */
export async function closeSurvey(tx: Tx, who: Principal, id: number, today: string): Promise<void> {
  const held = await selectOpenToChange(tx, id, today);
  await setSurveyDays(tx, { id, opens_on: held.opensOn, closes_on: null, is_closed: true });
  await audit(tx, who, 'portal.survey-closed', `survey:${id}`, { people: held.people });
}

async function selectOpenToChange(tx: Tx, id: number, today: string) {
  const survey = await selectSurvey(tx, id, today);
  if (survey.state === 'planned') throw problem('survey-planned', { id });
  return survey;
}
