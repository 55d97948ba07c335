import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import { nullable } from '#kernel/nullable.ts';
import { route } from '#kernel/route.ts';
import { policies } from '../policies.ts';
import { momentOf } from '../reads/moment.ts';
import { listReminders } from './reminders.sql.gen.ts';

const SHOWN = 20;
const Reminders = Type.Object({
  items: Type.Array(Type.Object({
    onDay: Type.String({ description: 'YYYY-MM-DD' }), audience: Type.Union([Type.Literal('owner'), Type.Literal('head')]), toldAt: Type.String({ format: 'date-time' }),
    settledAt: nullable(Type.String({ format: 'date-time' })), datasets: Type.Integer({ minimum: 0, description: 'Datasets that it told of for the first time, or anew.' }),
  })),
});

export const reminderRoutes = [
  route({
    method: 'GET', path: '/plans/reminders/:agency', operationId: 'listReminders', summary: 'When an agency was reminded of what is due or late, newest first', policy: policies['read-board'],
    params: Type.Object({ agency: Type.String({ maxLength: 31 }) }), querystring: Type.Object({ asOf: Type.Optional(Type.String({ maxLength: 10 })) }), response: { 200: Reminders },
    handler: ({ db, params, query }) => db.read(async (tx) => {
      const rows = await listReminders(tx, { agency_id: params.agency, at: momentOf(query.asOf ?? null, systemClock.now()).at, limit: SHOWN });
      return { items: rows.map((row) => ({ onDay: row.on_day, audience: row.audience as 'owner' | 'head', toldAt: row.told_at, settledAt: row.settled_at, datasets: row.datasets })) };
    }),
  }),
];
