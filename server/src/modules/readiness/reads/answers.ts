import type { Static } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { momentOf, readItemFacts } from '#modules/plans/index.ts';
import { openOf } from '../definition/definition.ts';
import { readinessProblem } from '../errors.ts';
import type { AnswerList, AnswersQuery, DateList } from '../schemas.ts';
import { definitionOf, isIn, loadForms, selectCampaign } from './load-survey.ts';
import { agenciesOf } from './reach.ts';

const MOST_SHOWN = 2000;

/** The rows behind a figure: who gave which answer to a question, as of a day. @throws `readiness.unknown-choice` for a question that is not asked. */
export async function listReadinessAnswers(tx: Tx, who: Pick<Principal, 'agencies'>, id: number, asked: Static<typeof AnswersQuery>, now: Date): Promise<Static<typeof AnswerList>> {
  const moment = momentOf(asked.asOf ?? null, now);
  const campaign = await selectCampaign(tx, id, moment.at);
  const definition = await definitionOf(tx, campaign.definition_hash);
  if (!definition.questions.some((question) => question.id === asked.question)) throw readinessProblem('unknown-choice', { errors: [{ pointer: '/question', th: `ไม่มีคำถาม ${asked.question}`, en: `${asked.question} is not asked` }] });
  const forms = (await loadForms(tx, [campaign], await agenciesOf(tx, who), moment)).filter(({ agency }) => asked.agency === undefined || agency.id === asked.agency);
  const items = forms.flatMap(({ agency, state, rows }) => rows.filter((row) => openOf(definition, row.answers, row.own).some(({ id: each }) => each === asked.question)).flatMap((row) => {
    const value = row.answers[asked.question] ?? '';
    return asked.value === undefined || asked.value === value ? [{ rowId: row.id, agency, slug: row.slug, titleTh: row.titleTh, titleEn: row.titleEn, own: row.own, value, state }] : [];
  }));
  return { asOf: moment.day, recordedAt: moment.at, total: items.length, items: items.slice(0, MOST_SHOWN) };
}

/** The question whose day can become a due date of the plan. */
export const DATE_QUESTION = 'linkable-on';

/** Days that agencies named and that differ from the plan; of forms that are in. */
export async function listReadinessDates(tx: Tx, id: number, now: Date): Promise<DateList> {
  const moment = momentOf(null, now);
  const campaign = await selectCampaign(tx, id, moment.at);
  const facts = new Map((await readItemFacts(tx, moment.at)).map((fact) => [fact.slug, fact]));
  const forms = (await loadForms(tx, [campaign], null, moment)).filter(({ state }) => isIn(state));
  return {
    items: forms.flatMap(({ agency, state, rows }) => rows.flatMap((row) => {
      const fact = row.slug === null ? undefined : facts.get(row.slug);
      const answeredOn = row.asked.includes(DATE_QUESTION) ? row.answers[DATE_QUESTION] ?? '' : '';
      if (!fact || fact.agencyId !== agency.id || answeredOn === '' || fact.dueOn === answeredOn) return [];
      return [{ rowId: row.id, agency, slug: fact.slug, titleTh: fact.titleTh, titleEn: fact.titleEn, answeredOn, planOn: fact.dueOn, state, stateLinked: fact.linked }];
    })),
  };
}
