import { Type, type Static, type TSchema } from 'typebox';
import { nullable } from '#kernel/nullable.ts';
import { agencySchema } from '#modules/organisations/index.ts';

const Day = Type.String({ maxLength: 10, description: 'ISO day, C.E.' });
const Instant = Type.String({ description: 'ISO 8601, UTC' });
const Count = Type.Integer({ minimum: 0 });
const text = (maxLength: number) => Type.String({ maxLength });
const said = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
const body = <P extends Record<string, TSchema>>(properties: P) => Type.Object(properties, { additionalProperties: false });
const titles = { titleTh: Type.String(), titleEn: Type.String() };

/** Where a request stands: read from what was done, from days and from releases, never set. */
export const requestStates = ['draft', 'sent', 'overdue', 'asked-back', 'accepted', 'partly-accepted', 'fulfilled', 'refused', 'withdrawn'] as const;
export type RequestState = (typeof requestStates)[number];
export const StateWord = Type.Unsafe<RequestState>({ type: 'string', enum: [...requestStates] });

/** One thing done to a request. */
export const eventWords = ['drafted', 'changed', 'sent', 'asked-back', 'replied', 'noted', 'answer-prepared', 'accepted', 'partly-accepted', 'refused', 'withdrawn'] as const;
export type EventWord = (typeof eventWords)[number];

export const RequestColumn = Type.Object({ name: Type.String(), ...titles, personal: nullable(Type.Union([Type.Literal('direct'), Type.Literal('indirect'), Type.Literal('sensitive')])) });
export type RequestColumn = Static<typeof RequestColumn>;

const Term = Type.Object({ code: Type.String(), th: Type.String(), en: Type.String() });
const LegalBasis = Type.Object({ ...Term.properties, personal: Type.Boolean({ description: 'Allows personal data (PDPA section 24).' }), sensitive: Type.Boolean({ description: 'Allows sensitive personal data (PDPA section 26).' }), needsSection: Type.Boolean() });
export type LegalBasis = Static<typeof LegalBasis>;
export const RequestWords = Type.Object({
  answerWithinWorkingDays: Type.Integer(), leastPurpose: Type.Integer(), legalBases: Type.Array(LegalBasis), frequencies: Type.Array(Term),
  mayAskFor: Type.Array(agencySchema, { description: 'Agencies for which whoever asks may draft a request.' }),
});

export const RequestableDataset = Type.Object({ slug: Type.String(), ...titles, agency: agencySchema, linked: Type.Boolean(), columns: Type.Array(RequestColumn) });
export type RequestableDataset = Static<typeof RequestableDataset>;

/** A dataset as a request names it; null where whoever asks does not see it. */
const DatasetRef = Type.Object({ slug: Type.String(), ...titles });

export const RequestLine = Type.Object({
  id: Type.Integer(), state: StateWord, requester: agencySchema, provider: nullable(agencySchema), dataset: nullable(DatasetRef),
  datasetWords: nullable(Type.String({ description: 'What is wanted, where it is not in the catalogue.' })), personal: Type.Boolean(), frequency: nullable(Type.String()), wantedOn: nullable(Day),
  sentOn: nullable(Day), dueOn: nullable(Type.String({ description: 'Day by which the provider answers, as the calendar has it.' })), answeredOn: nullable(Day),
  fromOn: nullable(Type.String({ description: 'Day from which the provider promised the data.' })), fulfilledOn: nullable(Day),
  waitingDays: nullable(Type.Integer({ description: 'Days since it was sent, while somebody still waits.' })), version: Type.Integer({ description: 'Number of the last event; a change says which was seen.' }),
});
export type RequestLine = Static<typeof RequestLine>;

const asOfFields = { asOf: Day, recordedAt: Instant };
const counts = Type.Object(Object.fromEntries(requestStates.map((state) => [state, Count])) as Record<RequestState, typeof Count>);
export type StateCounts = Record<RequestState, number>;
export const RequestList = Type.Object({
  ...asOfFields, items: Type.Array(RequestLine), total: Count, counts, hidden: Type.Integer({ minimum: 0, description: 'Requests between other agencies, which are only counted.' }),
});
export type RequestList = Static<typeof RequestList>;

/** What a provider says, prepared or given. */
const AnswerFields = {
  verdict: Type.Union([Type.Literal('accepted'), Type.Literal('partly-accepted'), Type.Literal('refused')]),
  grantedColumns: Type.Optional(Type.Array(text(63), { maxItems: 500 })), grantedWords: Type.Optional(nullable(text(2000))), withheldWhy: Type.Optional(nullable(text(2000))),
  fromOn: Type.Optional(nullable(Day)), conditions: Type.Optional(nullable(text(2000))), reason: Type.Optional(nullable(text(2000))), legalReason: Type.Optional(nullable(text(2000))),
  dataset: Type.Optional(nullable(Type.String({ maxLength: 63, description: 'Which dataset of the catalogue answers a request in words.' }))),
  newDataset: Type.Optional(nullable(body({ slug: Type.String({ maxLength: 63, pattern: '^[a-z0-9][a-z0-9-]{0,62}$' }), titleTh: said(300), titleEn: said(300) }))),
};
const Seen = Type.Integer({ minimum: 1, description: 'Number of the last event that was seen; two who act at once are told who was first.' });
export const Answer = body(AnswerFields);
export type Answer = Static<typeof Answer>;
export const AnswerBody = body({ seen: Seen, ...AnswerFields });
export type AnswerBody = Static<typeof AnswerBody>;

const Event = Type.Object({
  number: Type.Integer(), what: Type.Unsafe<EventWord>({ type: 'string', enum: [...eventWords] }), at: Instant, by: Type.String(), agency: nullable(agencySchema), message: nullable(Type.String()), answer: nullable(Answer),
});
const Deadline = Type.Object({ dueOn: Day, firstDueOn: Day, moves: Type.Array(Type.Object({ wasOn: Day, movedTo: Day, becauseTh: nullable(Type.String()), becauseEn: nullable(Type.String()) })) });

/** What whoever asks may do now; each is refused with the reason otherwise. */
const May = Type.Object({ change: Type.Boolean(), send: Type.Boolean(), askBack: Type.Boolean(), reply: Type.Boolean(), note: Type.Boolean(), prepare: Type.Boolean(), answer: Type.Boolean(), withdraw: Type.Boolean() });
export type May = Static<typeof May>;

export const RequestPage = Type.Object({
  ...asOfFields, ...RequestLine.properties, purpose: Type.String(), legalBases: Type.Array(Type.String()), ownLaw: nullable(Type.String()), columns: Type.Array(RequestColumn), fieldWords: nullable(Type.String()),
  retention: nullable(Type.String()), contact: nullable(Type.String()), origin: nullable(Type.String()), deadline: nullable(Deadline), answer: nullable(Answer), prepared: nullable(Type.Object({ by: Type.String(), at: Instant, answer: Answer })),
  planDueOn: nullable(Type.String({ description: 'Due date of the dataset in the linkage plan.' })), events: Type.Array(Event), may: May,
});
export type RequestPage = Static<typeof RequestPage>;

export const Matrix = Type.Object({
  ...asOfFields, agencies: Type.Array(agencySchema),
  cells: Type.Array(Type.Object({ requesterId: Type.String(), providerId: Type.String(), counts, total: Count, waiting: Count, mayOpen: Type.Boolean({ description: 'Whether the list behind the figure is open to whoever asks.' }) })),
  totals: counts,
});
export type Matrix = Static<typeof Matrix>;

const WaitLink = Type.Object({ requester: agencySchema, provider: agencySchema, requests: Count, longestDays: Count, requestId: nullable(Type.Integer({ description: 'The one that waits longest, where it is open to whoever asks.' })) });
export const Waits = Type.Object({
  ...asOfFields,
  datasets: Type.Array(Type.Object({
    dataset: nullable(DatasetRef), datasetWords: nullable(Type.String()), provider: agencySchema, dueOn: nullable(Day), longestDays: Count,
    waiting: Type.Array(Type.Object({ requestId: nullable(Type.Integer()), requester: agencySchema, state: StateWord, sinceOn: Day, days: Count, wantedOn: nullable(Day) })),
  })),
  chains: Type.Array(Type.Object({ days: Count, round: Type.Boolean({ description: 'The last one waits for one that stands before it: nobody can begin.' }), links: Type.Array(WaitLink) })), more: Type.Boolean(),
});
export type Waits = Static<typeof Waits>;

export const DraftFields = {
  providerId: Type.Optional(nullable(text(31))), dataset: Type.Optional(nullable(text(63))), datasetWords: Type.Optional(nullable(text(500))),
  purpose: Type.Optional(text(4000)), legalBases: Type.Optional(Type.Array(text(40), { maxItems: 12 })), ownLaw: Type.Optional(nullable(text(500))),
  columns: Type.Optional(Type.Array(text(63), { maxItems: 500 })), fieldWords: Type.Optional(nullable(text(2000))), frequency: Type.Optional(nullable(text(20))), wantedOn: Type.Optional(nullable(text(10))),
  retention: Type.Optional(nullable(text(1000))), contact: Type.Optional(nullable(text(500))),
};
export const NewRequest = body({ requesterId: text(31), ...DraftFields });
export type NewRequest = Static<typeof NewRequest>;
export const ChangedRequest = body({ seen: Seen, ...DraftFields });
export type ChangedRequest = Static<typeof ChangedRequest>;
export const SeenBody = body({ seen: Seen });
export const MessageBody = body({ seen: Seen, message: said(4000) });
export const NoteBody = body({ message: said(4000) });
export const WithdrawBody = body({ seen: Seen, reason: said(2000) });

export const RequestParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });
export const AsOfQuery = Type.Object({ asOf: Type.Optional(Type.String({ maxLength: 10, description: 'ISO day, C.E.; now when left out' })) });
export const DatasetQuery = Type.Object({ dataset: text(63) });
export const boxes = ['to-answer', 'asked', 'all'] as const;
export const ListQuery = Type.Object({
  ...AsOfQuery.properties, box: Type.Optional(Type.Unsafe<(typeof boxes)[number]>({ type: 'string', enum: [...boxes], description: '`to-answer`: own agency has to answer; `asked`: own agency asked.' })),
  state: Type.Optional(StateWord), open: Type.Optional(Type.Boolean({ description: 'Only those for which somebody still waits.' })), agency: Type.Optional(text(31)), requester: Type.Optional(text(31)), provider: Type.Optional(text(31)), dataset: Type.Optional(text(63)),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
});
export type ListQuery = Static<typeof ListQuery>;
