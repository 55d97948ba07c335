import { Type, type Static } from 'typebox';

const At = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', description: 'Time of day in Bangkok, e.g. 06:00.' });
const Off = Type.Union([Type.Literal('run'), Type.Literal('skip'), Type.Literal('next'), Type.Literal('before')], { description: 'On a day when offices are closed: run all the same, skip, or move to the next or the last working day.' });

/** When a source is fetched, as people write it; always Bangkok time. */
export const ScheduleRule = Type.Union([
  Type.Object({ every: Type.Literal('hour'), minute: Type.Integer({ minimum: 0, maximum: 59 }) }, { additionalProperties: false, description: 'Every hour at this minute.' }),
  Type.Object({ every: Type.Literal('day'), at: At }, { additionalProperties: false, description: 'Every day.' }),
  Type.Object({ every: Type.Literal('working-day'), at: At }, { additionalProperties: false, description: 'Every working day of the official calendar.' }),
  Type.Object({ every: Type.Literal('week'), weekday: Type.Integer({ minimum: 1, maximum: 7, description: '1 is Monday.' }), at: At, off: Off }, { additionalProperties: false, description: 'Once a week.' }),
  Type.Object({ every: Type.Literal('month'), day: Type.Integer({ minimum: 1, maximum: 31, description: 'The last day in months that are shorter.' }), at: At, off: Off }, { additionalProperties: false, description: 'Once a month.' }),
  Type.Object({ every: Type.Literal('cron'), cron: Type.String({ minLength: 9, maxLength: 100, description: 'Five fields: minute, hour, day, month, weekday.' }), off: Off }, { additionalProperties: false, description: 'For those who know cron.' }),
]);
export type ScheduleRule = Static<typeof ScheduleRule>;
export type OffRule = Static<typeof Off>;

/** Bangkok times of day within which a run may start; `from` later than `to` spans midnight. */
export interface StartWindow { from: string; to: string }
