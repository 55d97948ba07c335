import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import type { ModulePart } from '#kernel/module.ts';
import { route } from '#kernel/route.ts';
import { policies } from '../policies.ts';
import { destroySubjectKey } from './destroy-subject-key.ts';
import { listSubjectKeys as selectSubjectKeys } from './subject-keys.sql.gen.ts';

const Keys = Type.Object({ items: Type.Array(Type.Object({ year: Type.Integer(), createdAt: Type.String(), destroyedAt: Type.Union([Type.Null(), Type.String()]), destroyedBy: Type.Union([Type.Null(), Type.String()]), reason: Type.Union([Type.Null(), Type.String()]) })) });

/** Index keys of persons, one a calendar year. */
export const subjectsPart: ModulePart = {
  routes: [
    route({
      method: 'GET', path: '/exchange/subject-keys', operationId: 'listSubjectKeys', summary: 'Of which years there are index keys of persons', policy: policies['read-subject-keys'], response: { 200: Keys },
      handler: async ({ db }) => ({ items: (await db.one((tx) => selectSubjectKeys(tx, {}))).map((row) => ({ year: row.year, createdAt: row.created_at, destroyedAt: row.destroyed_at, destroyedBy: row.destroyed_by, reason: row.reason })) }),
    }),
    route({
      method: 'POST', path: '/exchange/subject-keys/:year/destroy', operationId: 'destroySubjectKey', summary: 'Destroy the index key of a year that is over, with the reason', policy: policies['destroy-subject-key'],
      params: Type.Object({ year: Type.Integer({ minimum: 2000, maximum: 9999 }) }), body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }) }), response: { 204: Type.Null() },
      handler: async ({ db, actor, params, body, reply }) => { await db.tx((tx) => destroySubjectKey(tx, actor, { year: params.year, reason: body.reason }, systemClock.now())); reply.status(204); return null; },
    }),
  ],
};
