import type { ProblemPlace } from '#kernel/problem.ts';
import { requestProblem } from '../errors.ts';
import type { ListRequestsAtRow } from '../reads/requests.sql.gen.ts';
import type { Answer, RequestColumn } from '../schemas.ts';
import { assertDay, place } from './days.ts';

/** An answer says all that its verdict needs, about what was asked for. @throws `requests.answer-not-ready` naming each place, `requests.column-unknown`, the problems of days. @returns only what belongs to the verdict. */
export function checkAnswer(row: ListRequestsAtRow, given: Answer, today: string): Answer {
  const answer = trimmedAnswer(given);
  const asked = (row.columns as RequestColumn[]).map(({ name }) => name);
  (answer.grantedColumns ?? []).forEach((name, at) => {
    if (!asked.includes(name)) throw requestProblem('column-unknown', { errors: [place(`/grantedColumns/${at}`, `ไม่ได้ขอคอลัมน์ "${name}"`, `The column "${name}" was not asked for`)] });
  });
  if (answer.fromOn) assertDay(answer.fromOn, '/fromOn');
  const errors = answer.verdict === 'refused' ? refusalErrors(answer) : grantErrors(row, answer, today);
  if (errors.length > 0) throw requestProblem('answer-not-ready', { errors });
  const { verdict, fromOn, conditions, reason, legalReason, grantedColumns, grantedWords, withheldWhy, dataset, newDataset } = answer;
  if (verdict === 'refused') return { verdict, reason, legalReason };
  return { verdict, fromOn, conditions, reason, dataset, newDataset, ...(verdict === 'accepted' ? { grantedColumns: asked } : { grantedColumns: grantedColumns ?? [], grantedWords, withheldWhy }) };
}

function refusalErrors({ reason, legalReason }: Answer): ProblemPlace[] {
  return [
    ...reason ? [] : [place('/reason', 'ยังไม่ได้บอกเหตุผล', 'No reason was given')],
    ...legalReason ? [] : [place('/legalReason', 'ยังไม่ได้บอกเหตุผลทางกฎหมาย', 'No legal reason was given')],
  ];
}

function grantErrors(row: ListRequestsAtRow, answer: Answer, today: string): ProblemPlace[] {
  const { verdict, fromOn, grantedColumns = [], grantedWords, withheldWhy, dataset, newDataset } = answer;
  const all = (row.columns as RequestColumn[]).length;
  const places: [boolean, ProblemPlace][] = [
    [!fromOn, place('/fromOn', 'ยังไม่ได้บอกว่าให้ได้ตั้งแต่วันใด', 'It is not said from which day')],
    [Boolean(fromOn && fromOn < today), place('/fromOn', 'วันที่ให้ข้อมูลผ่านไปแล้ว', 'The day is past')],
    [verdict === 'partly-accepted' && grantedColumns.length === 0 && !grantedWords, place('/grantedColumns', 'ยังไม่ได้บอกว่าให้รายการใด', 'It is not said which fields are given')],
    [verdict === 'partly-accepted' && all > 0 && grantedColumns.length === all && !row.field_words, place('/grantedColumns', 'ให้ครบทุกคอลัมน์ที่ขอ ใช้คำตอบรับทั้งหมดแทน', 'Every column that was asked for is given: accept it wholly')],
    [verdict === 'partly-accepted' && !withheldWhy, place('/withheldWhy', 'ยังไม่ได้บอกว่าเหตุใดจึงไม่ให้รายการที่เหลือ', 'It is not said why the others are not given')],
    [row.dataset_id === null && !dataset && !newDataset, place('/dataset', 'คำขอเป็นถ้อยคำ ต้องเลือกชุดข้อมูลของท่าน หรือเพิ่มชุดใหม่', 'It was asked for in words: choose a dataset of yours, or add a new one')],
    [row.dataset_id === null && Boolean(dataset && newDataset), place('/newDataset', 'เลือกชุดที่มีอยู่ หรือเพิ่มชุดใหม่ อย่างใดอย่างหนึ่ง', 'Either one that exists or a new one')],
    [row.dataset_id !== null && Boolean(dataset || newDataset), place('/dataset', 'คำขอระบุชุดข้อมูลแล้ว', 'The request names its dataset')],
  ];
  return places.flatMap(([is, each]) => (is ? [each] : []));
}

function trimmedAnswer(given: Answer): Answer {
  const text = (value: string | null | undefined) => value?.trim() || null;
  return {
    ...given, grantedWords: text(given.grantedWords), withheldWhy: text(given.withheldWhy), conditions: text(given.conditions), reason: text(given.reason), legalReason: text(given.legalReason),
    fromOn: text(given.fromOn), dataset: text(given.dataset), newDataset: given.newDataset ?? null, ...(given.grantedColumns && { grantedColumns: [...new Set(given.grantedColumns)] }),
  };
}
