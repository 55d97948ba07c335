import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import { route } from '#kernel/route.ts';
import { callMeeting, changeMeeting } from './operations/call-meeting.ts';
import { changeCommittee, createCommittee } from './operations/keep-committee.ts';
import { setAgenda, setAttendance, writeMinutes } from './operations/say-part.ts';
import { adoptMinutes, cancelMeeting, circulateMinutes, closeMeeting } from './operations/take-steps.ts';
import { paperRoutes } from './papers/routes.ts';
import { policies } from './policies.ts';
import { getMeeting, listMeetings } from './reads/meetings.ts';
import { Adoption, AsOfQuery, ChangedCommittee, ChangedMeeting, idOf, MeetingPage, MeetingsList, NewCommittee, NewMeeting, Numbered, Said, SaidAgenda, SaidAttendance, SaidMinutes, TaskNote } from './schemas.ts';
import { taskRoutes } from './task-routes.ts';

const now = () => systemClock.now();
const { 'read-meetings': read, 'keep-meetings': keep } = policies;
const made = Type.Object({ id: Type.Integer(), version: Type.Integer() });
const done = { 204: Type.Null() };

export const routes = [
  route({
    method: 'GET', path: '/meetings', operationId: 'listMeetings', summary: 'Committees, their meetings, and how many tasks wait', policy: read, response: { 200: MeetingsList },
    handler: ({ db }) => db.read((tx) => listMeetings(tx, now())),
  }),
  route({
    method: 'POST', path: '/committees', operationId: 'createCommittee', summary: 'Set up a committee with its members', policy: keep, body: NewCommittee, response: { 201: made },
    handler: async ({ db, actor, body, reply }) => { reply.status(201); return db.tx((tx) => createCommittee(tx, actor, body, now())); },
  }),
  route({
    method: 'PUT', path: '/committees/:id', operationId: 'changeCommittee', summary: 'Change a committee or its members, with the reason', policy: keep, params: idOf, body: ChangedCommittee, response: { 200: made },
    handler: ({ db, actor, params, body }) => db.tx((tx) => changeCommittee(tx, actor, params.id, body, now())),
  }),
  route({
    method: 'POST', path: '/committees/:id/meetings', operationId: 'callMeeting', summary: 'Call a meeting: it gets the next number of the calendar year', policy: keep, params: idOf, body: NewMeeting, response: { 201: Numbered },
    handler: async ({ db, actor, params, body, reply }) => { reply.status(201); return db.tx((tx) => callMeeting(tx, actor, params.id, body, now())); },
  }),
  route({
    method: 'GET', path: '/meetings/:id', operationId: 'getMeeting', summary: 'A meeting: agenda, attendance, minutes, and what comes by itself as of a day', policy: read, params: idOf, querystring: AsOfQuery, response: { 200: MeetingPage },
    handler: ({ db, params, query }) => db.read((tx) => getMeeting(tx, params.id, query.asOf ?? null, now())),
  }),
  route({
    method: 'PUT', path: '/meetings/:id', operationId: 'changeMeeting', summary: 'Change day, time or place, with the reason', policy: keep, params: idOf, body: ChangedMeeting, response: { 200: Said },
    handler: ({ db, actor, params, body }) => db.tx((tx) => changeMeeting(tx, actor, params.id, body, now())),
  }),
  route({
    method: 'PUT', path: '/meetings/:id/agenda', operationId: 'setAgenda', summary: 'Say the agenda', policy: keep, params: idOf, body: SaidAgenda, response: { 200: Said },
    handler: ({ db, actor, params, body }) => db.tx((tx) => setAgenda(tx, actor, params.id, body, now())),
  }),
  route({
    method: 'PUT', path: '/meetings/:id/attendance', operationId: 'setAttendance', summary: 'Write down who came and who did not', policy: keep, params: idOf, body: SaidAttendance, response: { 200: Said },
    handler: ({ db, actor, params, body }) => db.tx((tx) => setAttendance(tx, actor, params.id, body, now())),
  }),
  route({
    method: 'PUT', path: '/meetings/:id/minutes', operationId: 'writeMinutes', summary: 'Write the minutes and resolutions', policy: keep, params: idOf, body: SaidMinutes, response: { 200: Said },
    handler: ({ db, actor, params, body }) => db.tx((tx) => writeMinutes(tx, actor, params.id, body, now())),
  }),
  route({
    method: 'POST', path: '/meetings/:id/cancel', operationId: 'cancelMeeting', summary: 'Cancel a meeting; its number stays with the reason', policy: keep, params: idOf, body: TaskNote, response: done,
    handler: async ({ db, actor, params, body, reply }) => { await db.tx((tx) => cancelMeeting(tx, actor, params.id, body.note, now())); reply.status(204); return null; },
  }),
  route({
    method: 'POST', path: '/meetings/:id/close', operationId: 'closeMeeting', summary: 'Close a meeting that was held', policy: keep, params: idOf, response: done,
    handler: async ({ db, actor, params, reply }) => { await db.tx((tx) => closeMeeting(tx, actor, params.id, now())); reply.status(204); return null; },
  }),
  route({
    method: 'POST', path: '/meetings/:id/circulate', operationId: 'circulateMinutes', summary: 'Send the minutes round', policy: keep, params: idOf, response: done,
    handler: async ({ db, actor, params, reply }) => { await db.tx((tx) => circulateMinutes(tx, actor, params.id, now())); reply.status(204); return null; },
  }),
  route({
    method: 'POST', path: '/meetings/:id/adopt', operationId: 'adoptMinutes', summary: 'A later meeting adopts the minutes; they change no more', policy: keep, params: idOf, body: Adoption, response: done,
    handler: async ({ db, actor, params, body, reply }) => { await db.tx((tx) => adoptMinutes(tx, actor, params.id, body, now())); reply.status(204); return null; },
  }),
  ...taskRoutes,
  ...paperRoutes,
];
