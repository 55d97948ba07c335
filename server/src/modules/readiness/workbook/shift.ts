import { readWritten } from '../definition/read-answer.ts';
import type { Question } from '../definition/definition.ts';
import type { PlaceOfCell } from '../schemas.ts';
import { letterOf } from './columns.ts';
import type { FoundColumn, FoundSheet } from './read-form.ts';

/** Half of a column's values must be its neighbour's. */
const SHARE = 0.5;
type Fit = 'telling' | 'possible' | 'no';

/**
 * Looks whether values stand under the heading of a neighbour, as happens when cells are moved: at least half of a column's values do not fit its own question and fit
 * the neighbour's, in two columns or of two values, and somewhere by a choice or a day, which do not fit by chance.
 *
 * @returns a problem for the first column that is shifted, or null.
 */
export function findShift(sheet: FoundSheet): PlaceOfCell | null {
  const ordered = sheet.columns.toSorted((a, b) => a.at - b.at);
  for (const [step, th, en] of [[-1, 'ขวา', 'right'], [1, 'ซ้าย', 'left']] as const) {
    const shifted = ordered.flatMap((found, place) => { const seen = lookAt(sheet, found, ordered[place + step]); return seen ? [{ found, ...seen }] : []; });
    const first = shifted[0];
    if (!first || !shifted.some(({ isTelling }) => isTelling) || (shifted.length < 2 && first.values < 2)) continue;
    const letter = letterOf(first.found.at + 1);
    return { sheet: sheet.name, cell: `${letter}${sheet.headerLine}`, code: 'columns-shifted', th: `ค่าดูเหมือนเลื่อนไปทาง${th}ตั้งแต่คอลัมน์ ${letter} (“${first.found.column.th}”)`, en: `Columns seem shifted to the ${en} from ${letter} on (“${first.found.column.en}”).` };
  }
  return null;
}

function lookAt({ rows }: FoundSheet, { column }: FoundColumn, neighbour: FoundColumn | undefined): { values: number; isTelling: boolean } | null {
  const question = column.question;
  const other = neighbour?.column.question;
  if (!question || !other) return null;
  const values = rows.map(({ cells }) => cells.get(column.key) ?? '').filter((text) => text !== '');
  if (values.length === 0) return null;
  const fits = values.map((text) => fitOf(question, other, text));
  const moved = fits.filter((fit) => fit !== 'no').length;
  return moved / values.length >= SHARE ? { values: values.length, isTelling: fits.includes('telling') } : null;
}

/** Whether a value fits the neighbour better than its own question. A text takes anything, so only a choice or a day tells there. */
function fitOf(own: Question, other: Question, text: string): Fit {
  const fitsOther = 'value' in readWritten(other, text);
  const tells = other.type === 'choice' || other.type === 'yes-no' || other.type === 'date';
  if (own.type === 'text') return fitsOther && tells ? 'telling' : 'no';
  if ('value' in readWritten(own, text) || !fitsOther) return 'no';
  return tells ? 'telling' : 'possible';
}
