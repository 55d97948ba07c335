import { Type, type Static, type TSchema } from 'typebox';
import { paperFormats, type PaperFormat } from '#kernel/papers/paper.ts';
import { nullable } from '#kernel/nullable.ts';
import { agencySchema } from '#modules/organisations/index.ts';

const Day = Type.String({ maxLength: 10, description: 'ISO day, C.E.' });
const Clock = Type.String({ maxLength: 5, description: '09:30, Bangkok' });
const Instant = Type.String({ description: 'ISO 8601, UTC' });
const Count = Type.Integer({ minimum: 0 });
/** A version that was seen: 0 when nothing was said yet. A change says it, so that nothing of others is overwritten. */
const Seen = Type.Integer({ minimum: 0 });
const Line = (maxLength = 300) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
const Thai = Type.String({ minLength: 1, maxLength: 300, pattern: '[\\u0e00-\\u0e7f]' });
const Text = Type.String({ maxLength: 10_000 });
const Note = Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' });
/** A list of types: in a union null would be taken for an empty text. */
const textOrNull = (maxLength = 300) => Type.Unsafe<string | null>({ type: ['string', 'null'], maxLength });
const Optional = (maxLength = 300) => Type.Optional(textOrNull(maxLength));
const DayOrNull = textOrNull(10);
const oneOf = <T extends string>(values: readonly T[]) => Type.Unsafe<T>({ type: 'string', enum: [...values] });
const body = <P extends Record<string, TSchema>>(properties: P) => Type.Object(properties, { additionalProperties: false });
export const idOf = Type.Object({ id: Type.Integer({ minimum: 1 }) });

export const duties = ['chair', 'vice-chair', 'member', 'secretary', 'assistant-secretary'] as const;
const member = { name: Line(), position: Type.String({ maxLength: 300 }), agencyId: textOrNull(31), duty: oneOf(duties), from: Day, to: DayOrNull };
export const NewMember = body({ seat: Type.Optional(nullable(Type.Integer({ minimum: 1 }))), ...member });
export type NewMember = Static<typeof NewMember>;
export const Member = Type.Object({ seat: Type.Integer(), ...member });
export type Member = Static<typeof Member>;

const committeeSaid = { nameTh: Thai, nameEn: Line(), beganOn: Day, endedOn: DayOrNull, members: Type.Array(NewMember, { minItems: 1, maxItems: 200 }) };
export const NewCommittee = body(committeeSaid);
export type NewCommittee = Static<typeof NewCommittee>;
export const ChangedCommittee = body({ version: Seen, reason: Note, ...committeeSaid });
export const Committee = Type.Object({
  id: Type.Integer(), version: Type.Integer(), nameTh: Type.String(), nameEn: Type.String(), beganOn: Day, endedOn: nullable(Day), members: Type.Array(Member), changedBy: Type.String(), changedAt: Instant,
});
export type Committee = Static<typeof Committee>;

export const Details = body({ heldOn: Day, beginsAt: Clock, place: Line(500), figuresOn: Day });
export type Details = Static<typeof Details>;
export const NewMeeting = body({ ...Details.properties, figuresOn: Type.Optional(DayOrNull) });
export const ChangedMeeting = body({ version: Seen, reason: Note, ...NewMeeting.properties });

/** The sections of an agenda, in the order of the rule on official correspondence. */
const Section = Type.Integer({ minimum: 1, maximum: 6, description: '1 told by the chair, 2 minutes to adopt, 3 matters arising, 4 for information, 5 for decision, 6 others' });
export const AgendaItem = body({ section: Section, title: Line(1000), text: Text, presenter: Type.String({ maxLength: 300 }), papers: Type.Array(Line(500), { maxItems: 20 }) });
export const Agenda = body({ items: Type.Array(AgendaItem, { maxItems: 100 }) });
export type Agenda = Static<typeof Agenda>;
export const SaidAgenda = body({ version: Seen, reason: Optional(2000), ...Agenda.properties });

const who = { name: Line(), position: Type.String({ maxLength: 300 }) };
export const Attendance = body({
  present: Type.Array(body({ seat: nullable(Type.Integer({ minimum: 1 })), ...who, insteadOf: textOrNull(300) }), { maxItems: 300 }),
  absent: Type.Array(body({ seat: nullable(Type.Integer({ minimum: 1 })), ...who, reason: Line() }), { maxItems: 300 }),
  others: Type.Array(body(who), { maxItems: 300 }),
});
export type Attendance = Static<typeof Attendance>;
export const SaidAttendance = body({ version: Seen, reason: Optional(2000), ...Attendance.properties });

export const resolutionKinds = ['acknowledged', 'approved', 'not-approved', 'assigned'] as const;
export type ResolutionKind = (typeof resolutionKinds)[number];
const Resolution = body({ kind: oneOf(resolutionKinds), text: Text });
export const MinutesItem = body({ section: Section, title: Line(1000), text: Text, resolution: nullable(Resolution) });
export const Minutes = body({ openedAt: Clock, closedAt: Clock, writer: Line(), checker: textOrNull(300), items: Type.Array(MinutesItem, { minItems: 1, maxItems: 200 }) });
export type Minutes = Static<typeof Minutes>;
export const SaidMinutes = body({ version: Seen, reason: Optional(2000), ...Minutes.properties });

export const meetingStates = ['coming', 'held', 'cancelled'] as const;
export const minutesStates = ['none', 'draft', 'circulated', 'adopted'] as const;
const numbered = { id: Type.Integer(), committeeId: Type.Integer(), number: Type.Integer(), year: Type.Integer({ description: 'Calendar year, B.E.' }) };
const committeeName = Type.Object({ id: Type.Integer(), nameTh: Type.String(), nameEn: Type.String() });
export const MeetingCard = Type.Object({
  ...numbered, committee: committeeName, heldOn: Day, beginsAt: Clock, place: Type.String(), figuresOn: Day, state: oneOf(meetingStates), minutes: oneOf(minutesStates), cancelledBecause: nullable(Type.String()), tasks: Count,
});
export type MeetingCard = Static<typeof MeetingCard>;

export const taskStates = ['open', 'due-soon', 'late', 'said-done', 'done', 'withdrawn'] as const;
export type TaskState = (typeof taskStates)[number];
const TaskEvent = Type.Object({ kind: Type.String(), note: nullable(Type.String()), dueOn: nullable(Day), by: Type.String(), at: Instant });
export const Task = Type.Object({
  id: Type.Integer(), meeting: Type.Object(numbered), item: Type.String(), title: Type.String(), agency: agencySchema, person: nullable(Type.String()), state: oneOf(taskStates),
  dueOn: Day, firstDueOn: Day, daysLate: Type.Integer(), assignedOn: Day, doneOn: nullable(Day), byFact: Type.Boolean({ description: 'Done when its datasets are linked: nobody ticks it.' }),
  datasets: Type.Array(Type.Object({ slug: Type.String(), titleTh: Type.String(), titleEn: Type.String(), linked: Type.Boolean() })),
  project: nullable(Type.Object({ plan: Type.String(), id: Type.Integer() })), lastReport: nullable(Type.String()), events: Type.Array(TaskEvent),
});
export type Task = Static<typeof Task>;

const taskCounts = Type.Object({ open: Count, late: Count, saidDone: Count, done: Count });
export const TaskList = Type.Object({
  asOf: Day, recordedAt: Instant, totals: taskCounts, agencies: Type.Array(Type.Object({ agency: agencySchema, ...taskCounts.properties })), items: Type.Array(Task),
});
export type TaskList = Static<typeof TaskList>;
export const MeetingsList = Type.Object({ committees: Type.Array(Committee), meetings: Type.Array(MeetingCard), tasks: taskCounts });
export type MeetingsList = Static<typeof MeetingsList>;

const part = <T extends TSchema>(content: T) => nullable(Type.Object({ version: Type.Integer(), by: Type.String(), at: Instant, content }));
export const printParts = ['pack', 'invitation', 'invitation-memo', 'agenda', 'matters', 'progress', 'decisions', 'slips', 'requests', 'surveys', 'minutes'] as const;
export type PrintPart = (typeof printParts)[number];
export const Printing = Type.Object({ id: Type.Integer(), part: oneOf(printParts), format: oneOf(paperFormats), asOf: Day, figuresSha256: Type.String(), fileSha256: Type.String(), by: Type.String(), at: Instant });
export type Printing = Static<typeof Printing>;
const Decision = Type.Object({ kind: oneOf(['no-plan', 'moved', 'long-overdue', 'said-done'] as const), subjectTh: Type.String(), subjectEn: Type.String(), agency: agencySchema, days: nullable(Type.Integer()), link: Type.String() });
export type Decision = Static<typeof Decision>;
export const MeetingPage = Type.Object({
  ...MeetingCard.properties, committee: Committee, asOf: Day, recordedAt: Instant, details: part(Details), agenda: part(Agenda), attendance: part(Attendance), minutesText: part(Minutes), adoptedAt: nullable(Type.Integer()), corrections: nullable(Type.String()),
  toAdopt: Type.Array(MeetingCard), matters: Type.Array(Task), decisions: Type.Array(Decision), assigned: Type.Array(Task), printings: Type.Array(Printing),
  history: Type.Array(Type.Object({ what: Type.String(), version: nullable(Type.Integer()), note: nullable(Type.String()), by: Type.String(), at: Instant })),
});
export type MeetingPage = Static<typeof MeetingPage>;

export const Deadline = Type.Union([
  body({ unit: oneOf(['working', 'calendar'] as const), count: Type.Integer({ minimum: 1, maximum: 3650 }) }),
  body({ on: Day }),
]);
export type Deadline = Static<typeof Deadline>;
export const NewTask = body({
  item: Type.String({ maxLength: 10, pattern: '^[1-6]\\.\\d{1,3}$', description: 'Place of the resolution in the minutes: 5.1' }), title: Line(1000), agencyId: Type.String({ maxLength: 31 }), personId: Optional(36), deadline: Deadline,
  datasets: Type.Optional(Type.Array(Type.String({ maxLength: 63 }), { maxItems: 100, uniqueItems: true })), project: Type.Optional(nullable(body({ plan: Type.String({ maxLength: 63 }), id: Type.Integer({ minimum: 1 }) }))),
});
export type NewTask = Static<typeof NewTask>;
export const TaskReport = body({ note: Note, done: Type.Boolean() });
export const TaskNote = body({ note: Note });
export const MovedTask = body({ deadline: Deadline, reason: Note });
export const TasksQuery = Type.Object({ asOf: Type.Optional(Day), agency: Type.Optional(Type.String({ maxLength: 31 })), committee: Type.Optional(Type.Integer({ minimum: 1 })), state: Type.Optional(oneOf(taskStates)) });
export type TasksQuery = Static<typeof TasksQuery>;
export const AsOfQuery = Type.Object({ asOf: Type.Optional(Type.String({ maxLength: 10, description: 'ISO day, C.E.' })) });
export const NewPrinting = body({ part: oneOf(printParts), format: Type.Unsafe<PaperFormat>({ type: 'string', enum: [...paperFormats] }), asOf: Type.Optional(DayOrNull) });
export const PrintingParams = Type.Object({ id: Type.Integer({ minimum: 1 }), printing: Type.Integer({ minimum: 1 }) });
export const Adoption = body({ atMeeting: Type.Integer({ minimum: 1 }), corrections: textOrNull(10_000) });
export const Said = Type.Object({ version: Type.Integer() });
export const Numbered = Type.Object({ id: Type.Integer(), number: Type.Integer(), year: Type.Integer() });
