import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import { route } from '#kernel/route.ts';
import { assignTask } from './operations/assign-task.ts';
import { closeTask, moveTask, reportTask, withdrawTask } from './operations/follow-task.ts';
import { policies } from './policies.ts';
import { getTask, listTasks } from './reads/tasks.ts';
import { idOf, MovedTask, NewTask, Task, TaskList, TaskNote, TaskReport, TasksQuery } from './schemas.ts';

const now = () => systemClock.now();
const { 'read-meetings': read, 'keep-tasks': keep, 'report-task': report } = policies;

export const taskRoutes = [
  route({
    method: 'GET', path: '/tasks', operationId: 'listTasks', summary: 'Tasks of resolutions as of a day, late first', policy: read, querystring: TasksQuery, response: { 200: TaskList },
    handler: ({ db, query }) => db.read((tx) => listTasks(tx, query, now())),
  }),
  route({
    method: 'GET', path: '/tasks/:id', operationId: 'getTask', summary: 'One task with everything said of it', policy: read, params: idOf, response: { 200: Task },
    handler: ({ db, params }) => db.read((tx) => getTask(tx, params.id, now())),
  }),
  route({
    method: 'POST', path: '/meetings/:id/tasks', operationId: 'assignTask', summary: 'Make a task of a resolution', policy: keep, params: idOf, body: NewTask, response: { 201: Type.Object({ id: Type.Integer() }) },
    handler: async ({ db, actor, params, body, reply }) => { reply.status(201); return db.tx((tx) => assignTask(tx, actor, params.id, body, now())); },
  }),
  route({
    method: 'POST', path: '/tasks/:id/reports', operationId: 'reportTask', summary: 'Say how far a task of your agency is', policy: report, params: idOf, body: TaskReport, response: { 200: Task },
    handler: async ({ db, actor, params, body }) => { await db.tx((tx) => reportTask(tx, actor, params.id, body, now())); return db.read((tx) => getTask(tx, params.id, now())); },
  }),
  route({
    method: 'POST', path: '/tasks/:id/close', operationId: 'closeTask', summary: 'Close a task that was done', policy: keep, params: idOf, body: TaskNote, response: { 200: Task },
    handler: async ({ db, actor, params, body }) => { await db.tx((tx) => closeTask(tx, actor, params.id, body.note, now())); return db.read((tx) => getTask(tx, params.id, now())); },
  }),
  route({
    method: 'POST', path: '/tasks/:id/withdraw', operationId: 'withdrawTask', summary: 'Withdraw a task, with the reason', policy: keep, params: idOf, body: TaskNote, response: { 200: Task },
    handler: async ({ db, actor, params, body }) => { await db.tx((tx) => withdrawTask(tx, actor, params.id, body.note, now())); return db.read((tx) => getTask(tx, params.id, now())); },
  }),
  route({
    method: 'PUT', path: '/tasks/:id/deadline', operationId: 'moveTask', summary: 'Give a task another deadline, with the reason', policy: keep, params: idOf, body: MovedTask, response: { 200: Task },
    handler: async ({ db, actor, params, body }) => { await db.tx((tx) => moveTask(tx, actor, params.id, body, now())); return db.read((tx) => getTask(tx, params.id, now())); },
  }),
];
