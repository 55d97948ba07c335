import { defineModule, type Module } from '#kernel/module.ts';
import type { PortalPorts } from './ports.ts';
import { portalParts } from './routes.ts';

export { portalHoldings } from './agencies/part.ts';
export { answerRequest } from './demand/answer-request.ts';
export { askForData, commentOnRequest } from './demand/ask-for-data.ts';
export { listRequests } from './demand/read-requests.ts';
export { voteForRequest } from './demand/vote.ts';
export { decideShowcase, submitShowcase } from './showcases/showcases.ts';
export { chooseInSurvey, openSurvey, planFromSurvey, readSurvey } from './survey/survey.ts';
export { putInTopic } from './topics/topics.ts';
export { readPageHead, withHead, type PageHead } from './publishing/page-head.ts';
export type { PortalPorts } from './ports.ts';
export { openUsageCounter, type Answered, type UsageCounter } from './usage/counter.ts';

/** The public side of the catalogue: what people ask for, wish for, make and use. */
export function portal(ports: PortalPorts): Module {
  return defineModule({ name: 'portal', uses: ['calendar', 'organisations', 'lake', 'catalog'], migrations: new URL('./migrations/', import.meta.url), ...portalParts(ports) });
}
