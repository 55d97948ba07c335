import { Type, type Static } from 'typebox';

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const Instant = Type.String({ description: 'ISO 8601, UTC' });
const Day = Type.String({ maxLength: 10, description: 'ISO day, C.E.' });
const Source = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S', description: 'Gazette, cabinet resolution or announcement: number and date.' });

export const DayOff = Type.Object({
  id: Type.Integer(), day: Day, kind: Type.Union([Type.Literal('fixed'), Type.Literal('lunar'), Type.Literal('substitution'), Type.Literal('declared')]),
  nameTh: Type.String(), nameEn: Type.String(), source: Type.String(), state: Type.Union([Type.Literal('confirmed'), Type.Literal('provisional'), Type.Literal('withdrawn')]),
  declaredBy: Type.String(), declaredAt: Instant, confirmedBy: Nullable(Type.String()), confirmedAt: Nullable(Instant),
  withdrawn: Nullable(Type.Object({ by: Type.String(), at: Instant, reason: Type.String() })),
});
export type DayOff = Static<typeof DayOff>;
export const CalendarYear = Type.Object({
  yearBe: Type.Integer(), by: Type.String(), from: Day, to: Day, workingDays: Type.Integer(), daysOff: Type.Integer({ description: 'Days on which offices are closed beside Saturdays and Sundays.' }),
  provisional: Type.Integer(), items: Type.Array(DayOff),
});
export const YearQuery = Type.Object({
  year: Type.Optional(Type.Integer({ minimum: 2500, maximum: 2700, description: 'Buddhist era; the present one when left out.' })),
  by: Type.Optional(Type.Union([Type.Literal('calendar'), Type.Literal('fiscal')], { description: 'Calendar year, or fiscal year (1 October to 30 September).' })),
});
export const DeclareBody = Type.Object({
  day: Day, nameTh: Type.String({ minLength: 1, maxLength: 200, pattern: '[\\u0e00-\\u0e7f]' }), nameEn: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }), source: Source,
}, { additionalProperties: false });
export const ConfirmBody = Type.Object({ source: Source }, { additionalProperties: false });
export const WithdrawBody = Type.Object({ reason: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }) }, { additionalProperties: false });
export const DayParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
export const WorkingDaysQuery = Type.Object({ from: Day, days: Type.Integer({ minimum: -400, maximum: 400, description: 'Working days to go on; the first day does not count.' }) });
export const WorkingDays = Type.Object({ from: Day, days: Type.Integer(), to: Day, provisional: Type.Array(Day, { description: 'Days off on the way that nobody has confirmed yet.' }) });

const Both = Type.Object({ th: Type.String(), en: Type.String() });
const RoomCount = Type.Object({ room: Type.String(), count: Type.Integer() });
/** A day that became a day off, or the other way round, and how many open deadlines that moved. */
export const CalendarChange = Type.Object({
  id: Type.Integer(), day: Day, closes: Type.Boolean({ description: 'Whether offices close on the day, or open after all.' }), at: Instant, dayOffId: Type.Integer(), nameTh: Type.String(), nameEn: Type.String(), source: Type.String(),
  by: Type.String(), reason: Nullable(Type.String()), moved: Type.Integer(), rooms: Type.Array(RoomCount),
});
export type CalendarChange = Static<typeof CalendarChange>;
export const CalendarChanges = Type.Object({ items: Type.Array(CalendarChange), nextCursor: Nullable(Type.String()) });
export const ChangesQuery = Type.Object({ cursor: Type.Optional(Type.String({ pattern: '^\\d{1,18}$' })) });
export const MovedDeadlines = Type.Object({
  change: CalendarChange, rooms: Type.Array(RoomCount, { description: 'Of the agencies that whoever asks sees.' }),
  items: Type.Array(Type.Object({
    id: Type.Integer(), room: Type.String(), reference: Type.String(), wasOn: Day, movedTo: Day, firstDueOn: Day, endedAt: Nullable(Instant), agencyId: Nullable(Type.String()),
    what: Nullable(Both), link: Nullable(Type.String()), because: Both,
  })),
  nextCursor: Nullable(Type.String()),
});
export type MovedDeadlines = Static<typeof MovedDeadlines>;
export const MovedQuery = Type.Object({
  room: Type.Optional(Type.String({ maxLength: 40 })), agency: Type.Optional(Type.String({ maxLength: 31 })), cursor: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}\\.\\d{1,18}$' })),
});
export const DeadlineQuery = Type.Object({ room: Type.String({ maxLength: 40 }), reference: Type.String({ maxLength: 200 }) });
export const DeadlineAnswer = Type.Object({
  from: Day, count: Type.Integer(), unit: Type.Union([Type.Literal('working'), Type.Literal('calendar')]), firstDueOn: Day, dueOn: Day, because: Both, endedAt: Nullable(Instant), agencyId: Nullable(Type.String()), link: Nullable(Type.String()),
  moves: Type.Array(Type.Object({ wasOn: Day, movedTo: Day, change: Nullable(Type.Object({ day: Day, closes: Type.Boolean(), nameTh: Type.String(), nameEn: Type.String(), source: Type.String(), at: Instant })) })),
});
