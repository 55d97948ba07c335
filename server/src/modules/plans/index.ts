import { defineModule } from '#kernel/module.ts';
import { consumers } from './consumers.ts';
import { followCalendarJob } from './calendar/follow-calendar.ts';
import { closeDaysJob } from './jobs/close-days.ts';
import { followReleasesJob } from './jobs/follow-releases.ts';
import { remindJob } from './jobs/remind.ts';
import { wantPartitionsJob } from './jobs/want-partitions.ts';
import { routes } from './routes.ts';

export { addDataset } from './operations/add-dataset.ts';
export { setDueDate } from './operations/set-due-date.ts';
export { recordPromise, recordReleaseChange, recordRunFinished, recordSource } from './operations/record-facts.ts';
export { closeDays, rebuildDays } from './jobs/close-days.ts';
export { closeDay } from './jobs/close-days.sql.gen.ts';
export { readBoard } from './reads/board.ts';
export { progressReport } from './papers/progress-report.ts';
export { readItemFacts, type ItemFacts } from './reads/item-facts.ts';
export { momentOf, type Moment } from './reads/moment.ts';
export { recordSurveyed } from './milestones/read-milestones.ts';
export { remind } from './reminders/remind.ts';
export { listDatasets, readDatasetCard, readDatasetPage } from './reads/datasets.ts';
export { boardSchema, stateSchema, type Board, type DatasetCard, type DatasetState } from './schemas.ts';

/** How far we are: due dates, freshness promises, and the board as of any day. */
export const plans = defineModule({
  name: 'plans', uses: ['calendar', 'organisations', 'notices', 'catalog', 'lake'], migrations: new URL('./migrations/', import.meta.url),
  routes, consumers, jobs: [closeDaysJob, followReleasesJob, wantPartitionsJob, followCalendarJob, remindJob],
});
