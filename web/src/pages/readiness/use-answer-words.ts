import { formatThaiDate } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import type { SurveyQuestion } from '../../api/readiness-queries.ts';
import { useLang, useMessages } from '../../app/lang.ts';

/** Writes an answer as people read it. */
export function useAnswerWords(): (question: SurveyQuestion, value: string) => string {
  const lang = useLang();
  const { yes, no } = useMessages().readiness.yesNo;
  return (question, value) => {
    if (question.type === 'yes-no') return value === 'yes' ? yes : value === 'no' ? no : value;
    if (question.type === 'date') return formatThaiDate(value, { lang });
    if (question.type === 'number' && /^-?\d+(\.\d+)?$/.test(value)) return formatNumber(Number(value));
    return question.choices?.find(({ code }) => code === value)?.[lang] ?? value;
  };
}
