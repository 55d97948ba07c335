import { defineModule } from '#kernel/module.ts';
import { remindTasksJob } from './jobs/remind-tasks.ts';
import { routes } from './routes.ts';

export { meetingsHoldings } from './agencies/holdings.ts';
export { assignTask } from './operations/assign-task.ts';
export { callMeeting } from './operations/call-meeting.ts';
export { closeTask, reportTask } from './operations/follow-task.ts';
export { createCommittee } from './operations/keep-committee.ts';
export { setAgenda, setAttendance, writeMinutes } from './operations/say-part.ts';
export { adoptMinutes, circulateMinutes, closeMeeting } from './operations/take-steps.ts';
export { listMeetings } from './reads/meetings.ts';

/** Committees, their meetings and minutes, and what was assigned there until it is done. */
export const meetings = defineModule({
  name: 'meetings', uses: ['calendar', 'organisations', 'notices', 'catalog', 'plans', 'requests', 'projects', 'readiness'], migrations: new URL('./migrations/', import.meta.url), routes, jobs: [remindTasksJob],
});
