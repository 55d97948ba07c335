import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { parse } from 'yaml';

const Words = { th: Type.String({ minLength: 1, maxLength: 300, pattern: '[ก-๙]|^[A-Z]+$' }), en: Type.String({ minLength: 1, maxLength: 300 }) };
const Code = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' });
const closed = { additionalProperties: false };

export const Question = Type.Object({
  id: Code, ...Words, type: Type.Union([Type.Literal('choice'), Type.Literal('yes-no'), Type.Literal('text'), Type.Literal('number'), Type.Literal('date')]),
  of: Type.Union([Type.Literal('listed'), Type.Literal('own'), Type.Literal('all')]), required: Type.Boolean(),
  most: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })),
  choices: Type.Optional(Type.Array(Type.Object({ code: Code, ...Words }, closed), { minItems: 2, maxItems: 30 })),
  when: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String(), { minItems: 1 }), { description: 'Shown when each of these answers is one of those named.' })),
}, closed);
export type Question = Static<typeof Question>;

export const Definition = Type.Object({ title: Type.Object(Words, closed), questions: Type.Array(Question, { minItems: 1, maxItems: 60 }) }, closed);
export type Definition = Static<typeof Definition>;

/** The answers of one row: codes, `yes` and `no`, ISO days, decimal text, texts. */
export type Answers = Readonly<Record<string, string>>;

const file = new URL('../../../../../definitions/surveys/readiness.yaml', import.meta.url);
let kept: { hash: string; body: Definition } | null = null;

/** The questions that a new campaign asks, with the hash of their version; read once. @throws TypeError that names what is wrong in the file. */
export function currentDefinition(): { hash: string; body: Definition } {
  return kept ??= readDefinition(readFileSync(file, 'utf8'));
}

/** Reads and checks a definition. @throws TypeError that names the place. */
export function readDefinition(yaml: string): { hash: string; body: Definition } {
  const body: unknown = parse(yaml);
  if (!Value.Check(Definition, body)) {
    const [first] = Value.Errors(Definition, body);
    throw new TypeError(`definitions/surveys/readiness.yaml ${first?.instancePath ?? ''}: ${first?.message ?? 'is no definition'}`);
  }
  for (const [at, question] of body.questions.entries()) assertQuestion(question, body.questions.slice(0, at), at);
  return { hash: createHash('sha256').update(JSON.stringify(body)).digest('hex'), body };
}

function assertQuestion(question: Question, before: readonly Question[], at: number): void {
  const wrong = (what: string): never => { throw new TypeError(`definitions/surveys/readiness.yaml /questions/${at}: ${what}`); };
  if (before.some(({ id }) => id === question.id)) wrong(`${question.id} stands twice`);
  if ((question.type === 'choice') !== (question.choices !== undefined)) wrong('choices belong to a choice');
  for (const [id, values] of Object.entries(question.when ?? {})) {
    const asked = before.find((each) => each.id === id) ?? wrong(`${id} is not asked before`);
    for (const value of values) if (!codesOf(asked).includes(value)) wrong(`${value} is no answer of ${id}`);
  }
}

/** The codes that can be answered: of a choice or of yes and no. */
export const codesOf = ({ type, choices }: Question): string[] => (type === 'yes-no' ? ['yes', 'no'] : choices?.map(({ code }) => code) ?? []);

const YES_NO: Record<string, { th: string; en: string }> = { yes: { th: 'ใช่', en: 'Yes' }, no: { th: 'ไม่ใช่', en: 'No' } };

/** The words of a code; the code itself when it has none. */
export function wordsOf(question: Question, code: string): { th: string; en: string } {
  const found = question.type === 'yes-no' ? YES_NO[code] : question.choices?.find((each) => each.code === code);
  return found ? { th: found.th, en: found.en } : { th: code, en: code };
}

/** Which questions a row is asked, as answered so far: what an agency adds is its own. */
export const askedOf = (definition: Definition, answers: Answers, isOwn: boolean): Question[] => shownOf(definition, answers, isOwn, false);

/** The same, with those that may still be asked, since what they hang on is not answered yet. */
export const openOf = (definition: Definition, answers: Answers, isOwn: boolean): Question[] => shownOf(definition, answers, isOwn, true);

function shownOf(definition: Definition, answers: Answers, isOwn: boolean, withOpen: boolean): Question[] {
  const said: Answers = isOwn ? { ours: 'yes', ...answers } : answers;
  const shown = new Set<string>();
  return definition.questions.filter((question) => {
    if (question.of === (isOwn ? 'listed' : 'own')) return false;
    // An answer that is not shown any more shows nothing else.
    const isShown = Object.entries(question.when ?? {}).every(([id, values]) => (values.includes(said[id] ?? '') || (withOpen && (said[id] ?? '') === '')) && (shown.has(id) || (isOwn && id === 'ours')));
    if (isShown) shown.add(question.id);
    return isShown;
  });
}

/** Required questions of a row, and which of them are answered. A row of which nothing is said counts the questions that are always asked. */
export function completenessOf(definition: Definition, answers: Answers, isOwn: boolean): { required: string[]; missing: string[] } {
  const required = askedOf(definition, answers, isOwn).filter((question) => question.required).map(({ id }) => id);
  return { required, missing: required.filter((id) => (answers[id] ?? '') === '') };
}
