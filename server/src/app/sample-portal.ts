import type { Database } from '#kernel/db.ts';
import { theHouse, type Principal } from '#kernel/policy.ts';
import {
  answerRequest, askForData, chooseInSurvey, commentOnRequest, decideShowcase, listRequests, openSurvey, planFromSurvey, putInTopic, readSurvey, submitShowcase, voteForRequest, type PortalPorts,
} from '#modules/portal/index.ts';
import type { SamplePortal, SampleRequest, SampleSurvey } from '../../../sample/portal.ts';

type Work = Parameters<Database['tx']>[0] extends (tx: infer Tx) => unknown ? Tx : never;

const secretariat: Principal = { ...theHouse, name: 'sample-secretariat' };
/** Somebody of the sample's public: an account that nobody has. */
const somebody = (): Principal => ({ ...theHouse, name: 'sample-citizen', role: 'citizen', roles: ['citizen'], accountId: crypto.randomUUID() });

/** Fills the public side of the sample ministry by the operations of the API; does nothing where somebody asked for data before. */
export async function fillPortal(ports: PortalPorts, sample: SamplePortal, slugs: readonly string[], today: string): Promise<void> {
  const { db } = ports;
  const { total } = await db.tx((tx) => listRequests(tx, secretariat, { limit: 1 }));
  if (total > 0) return;
  await db.tx(async (tx) => { for (const slug of slugs) for (const topic of sample.topics(slug)) await putInTopic(tx, secretariat, topic, slug); });
  for (const survey of sample.surveys) await db.tx((tx) => fillSurvey(tx, survey, today));
  for (const { isApproved, datasets, ...showcase } of sample.showcases) {
    await db.tx(async (tx) => {
      const { id } = await submitShowcase(tx, somebody(), { ...showcase, datasets: [...datasets] });
      if (isApproved) await decideShowcase(tx, secretariat, id, { state: 'approved' });
    });
  }
  // Last, because they say that the rest was done.
  for (const request of sample.requests) await fillRequest(ports, request, today);
}

async function fillRequest(ports: PortalPorts, { answer, votes, comment, ...asking }: SampleRequest, today: string): Promise<void> {
  const { id } = await askForData(ports, somebody(), asking, new Date());
  if (!answer) return;
  await ports.db.tx(async (tx) => {
    await answerRequest(tx, secretariat, id, answer, today);
    for (let voice = 0; voice < votes; voice += 1) await voteForRequest(tx, somebody(), id);
  });
  if (comment) await commentOnRequest(ports, secretariat, id, comment);
}

async function fillSurvey(tx: Work, { options, ...survey }: SampleSurvey, today: string): Promise<void> {
  const id = await openSurvey(tx, secretariat, { ...survey, options: options.map(({ titleTh, titleEn, agencyId }) => ({ titleTh, titleEn, agencyId })) });
  const written = (await readSurvey(tx, secretariat, id, today)).options;
  const idOf = (titleTh: string): number => written.find((option) => option.titleTh === titleTh)?.id ?? 0;
  // People answered while it was open.
  for (const { titleTh, choices } of options) for (let voice = 0; voice < choices; voice += 1) await chooseInSurvey(tx, somebody(), id, [idOf(titleTh)], survey.opensOn);
  const planned = options.flatMap(({ titleTh, plannedOn }) => plannedOn ? [{ optionId: idOf(titleTh), dueOn: plannedOn }] : []);
  if (planned.length > 0) await planFromSurvey(tx, secretariat, id, planned, today);
}
