import { defineModule } from '#kernel/module.ts';
import { requestJobs } from './jobs/remind.ts';
import { requestRoutes } from './routes.ts';

export { requestsHoldings } from './agencies/holdings.ts';
export { answerLinkageRequest } from './operations/answer.ts';
export { withdrawLinkageRequest } from './operations/converse.ts';
export { createRequestDraft } from './operations/draft.ts';
export { askBackLinkageRequest, sendLinkageRequest } from './operations/send.ts';
export { listRequests } from './reads/list-requests.ts';
export { readMatrix } from './reads/matrix.ts';
export { readWaits } from './reads/waits.ts';
export { getLinkageRequest } from './reads/request-page.ts';
export { getRequestableDataset } from './reads/words.ts';
export { seesAll, type Sees } from './reads/sees.ts';
export { requestStates, type Answer, type Matrix, type NewRequest, type RequestLine, type RequestList, type RequestState } from './schemas.ts';

/** Linkage requests: who needs which data of whom, for what, and what was answered. */
export const requests = defineModule({
  name: 'requests', uses: ['calendar', 'organisations', 'notices', 'lake', 'catalog', 'linkage', 'plans'], migrations: new URL('./migrations/', import.meta.url), routes: requestRoutes, jobs: requestJobs,
});
