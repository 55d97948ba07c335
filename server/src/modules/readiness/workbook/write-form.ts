import type { Readable } from 'node:stream';
import { writeXlsx, type CellValue, type SheetColumn, type SheetToWrite } from '#kernel/xlsx/write-xlsx.ts';
import { codesOf, wordsOf, type Definition } from '../definition/definition.ts';
import { writeAnswer } from '../definition/read-answer.ts';
import type { LoadedForm } from '../reads/load-survey.ts';
import type { Row } from '../schemas.ts';
import { choicesSheet, columnsOf, CONFIRM, ID, letterOf, needIdOf, rowIdOf, sheetNames, type FormColumn, type SheetKind } from './columns.ts';

type Lang = 'th' | 'en';

/** The form of an agency as a workbook: the list prefilled, additions, needs, and the choices in words. */
export function writeForm(form: LoadedForm, definition: Definition, lang: Lang): Readable {
  const lists = choicesOf(definition, lang);
  const sheet = (kind: SheetKind, rows: CellValue[][]): SheetToWrite => ({ name: sheetNames[kind][lang], columns: columnsOf(kind, definition).map((column) => sheetColumn(column, lists, lang)), rows });
  const cells = (kind: SheetKind) => (row: Row) => columnsOf(kind, definition).map((column) => cellOf(column, row, definition, lang));
  return writeXlsx([
    sheet('listed', form.rows.filter(({ own }) => !own).map(cells('listed'))),
    sheet('own', form.rows.filter(({ own }) => own).map(cells('own'))),
    sheet('needs', form.needs.map((need) => [needIdOf(need.id, need.version), (lang === 'th' ? need.agency?.nameTh : need.agency?.nameEn) ?? need.agencyId, need.slug, need.words, need.purpose])),
    { name: choicesSheet[lang], columns: lists.map((list) => ({ title: list.title, width: 28 })), rows: linesOf(lists) },
  ]);
}

interface ChoiceList { readonly id: string; readonly title: string; readonly words: readonly string[]; readonly range: string }

function choicesOf({ questions }: Definition, lang: Lang): ChoiceList[] {
  return questions.filter((question) => codesOf(question).length > 0).map((question, at) => {
    const words = codesOf(question).map((code) => wordsOf(question, code)[lang]);
    const letter = letterOf(at + 1);
    return { id: question.id, title: question[lang], words, range: `'${choicesSheet[lang]}'!$${letter}$2:$${letter}$${words.length + 1}` };
  });
}

const linesOf = (lists: readonly ChoiceList[]): CellValue[][] => Array.from({ length: Math.max(0, ...lists.map(({ words }) => words.length)) }, (_, line) => lists.map(({ words }) => words[line]));

function sheetColumn({ key, th, en, width, question }: FormColumn, lists: readonly ChoiceList[], lang: Lang): SheetColumn {
  // To confirm is to say yes: it offers the words of the first question that is answered by yes or no.
  const list = lists.find(({ id }) => id === (key === CONFIRM.key ? 'ours' : key));
  return { title: lang === 'th' ? th : en, width, kind: question?.type === 'number' ? 'number' : 'text', ...(list && { choices: list.range }), ...(key === ID.key && { hidden: true as const }) };
}

function cellOf({ key, question }: FormColumn, row: Row, definition: Definition, lang: Lang): CellValue {
  if (question) return writeAnswer(question, row.answers[key] ?? row.known[key]?.value, lang);
  if (key === ID.key) return rowIdOf(row.id, row.version);
  if (key === '@dataset') return lang === 'th' ? row.titleTh : row.titleEn;
  return key === '@known' ? knownWords(row, definition, lang) : '';
}

const knownWords = (row: Row, { questions }: Definition, lang: Lang): string => questions.flatMap((question) => {
  const known = row.known[question.id];
  return known ? [`${question[lang]}: ${writeAnswer(question, known.value, lang)} (${lang === 'th' ? known.fromTh : known.fromEn})`] : [];
}).join('\n');

