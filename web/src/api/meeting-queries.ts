import { queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Asked, Body } from './shape.ts';

export type MeetingsList = Answer<'listMeetings', 200>;
export type Committee = MeetingsList['committees'][number];
export type MeetingCard = MeetingsList['meetings'][number];
export type Meeting = Answer<'getMeeting', 200>;
export type TaskList = Answer<'listTasks', 200>;
export type Task = TaskList['items'][number];
export type NewCommittee = Body<'createCommittee'>;
export type SaidAgenda = Body<'setAgenda'>;
export type SaidAttendance = Body<'setAttendance'>;
export type SaidMinutes = Body<'writeMinutes'>;
export type NewTask = Body<'assignTask'>;
export type NewPrinting = Body<'printMeetingPaper'>;
export type TaskFilter = NonNullable<Asked<'listTasks'>>;

/** Committees, their meetings, and how many tasks wait. */
export const meetingsQuery = () => queryOptions({ queryKey: ['meetings'], queryFn: ({ signal }) => told(api.GET('/api/v1/meetings', { signal })) });

/** One meeting with what comes by itself. */
export const meetingQuery = (id: number) => queryOptions({ queryKey: ['meetings', id], queryFn: ({ signal }) => told(api.GET('/api/v1/meetings/{id}', { params: { path: { id } }, signal })) });

/** Tasks of resolutions, late first. */
export const tasksQuery = (filter: TaskFilter) => queryOptions({ queryKey: ['meetings', 'tasks', filter], queryFn: ({ signal }) => told(api.GET('/api/v1/tasks', { params: { query: filter }, signal })) });
