import { systemClock } from '#kernel/clock.ts';
import { route } from '#kernel/route.ts';
import { confirmDayOff, declareDayOff, withdrawDayOff } from './operations/days.ts';
import { policies } from './policies.ts';
import { readCalendarYear, reckonWorkingDays } from './reads/days.ts';
import { listCalendarChanges, readCalendarChange, readDeadline } from './reads/changes.ts';
import { CalendarChanges, CalendarYear, ChangesQuery, ConfirmBody, DeadlineAnswer, DeadlineQuery, MovedDeadlines, MovedQuery, DayOff, DayParams, DeclareBody, WithdrawBody, WorkingDays, WorkingDaysQuery, YearQuery } from './schemas.ts';

export const routes = [
  route({
    method: 'GET', path: '/calendar/days', operationId: 'listDaysOff', summary: 'The official calendar of a year: days off, and how many days are worked', policy: policies['read-days'],
    querystring: YearQuery, response: { 200: CalendarYear },
    handler: ({ db, query }) => db.read((tx) => readCalendarYear(tx, query, systemClock.now())),
  }),
  route({
    method: 'GET', path: '/calendar/working-days', operationId: 'getWorkingDay', summary: 'The day that lies so many working days from another', policy: policies['read-days'],
    querystring: WorkingDaysQuery, response: { 200: WorkingDays },
    handler: ({ db, query }) => db.read((tx) => reckonWorkingDays(tx, query.from, query.days)),
  }),
  route({
    method: 'GET', path: '/calendar/changes', operationId: 'listCalendarChanges', summary: 'Changes of the calendar that moved deadlines, newest first', policy: policies['read-moves'],
    querystring: ChangesQuery, response: { 200: CalendarChanges },
    handler: ({ db, query }) => db.read((tx) => listCalendarChanges(tx, query.cursor)),
  }),
  route({
    method: 'GET', path: '/calendar/changes/:id', operationId: 'getCalendarChange', summary: 'The deadlines that one change of the calendar moved', policy: policies['read-moves'],
    params: DayParams, querystring: MovedQuery, response: { 200: MovedDeadlines },
    handler: ({ db, who, params, query }) => db.read((tx) => readCalendarChange(tx, who, params.id, query)),
  }),
  route({
    method: 'GET', path: '/calendar/deadline', operationId: 'getDeadline', summary: 'A deadline of a room with why it stands where it does', policy: policies['read-moves'],
    querystring: DeadlineQuery, response: { 200: DeadlineAnswer },
    handler: ({ db, who, query }) => db.read((tx) => readDeadline(tx, who, query.room, query.reference)),
  }),
  route({
    method: 'POST', path: '/calendar/days', operationId: 'declareDayOff', summary: 'Declare a day off', policy: policies['manage-days'],
    body: DeclareBody, response: { 201: DayOff },
    handler: async ({ db, actor, body, reply }) => { reply.status(201); return db.tx((tx) => declareDayOff(tx, actor, body)); },
  }),
  route({
    method: 'POST', path: '/calendar/days/:id/confirm', operationId: 'confirmDayOff', summary: 'Confirm a provisional day off, with where it is written', policy: policies['manage-days'],
    params: DayParams, body: ConfirmBody, response: { 200: DayOff },
    handler: ({ db, actor, params, body }) => db.tx((tx) => confirmDayOff(tx, actor, params.id, body)),
  }),
  route({
    method: 'POST', path: '/calendar/days/:id/withdraw', operationId: 'withdrawDayOff', summary: 'Withdraw a day off, with the reason', policy: policies['manage-days'],
    params: DayParams, body: WithdrawBody, response: { 200: DayOff },
    handler: ({ db, actor, params, body }) => db.tx((tx) => withdrawDayOff(tx, actor, params.id, body)),
  }),
];
